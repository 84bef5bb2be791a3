/* SPDX-License-Identifier: ISC */
/* field: a line of text being typed, grapheme by grapheme, in locked memory. Plain data: it draws
 * nothing and can be tested without a terminal. Kept in NFC at every moment; the cursor moves by
 * grapheme clusters (UAX #29), and what is typed stays together when it joins what follows it. */
#ifndef UI_FIELD_H
#define UI_FIELD_H

#include <stddef.h>
#include <stdint.h>

#define FIELD_MAX 192 /* bytes a field can hold at most */

struct field;

enum field_result {
	FIELD_DONE,
	FIELD_FULL,    /* it would be longer than its limit; nothing changed */
	FIELD_REFUSED, /* not a character for a text, or a mark with nothing under it */
};

/* Makes an empty field of at most limit bytes of NFC (up to FIELD_MAX). NULL: no memory. */
struct field *field_new(size_t limit) __attribute__((warn_unused_result));

/* Wipes and frees. NULL is harmless. */
void field_free(struct field *f);

/* Empties it and wipes what it held, all of it. */
void field_clear(struct field *f);

/* Types uc at the cursor. */
enum field_result field_insert(struct field *f, uint32_t uc);

/* Removes the grapheme before (erase) or after (delete) the cursor. */
void field_erase(struct field *f);
void field_delete(struct field *f);

/* Moves the cursor by a grapheme, or to an end. */
void field_left(struct field *f);
void field_right(struct field *f);
void field_home(struct field *f);
void field_end(struct field *f);

/* Moves the cursor to the beginning of the word before it, or behind the word after it. */
void field_word_left(struct field *f);
void field_word_right(struct field *f);

/* Puts in the place of the grapheme before the cursor the code point uc: how an accent gets onto a
 * letter already typed. FIELD_REFUSED also where there is none. */
enum field_result field_replace(struct field *f, uint32_t uc);

/* Returns the text, in f's own locked memory, not NUL-terminated; *n becomes its bytes. */
const char *field_text(const struct field *f, size_t *n);

/* Returns the cursor as a position in bytes, between two graphemes: within one that is not all
 * typed yet, its end. */
size_t field_cursor(const struct field *f);

#endif
