/* SPDX-License-Identifier: ISC */
/* sweep: looks for words in a stretch of memory, at every stride. */
#ifndef RESIDUE_SWEEP_H
#define RESIDUE_SWEEP_H

#include <stddef.h>

#include "residue/words.h"

#define SWEEP_STRIDE 72 /* bytes from a character to the next, at most */

/* A place: the characters [from, to) of word, beginning at byte at of what was searched. */
struct sweep_hit {
	const struct words_word *word;
	int from, to;
	enum words_encoding encoding;
	int stride;
	size_t at;
};

/* Calls found for each place in the n bytes at memory where least or more characters of a word
 * follow each other, each run as long as it goes. A place is told once, in the widest encoding that
 * fits: a letter in a curses cell is a 32-bit one, although its first byte alone would do. */
void sweep_memory(const struct words *words, int least, const unsigned char *memory, size_t n,
	void (*found)(const struct sweep_hit *hit, void *arg), void *arg);

#endif
