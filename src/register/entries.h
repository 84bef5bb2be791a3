/* SPDX-License-Identifier: ISC */
/* entries: sealed entries and the hour keys they belong to, as rows of one side. */
#ifndef REGISTER_ENTRIES_H
#define REGISTER_ENTRIES_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/hourfile.h"
#include "register/register.h"

#define ENTRIES_MUST_CHECK __attribute__((warn_unused_result))
#define ENTRIES_ID 16
#define ENTRIES_BOX 304
#define ENTRIES_BATCH 4096 /* rows read or deleted at a time, so that nobody waits long */

/* A row of hourkey. */
struct entries_key {
	uint8_t kid[HOURFILE_KID];
	uint32_t hour; /* UTC hours since 1970 */
	uint32_t due;  /* the hour from which it is destroyed */
};

/* The rows of hourkey at one moment. */
struct entries_keys {
	size_t n;
	struct entries_key *rows;
};

/* A row of entry. */
struct entries_entry {
	uint8_t kid[HOURFILE_KID];
	uint8_t id[ENTRIES_ID];
	uint8_t box[ENTRIES_BOX];
};

/* Some rows of entry, in the order of (kid, id). */
struct entries_batch {
	size_t n;
	struct entries_entry *rows; /* ENTRIES_BATCH of them */
};

/* How many entries an hour key has. */
struct entries_count {
	uint32_t hour, due;
	uint64_t n;
};

/* Writes the hour key's row, once its key file is durable. Returns 0, or -1 with why. */
int entries_announce(
	struct register_side *side, const struct entries_key *key, struct fail *why) ENTRIES_MUST_CHECK;

enum entries_added {
	ENTRIES_ADDED,   /* committed and durable: the visitor may be welcomed */
	ENTRIES_REFUSED, /* may() said no inside the transaction; nothing was written */
	ENTRIES_FAILED,  /* nothing is acknowledged; why says what happened */
};

/* Writes the entry. may(arg) is asked inside the transaction whether entries are taken. A COMMIT
 * in doubt is tried again with the same entry: finding it there then means that it is done. */
enum entries_added entries_add(struct register_side *side, const struct entries_entry *entry,
	bool (*may)(void *arg), void *arg, struct fail *why) ENTRIES_MUST_CHECK;

/* Reads all rows of hourkey. Returns 0 and *keys, to be given to entries_free_keys, or -1. */
int entries_keys(
	struct register_side *side, struct entries_keys *keys, struct fail *why) ENTRIES_MUST_CHECK;
void entries_free_keys(struct entries_keys *keys);

/* Returns the row of kid in keys, or NULL. */
const struct entries_key *entries_find(
	const struct entries_keys *keys, const uint8_t kid[static HOURFILE_KID]);

/* Makes room for a batch. Returns 0, or -1 without memory. Free it with entries_free_batch. */
int entries_new_batch(struct entries_batch *batch) ENTRIES_MUST_CHECK;
void entries_free_batch(struct entries_batch *batch);

/* Reads the next rows after (kid, id) into batch in one short read; all-zero kid and id begin.
 * With only kid rows of other kids are left out. batch->n 0 is the end. Returns 0, or -1. */
int entries_read(struct register_side *side, const uint8_t kid[static HOURFILE_KID],
	const uint8_t id[static ENTRIES_ID], bool only, struct entries_batch *batch,
	struct fail *why) ENTRIES_MUST_CHECK;

/* Calls each(arg, count) for every hour key with its number of entries, in the order of hours.
 * Returns 0, or -1 with why. */
int entries_counts(struct register_side *side,
	void (*each)(void *arg, const struct entries_count *count), void *arg,
	struct fail *why) ENTRIES_MUST_CHECK;

#endif
