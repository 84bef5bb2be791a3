/* SPDX-License-Identifier: ISC */
/* report: what an opening found besides visits: counted and named, never shown as text. */
#ifndef DESK_REPORT_H
#define DESK_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#define REPORT_HOURS 26 /* a window of 24 hours touches at most 25 */

enum report_kind {
	REPORT_EXPIRED,   /* hour keys that are due: not opened */
	REPORT_FOREIGN,   /* hour keys not sealed to this reception key */
	REPORT_LOST,      /* hour keys whose file is gone */
	REPORT_BROKEN,    /* hour keys whose file cannot be read or is none */
	REPORT_FORGED,    /* hour keys: header, sealed secret and kid do not belong together */
	REPORT_DISAGREES, /* hour keys whose row is gone or says another hour than their file */
	REPORT_DAMAGED,   /* entries that do not open */
	REPORT_MOVED,     /* entries whose id, kid or hour inside are not those of their row and key */
	REPORT_NO_VISIT,  /* entries that open to nothing a kiosk writes */
	REPORT_REPEATED,  /* visits with a number that another one of their hour key has */
	REPORT_KINDS
};

struct report {
	uint32_t first;    /* hour in which the window begins */
	uint64_t hours;    /* hour keys opened */
	uint64_t entries;  /* sealed under the hour keys of the window: known before any is opened */
	uint64_t opened;   /* of those: all that were tried, whatever came of it */
	uint64_t visits;   /* in the window, and given to whoever asked */
	uint64_t withheld; /* entries not opened, since their erasure is queued */
	uint64_t kinds[REPORT_KINDS];
	uint64_t gaps[REPORT_HOURS]; /* entries of hour first + i that are gone without an erasure */
	bool unexplained; /* the ledger could not be read whole: erasures may explain the gaps */
	bool unlocked;    /* not all opened visits are locked against swapping: a limit was reached */
	bool cancelled;
};

/* Returns how many entries are missing in all hours. */
uint64_t report_gaps(const struct report *report);

/* Says whether what was given may not be all, or not all true. */
bool report_is_incomplete(const struct report *report);

/* Calls say(arg, sentence) for each thing that is not as it should be: what it is, what it means
 * and what to do, in the language of the desk, without its newline. */
void report_tell(
	const struct report *report, void (*say)(void *arg, const char *sentence), void *arg);

#endif
