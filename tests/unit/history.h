/* SPDX-License-Identifier: ISC */
/* history: a made-up machine with a register, lived through in steps of the keeper's quarter of an
 * hour, in true time, which the machine does not know. The clock is decided by the real functions of
 * base/clock.h, or by others put in their place; what the desk shows by window_takes; whether the
 * kiosk is closed by watch_holds. One rule that the programs apply to files is written again here, as
 * arithmetic only: which due is lowered and what is destroyed (register/retention.c). */
#ifndef UNIT_HISTORY_H
#define UNIT_HISTORY_H

#include "base/clock.h"
#include "register/watch.h"

#define HISTORY_DAYS 70
#define HISTORY_STEP 900                         /* s between two runs of the keeper */
#define HISTORY_DAY (24 * 3600)                  /* s */
#define HISTORY_PROMISE ((13 * 24 + 23) * 3600L) /* s that an entry lives at least */
#define HISTORY_LIMIT ((14 * 24 + 1) * 3600L)    /* s that it can be read at most */
#define HISTORY_PARDON (96 * 3600)               /* s early that no person has to answer for */

/* Which clock decides. */
struct history_rules {
	void (*decide)(
		struct clock_state *, const struct clock_reading *, bool, struct clock_verdict *);
	void (*follow)(
		const struct clock_state *, const struct clock_reading *, struct clock_verdict *);
};

enum history_kind {
	HISTORY_GOOD,     /* a good hardware clock; off at night and at weekends, or started at times */
	HISTORY_NONE,     /* no hardware clock, starts in 1970 */
	HISTORY_DEAD,     /* a hardware clock without battery, in 2000 at each start */
	HISTORY_SAVED,    /* no hardware clock, starts where it was switched off; 9 h on weekdays */
	HISTORY_LATE,     /* the same or 1970, but synchronises some time after each start */
	HISTORY_JUMPS,    /* jumps of 30 days, 10 years, to 1970; the hardware clock may follow */
	HISTORY_HOLIDAY,  /* switched off for three weeks, with or without hardware clock */
	HISTORY_SUSPEND,  /* asleep at night and at weekends */
	HISTORY_CREEP,    /* somebody sets the clock 119 s ahead before each run */
	HISTORY_CARELESS, /* 30 days ahead, and a person says that this is right */
	HISTORY_KINDS
};

struct history_entry {
	int64_t made;           /* truth */
	uint32_t hour;          /* what stands on it */
	uint32_t due;           /* 0: destroyed */
	unsigned confirmations; /* of persons before it was made */
};

/* What happened to entries; s of true time. */
struct history_count {
	unsigned long entries, destroyed;
	unsigned long early;      /* destroyed before HISTORY_PROMISE */
	unsigned long early_word; /* by more than HISTORY_PARDON, after a person confirmed the time */
	unsigned long early_far;  /* by more than HISTORY_PARDON, and nobody did */
	unsigned long late;       /* over HISTORY_LIMIT when a run left them */
	unsigned long readable;   /* looks of the desk at an entry over HISTORY_LIMIT, the kiosk open */
	unsigned long pardoned;   /* the same, the kiosk closed and its code on the screen */
	int64_t most_early;       /* of those before HISTORY_PROMISE */
	unsigned long steps, closed, doubts; /* of the machine when it was on */
};

struct history {
	const struct history_rules *rules;
	enum history_kind kind;
	unsigned seed;
	uint64_t random;
	int64_t truth;     /* what time it is */
	int64_t offset;    /* of realtime from truth */
	int64_t boot_at;   /* truth at boot */
	int64_t off_until; /* truth */
	int64_t stopped;   /* realtime when it was switched off, as fake-hwclock keeps it */
	int64_t rtc;       /* the hardware clock's offset from truth */
	int64_t network_at;
	int64_t run_at; /* truth of the last run of the keeper */
	char boot[CLOCK_BOOT_ID];
	unsigned boots, confirmations;
	bool on, asleep, has_rtc, synchronised;
	struct clock_state state;
	struct watch_record last;
	size_t first, n; /* entries before first are destroyed */
	struct history_entry entries[HISTORY_DAYS * 24 + 1];
	struct history_count count;
};

/* Lives through HISTORY_DAYS of one history of a kind; what happened is in h->count. */
void history_live(
	struct history *h, const struct history_rules *rules, enum history_kind kind, unsigned seed);

/* Says whether the kiosk is closed, by what the last purge left and the clock: as watch_check, which
 * test_histories compares it with, but without a disk. */
bool history_is_closed(const struct watch_record *last, const struct clock_verdict *clock,
	const struct clock_reading *now);

/* Returns a number from least to most; what comes next in h's luck. */
int64_t history_draw(struct history *h, int64_t least, int64_t most);

/* What the machine says now. */
void history_read(const struct history *h, struct clock_reading *now);

/* --- history_kinds.c ---------------------------------------------------------------------- */

/* Gives h the hardware of its kind. */
void history_equip(struct history *h);

/* Switches h on or off for this step, sets clocks wrong, synchronises: what its kind suffers.
 * Afterwards h->on says whether it runs now. */
void history_suffer(struct history *h);

/* Returns a person's word in this step of a machine in doubt: whether somebody came, and, having
 * set the clock or not, says that it is right. */
bool history_person(struct history *h);

/* The name of kind, for people. */
const char *history_name(enum history_kind kind);

#endif
