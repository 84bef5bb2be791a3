/* SPDX-License-Identifier: ISC */
/* keyring: the hour keys of a window, found by what their own files say and not by rows that
 * somebody may have changed; which of them may be opened; how much is sealed to them. */
#ifndef DESK_KEYRING_H
#define DESK_KEYRING_H

#include <stddef.h>
#include <stdint.h>

#include "desk/desk.h"
#include "desk/report.h"
#include "open/openkey.h"

struct keyring_key {
	uint8_t kid[HOURFILE_KID];
	uint32_t hour;
	uint32_t due;     /* the hour from which it is destroyed */
	uint64_t entries; /* sealed to it in the store, when it was found */
};

/* In the order of hours. */
struct keyring {
	size_t n;
	struct keyring_key *keys;
};

/* Says whether an hour key of hour, due at due, reaches into [from, to) and may be opened at time
 * shown. */
bool keyring_takes(int64_t from, int64_t to, uint32_t hour, uint32_t due, int64_t shown);

/* Finds the hour keys of [from, to) that may be opened; nothing is opened. In report: entries, and
 * what is expired, lost, broken, or disagrees with its row. Returns 0 and *ring, to be given to
 * keyring_free, or -1 with why. */
int keyring_find(struct desk *d, int64_t from, int64_t to, struct keyring *ring,
	struct report *report, struct fail *why) __attribute__((warn_unused_result));
void keyring_free(struct keyring *ring);

/* Opens key's file into *open, in locked memory. Returns 1; 0 when it cannot be opened, which
 * report counts; or -1 with why, without memory. */
int keyring_open(struct desk *d, const struct keyring_key *key, struct open_key *open,
	struct report *report, struct fail *why) __attribute__((warn_unused_result));

#endif
