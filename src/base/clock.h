/* SPDX-License-Identifier: ISC */
/* clock: what time it can be trusted to be, decided from inputs that are passed in.
 * A machine's clock may start in 1970, jump, or be set wrongly by a person. The highest trusted
 * time and the machine's own uptime give a floor; only a synchronised clock or a person moves
 * beyond it freely. All times are seconds since 1970, UTC. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CLOCK_BOOT_ID 37          /* bytes of a boot id with its final NUL */
#define CLOCK_SLACK 120           /* s two readings of the same time may differ */
#define CLOCK_WEEKEND (96 * 3600) /* s a machine may have been off, by its hardware clock */
#define CLOCK_CONFIRM 600         /* s a person's watch may differ from the machine's clock */
#define CLOCK_STATE_MAX 256       /* bytes of the state file at most */
#define CLOCK_LAST 13569120000    /* the year 2400: no time is later, nor any machine up as long */

/* What the machine says now. */
struct clock_reading {
	int64_t realtime;         /* CLOCK_REALTIME */
	int64_t boottime;         /* CLOCK_BOOTTIME: since boot, suspend included */
	char boot[CLOCK_BOOT_ID]; /* another boot, another id */
	bool synchronised;        /* adjtimex works and says so */
	bool has_hardware;        /* there is a hardware clock, and it reads: */
	int64_t hardware;
};

/* What the keeper remembers, in state/clock. */
struct clock_state {
	int64_t highest;          /* highest trusted time */
	int64_t boottime;         /* the boottime then */
	char boot[CLOCK_BOOT_ID]; /* the boot then */
	bool doubt;               /* the clock was in doubt then */
};

/* What follows. */
struct clock_verdict {
	int64_t trusted; /* destroy by this */
	bool doubt;      /* the clock must be checked by a person */
	bool lower;      /* trusted comes from outside: dues above it + 14 days are lowered */
};

/* Reads the machine's clocks. adjtimex that fails counts as not synchronised. Only the keeper
 * calls it (and the desk when a person confirms the time). */
void clock_read(struct clock_reading *now);

/* As clock_read without asking adjtimex or the hardware clock. */
void clock_read_plain(struct clock_reading *now);

/* Returns the earliest time that it can be: highest + what the machine has been up since. */
int64_t clock_floor(const struct clock_state *state, const struct clock_reading *now);

/* Decides what time it is and moves *state on. With confirmed a person said that realtime is
 * right, which ends a doubt. */
void clock_decide(struct clock_state *state, const struct clock_reading *now, bool confirmed,
	struct clock_verdict *verdict);

/* What a program that only reads the state goes by: the trusted time plus elapsed boottime, in
 * doubt when the keeper was, when the boot is another, or when realtime differs by more than
 * CLOCK_SLACK. */
void clock_follow(const struct clock_state *state, const struct clock_reading *now,
	struct clock_verdict *verdict);

/* The state of a machine whose file was lost: the floor is at least least, in doubt. */
void clock_lost(struct clock_state *state, const struct clock_reading *now, int64_t least);

/* Writes state as the text of its file. Returns the length. */
size_t clock_print(const struct clock_state *state, char out[static CLOCK_STATE_MAX]);

/* Reads what clock_print wrote, n bytes. Returns 0, or -1 when it is anything else. */
int clock_parse(const char *text, size_t n, struct clock_state *state);

#endif
