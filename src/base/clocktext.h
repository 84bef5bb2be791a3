/* SPDX-License-Identifier: ISC */
/* clocktext: the text of state/clock, the same length always. So it can be written over in place by
 * an account that may not make files there, and what was written in part only fits no checksum. */
#ifndef BASE_CLOCKTEXT_H
#define BASE_CLOCKTEXT_H

#include "base/clock.h"

#define CLOCKTEXT_SIZE 320 /* bytes of the text: less than a sector, which is written as a whole */
#define CLOCKTEXT_MAX 512  /* bytes to read at most: what is longer is not ours */

/* Writes state as the CLOCKTEXT_SIZE bytes of its file, and a final NUL. */
void clocktext_print(const struct clock_state *state, char out[static CLOCKTEXT_SIZE + 1]);

/* Reads what clocktext_print wrote, n bytes. Returns 0, or -1 when it is anything else: cut, edited,
 * or with a digit turned over. */
int clocktext_parse(const char *text, size_t n, struct clock_state *state)
	__attribute__((warn_unused_result));

#endif
