/* SPDX-License-Identifier: ISC */
/* strays: entries that their own hour key does not open, tried with the other hour keys of the window:
 * rows that were swapped between hours are so told from damaged ones. */
#ifndef DESK_STRAYS_H
#define DESK_STRAYS_H

#include "desk/gaps.h"
#include "open/openkey.h"
#include "register/entries.h"

#define STRAYS_MOST 64    /* are kept; the others stay damaged */
#define STRAYS_TRIES 4096 /* at most, which takes a fraction of a second */

struct strays {
	size_t n;
	struct strays_entry *entries;
};

/* Begins with none. Returns 0, or -1 without memory. */
int strays_begin(struct strays *strays) __attribute__((warn_unused_result));

/* Keeps an entry that did not open under the key of numbers. */
void strays_keep(
	struct strays *strays, struct gaps_key *numbers, const struct entries_entry *entry);

/* Tries all with keys, opened or all zeros, in the order of gaps. What opens is no longer counted in
 * report as damaged, but as moved, and its number is noted where it comes from. Returns 0, or -1
 * without memory. */
int strays_match(struct strays *strays, const struct open_key *keys, struct gaps *gaps,
	struct report *report) __attribute__((warn_unused_result));

void strays_free(struct strays *strays);

#endif
