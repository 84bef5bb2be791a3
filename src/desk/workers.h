/* SPDX-License-Identifier: ISC */
/* workers: threads that open batches of sealed entries, while the calling thread reads the next. */
#ifndef DESK_WORKERS_H
#define DESK_WORKERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "open/openvisit.h"
#include "register/entries.h"

#define WORKERS_MOST 16

/* Whom they work for. */
struct workers_boss {
	/* takes what became of entry, opened for tag; called by one thread at a time, in no order.
	 * visit, in locked memory, is wiped afterwards. */
	void (*take)(void *arg, void *tag, const struct entries_entry *entry,
		enum openvisit_result result, const struct visit *visit);
	/* told about 20 times a second, in the calling thread, how many entries are done; false ends
	 * the work. NULL: nobody is. */
	bool (*tick)(void *arg, uint64_t done);
	void *arg;
};

struct workers;

/* Returns how many threads are useful: the processors that this process may use, at most
 * WORKERS_MOST. */
size_t workers_count(void);

/* Starts n threads (0: workers_count; fewer where the system refuses; with none the calling thread
 * works). Returns NULL without memory. They have no signals. */
struct workers *workers_start(size_t n, const struct workers_boss *boss)
	__attribute__((warn_unused_result));

/* Waits for a batch that can be filled. Returns it, or NULL when the work was ended by tick. */
struct entries_batch *workers_batch(struct workers *w) __attribute__((warn_unused_result));

/* Lets the batch that workers_batch returned be opened with key, which lives until workers_drain. */
void workers_open(struct workers *w, const struct open_key *key, void *tag);

/* Waits until all is opened. Returns 0, or -1 when the work was ended by tick. */
int workers_drain(struct workers *w) __attribute__((warn_unused_result));

/* Ends the threads, which wipe what they had in memory and on their stacks. NULL is harmless. */
void workers_stop(struct workers *w);

#endif
