/* SPDX-License-Identifier: ISC */
/* arrivals: a desk of which the register is a scratch one, with hour keys and visits put straight into
 * the store. What fails here ends the test. */
#ifndef UNIT_ARRIVALS_H
#define UNIT_ARRIVALS_H

#include "desk/desk.h"
#include "register/entries.h"
#include "seal/hourkey.h"

#define ARRIVALS_HOUR 490000
#define ARRIVALS_AT(hour) ((int64_t)(hour)*3600)

struct arrivals {
	struct reception_key reception;
	struct desk desk; /* unlocked with reception; shown two days after ARRIVALS_HOUR */
};

/* Set-up of a cmocka test: *state becomes what scratch_end takes; a is filled. */
int arrivals_begin(struct arrivals *a, void **state);

/* Makes an hour key of hour in the store, sealed to pk. */
struct hour_key arrivals_hour(struct arrivals *a, uint32_t hour, const uint8_t pk[static 32]);

/* Seals the visit of a person who arrived seconds into the hour to key, and raises its number. */
struct entries_entry arrivals_seal(struct hour_key *key, int seconds, const char *name);

/* The same, put into the store. */
struct entries_entry arrivals_come(
	struct arrivals *a, struct hour_key *key, int seconds, const char *name);

/* Puts entry into side. */
void arrivals_put(struct register_side *side, const struct entries_entry *entry);

/* Runs sql on the store, in which %s stands for the kid and then the id of entry, as x'...'. */
void arrivals_sql(struct arrivals *a, const char *sql, const struct entries_entry *entry)
	__attribute__((format(printf, 2, 0)));

#endif
