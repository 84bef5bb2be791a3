/* SPDX-License-Identifier: ISC */
/* words: what the words of a script mean. Saved variables live in the environment of play itself. */
#ifndef TTY_WORDS_H
#define TTY_WORDS_H

#include "tty/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Adds the text of in to out with its escapes (\n \t \e \\ \$ \xHH \u{HEX}) and ${NAME}s replaced.
 * What a variable holds is taken as it is. Returns NULL, or what is wrong (a constant). */
const char *words_expand(const char *in, struct buf *out);

/* Reads COLSxROWS, each from 1 to 500. Returns true, or false and leaves both as they were. */
bool words_size(const char *s, int *cols, int *rows);

/* Reads a whole number from low to high. Returns true, or false and leaves *value as it was. */
bool words_number(const char *s, long low, long high, long *value);

/* Reads seconds, such as 2.5, into milliseconds. Returns true, or false and leaves *ms as it was. */
bool words_seconds(const char *s, int *ms);

/* Whether the first n bytes of s are a name a shell can have as a variable. */
bool words_is_name(const char *s, size_t n);

#endif
