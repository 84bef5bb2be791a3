/* SPDX-License-Identifier: ISC */
/* clock: what time it can be trusted to be, decided from inputs that are passed in.
 * A machine's clock may start in 1970, jump, or be set wrongly by a person. The highest trusted
 * time and the machine's own uptime give a floor; only a synchronised clock or a person moves
 * beyond it freely. Within one boot CLOCK_REALTIME minus CLOCK_BOOTTIME is constant unless somebody
 * steps the clock (both are slewed alike, and suspend counts in both), so the time and boottime at
 * which a boot was first trusted, its anchor, tell how far it was stepped since. All times are
 * seconds since 1970, UTC. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CLOCK_BOOT_ID 37          /* bytes of a boot id with its final NUL */
#define CLOCK_MACHINE 33          /* bytes of a machine's mark with its final NUL */
#define CLOCK_UNKNOWN "unknown"   /* a boot id or a machine that cannot be told */
#define CLOCK_SLACK 120           /* s two readings of the same time may differ */
#define CLOCK_WEEKEND (96 * 3600) /* s a machine may have been off, by its hardware clock */
#define CLOCK_EARN 24             /* s of being off that a second of running earns back */
#define CLOCK_CONFIRM 600         /* s a person's watch may differ from the machine's clock */
#define CLOCK_LOWER 2             /* runs that lower dues after a person confirmed the time */
#define CLOCK_LAST 13569120000    /* the year 2400: no time is later, nor any machine up as long */

/* What the machine says now. */
struct clock_reading {
	int64_t realtime;            /* CLOCK_REALTIME */
	int64_t boottime;            /* CLOCK_BOOTTIME: since boot, suspend included */
	char boot[CLOCK_BOOT_ID];    /* another boot, another id */
	char machine[CLOCK_MACHINE]; /* another machine, another mark; "" when nobody asked */
	bool synchronised;           /* adjtimex works and says so */
	bool has_hardware;           /* there is a hardware clock, and it reads: */
	int64_t hardware;
};

/* What the keeper remembers, in state/clock. */
struct clock_state {
	int64_t highest;             /* highest trusted time */
	int64_t boottime;            /* the boottime then */
	char boot[CLOCK_BOOT_ID];    /* the boot then */
	int64_t anchor;              /* trusted time when this boot was first trusted, or last */
	int64_t anchored;            /* synchronised or confirmed, and the boottime then */
	int64_t bridged;             /* s for which only a hardware clock vouched, not earned back */
	int lower;                   /* runs that are still to lower dues, 0 to CLOCK_LOWER */
	bool doubt;                  /* the clock was in doubt then */
	char machine[CLOCK_MACHINE]; /* the machine */
};

/* What follows. */
struct clock_verdict {
	int64_t trusted; /* destroy by this */
	bool doubt;      /* the clock must be checked by a person */
	bool lower;      /* trusted comes from outside: dues above it + 14 days are lowered */
};

/* Reads the machine's clocks, and its mark. adjtimex that fails, as in a container, counts as not
 * synchronised; a boot id that cannot be read is CLOCK_UNKNOWN. Only the keeper calls it. */
void clock_read(struct clock_reading *now);

/* As clock_read without asking adjtimex, the hardware clock or for the machine. */
void clock_read_plain(struct clock_reading *now);

/* As clock_read_plain, into a *now that this process filled before, or that is all zero: the boot id is
 * kept once it is known, for a process does not live longer than its boot. */
void clock_read_again(struct clock_reading *now);

/* Writes the mark of this machine: a hash (BLAKE2b-128) of /etc/machine-id with a word of ours
 * before it, so that the id itself is stored nowhere, as machine-id(5) asks; CLOCK_UNKNOWN without
 * one. */
void clock_machine(char out[static CLOCK_MACHINE]);

/* Returns the earliest time that it can be: highest + what the machine has been up since. */
int64_t clock_floor(const struct clock_state *state, const struct clock_reading *now);

/* Decides what time it is and moves *state on. With confirmed a person said that realtime is
 * right, which ends a doubt; this run and the CLOCK_LOWER next ones without doubt lower dues. A
 * state of another machine must be replaced by clock_lost before. */
void clock_decide(struct clock_state *state, const struct clock_reading *now, bool confirmed,
	struct clock_verdict *verdict);

/* What a program that only reads the state goes by: the trusted time plus elapsed boottime, in
 * doubt when the keeper was, when the boot is another, or when the clock was stepped since, as
 * clock_decide would find. */
void clock_follow(const struct clock_state *state, const struct clock_reading *now,
	struct clock_verdict *verdict);

/* The state of a machine whose file was lost: the floor is at least least, in doubt. */
void clock_lost(struct clock_state *state, const struct clock_reading *now, int64_t least);

#endif
