/* SPDX-License-Identifier: ISC */
#include "residue/words.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

const char *
words_name(enum words_encoding encoding)
{
	static const char *const names[WORDS_ENCODINGS] = {"bytes", "16-bit", "32-bit"};

	return names[encoding];
}

/* Adds the unit value to character i. */
static void
add_unit(struct words_spelling *as, int i, uint32_t value)
{
	unsigned char *unit = as->unit[as->start[i + 1]++];
	int b;

	for (b = 0; b < as->width; b++)
		unit[b] = (unsigned char)(value >> 8 * b);
}

/* Spells character i, which is uc or in UTF-8 the length bytes at utf8. */
static void
spell(struct words_word *word, int i, uint32_t uc, const char *utf8, size_t length)
{
	size_t b;
	int e;

	for (e = 0; e < WORDS_ENCODINGS; e++) {
		word->as[e].width = 1 << e;
		word->as[e].start[i + 1] = word->as[e].start[i];
	}
	for (b = 0; b < length; b++)
		add_unit(&word->as[WORDS_BYTES], i, (unsigned char)utf8[b]);
	if (uc > 0xFFFF) { /* a surrogate pair, RFC 2781 */
		add_unit(&word->as[WORDS_UTF16], i, 0xD800 | (uc - 0x10000) >> 10);
		add_unit(&word->as[WORDS_UTF16], i, 0xDC00 | ((uc - 0x10000) & 0x3FF));
	} else {
		add_unit(&word->as[WORDS_UTF16], i, uc);
	}
	add_unit(&word->as[WORDS_UTF32], i, uc);
}

/* Takes one line. Returns 0, or -1. */
static int
take(struct words_word *word, const char *line, size_t n)
{
	mbstate_t state = {0};
	size_t at, used;
	wchar_t uc;

	memcpy(word->text, line, n);
	for (at = 0; at < n; at += used) {
		used = mbrtowc(&uc, line + at, n - at, &state);
		if (used == 0 || used > n - at || word->n == WORDS_LENGTH)
			return -1;
		spell(word, word->n, (uint32_t)uc, line + at, used);
		word->at[++word->n] = (int)(at + used);
	}
	return word->n < WORDS_LEAST ? -1 : 0;
}

int
words_read(struct words *words, const char *path)
{
	FILE *file = fopen(path, "re");
	char line[sizeof words->word[0].text];
	int rc = file == NULL ? -1 : 0;

	if (rc != 0)
		fprintf(stderr, "residue: cannot read %s\n", path);
	memset(words, 0, sizeof *words);
	while (rc == 0 && fgets(line, sizeof line, file) != NULL) {
		if (words->n == WORDS_MOST ||
			take(&words->word[words->n++], line, strcspn(line, "\n")) != 0) {
			fprintf(stderr, "residue: line %d of %s is no word that can be looked for\n", words->n,
				path);
			rc = -1;
		}
	}
	if (file != NULL)
		fclose(file);
	return rc != 0 || words->n == 0 ? -1 : 0;
}
