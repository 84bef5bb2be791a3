/* SPDX-License-Identifier: ISC */
/* powercut_seen: hashes of what was checked. */
#ifndef FAULT_POWERCUT_SEEN_H
#define FAULT_POWERCUT_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Starts as {0}. */
struct powercut_seen {
	uint64_t *list;
	size_t room, used;
};

/* Adds hash. Returns whether it was not there yet. */
bool powercut_seen_add(struct powercut_seen *seen, uint64_t hash);
void powercut_seen_free(struct powercut_seen *seen);

#endif
