/* SPDX-License-Identifier: ISC */
/* watcher: what must be true of a kiosk at every moment, whatever is typed. It stands between the
 * parts of the kiosk (ld's --wrap): each picture before it is drawn, each entry before it is
 * written. What is not true ends the program (abort) with a sentence. */
#ifndef FUZZ_WATCHER_H
#define FUZZ_WATCHER_H

#include <stdint.h>
#include <stdio.h>

#define WATCHER_TITLES 32 /* at most */

struct watcher_counts {
	uint64_t pictures, entries, written, erasures;
	uint64_t
		foreign; /* pictures with more than ASCII in a field: nothing takes the eighth bit off */
	uint64_t titles[WATCHER_TITLES]; /* how often each of titles_all was drawn */
};

/* How much has been seen. */
const struct watcher_counts *watcher_counts(void);

#endif
