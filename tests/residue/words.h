/* SPDX-License-Identifier: ISC */
/* words: what must not be found, spelled in the ways in which memory may hold it. */
#ifndef RESIDUE_WORDS_H
#define RESIDUE_WORDS_H

#include <stddef.h>

#define WORDS_MOST 32   /* words in a file */
#define WORDS_LENGTH 64 /* characters in a word */
#define WORDS_LEAST 4   /* characters: what is shorter is found everywhere */

enum words_encoding { WORDS_BYTES, WORDS_UTF16, WORDS_UTF32, WORDS_ENCODINGS };

/* A word in one encoding: units of width bytes, little-endian; character i is made of the units
 * from start[i] to start[i + 1]. */
struct words_spelling {
	unsigned char unit[4 * WORDS_LENGTH][4];
	int start[WORDS_LENGTH + 1];
	int width;
};

struct words_word {
	int n;                       /* characters */
	char text[4 * WORDS_LENGTH]; /* UTF-8, as in the file */
	int at[WORDS_LENGTH + 1];    /* where character i begins in text */
	struct words_spelling as[WORDS_ENCODINGS];
};

struct words {
	struct words_word word[WORDS_MOST];
	int n;
};

/* Reads the words of the file path, one a line of UTF-8 (LC_CTYPE must be a UTF-8 locale). Returns
 * 0, or -1 after saying why on standard error: too many, too long, shorter than WORDS_LEAST. */
int words_read(struct words *words, const char *path);

/* Returns what people call the encoding. */
const char *words_name(enum words_encoding encoding);

#endif
