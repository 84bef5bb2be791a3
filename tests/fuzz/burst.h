/* SPDX-License-Identifier: ISC */
/* burst: what an unkind world types at a terminal: bytes at random, text of many scripts, keys,
 * control sequences, pastes, the mouse, and now and then what a visitor would type. From one seed
 * always the same. */
#ifndef FUZZ_BURST_H
#define FUZZ_BURST_H

#include <stddef.h>
#include <stdint.h>

#define BURST_MOST 1024 /* bytes */

struct burst_source {
	uint64_t state;       /* never 0 */
	const char *code;     /* an erasure code that was shown, or NULL */
	const char *keys[64]; /* the sequences that the terminal's keys send */
	size_t key_count;
};

/* Begins from seed, without keys. */
void burst_start(struct burst_source *source, uint64_t seed);

/* Adds the sequence of a key, which stays the caller's; NULL and -1 (tigetstr's failures) are passed
 * over. */
void burst_add_key(struct burst_source *source, const char *sequence);

/* Returns a number from 0 to below - 1. */
unsigned burst_number(struct burst_source *source, unsigned below);

/* Writes the next burst. Returns its length, at least 1. */
size_t burst_make(struct burst_source *source, char out[static BURST_MOST]);

#endif
