/* SPDX-License-Identifier: ISC */
#include "ui/field.h"

#include <string.h>

#include "base/text.h"
#include "base/wipe.h"

#define ROOM (FIELD_MAX + 8) /* one more character than fits, before composition */

struct field {
	size_t limit, n, cursor; /* cursor: where the next character goes, between two code points */
	char text[ROOM];
	char work[ROOM];     /* the text with the new character */
	char composed[ROOM]; /* that in NFC */
};

struct field *
field_new(size_t limit)
{
	struct field *f = wipe_alloc(sizeof *f);

	if (f != NULL)
		f->limit = limit < FIELD_MAX ? limit : FIELD_MAX;
	return f;
}

void
field_free(struct field *f)
{
	wipe_free(f);
}

void
field_clear(struct field *f)
{
	size_t limit = f->limit;

	wipe_bytes(f, sizeof *f);
	f->limit = limit;
}

/* Returns the first grapheme boundary at or after position at. */
static size_t
boundary(const struct field *f, size_t at)
{
	if (at >= f->n)
		return f->n;
	return text_prev(f->text, f->n, at + 1) == at ? at : text_next(f->text, f->n, at);
}

/* Puts the cursor behind what was typed, which became the first part bytes of composed. It may
 * have joined what follows (half a flag, a first jamo, a joiner): the next character still belongs
 * between them. Where a mark follows or the two composed, there is no such place: after both. */
static void
settle(struct field *f, size_t part)
{
	uint32_t next = 0;

	if (part < f->n && memcmp(f->text, f->composed, part) == 0 &&
		text_decode(f->text + part, f->n - part, &next) > 0 && !text_is_mark(next))
		f->cursor = part;
	else
		f->cursor = boundary(f, part);
}

/* Composes work, of which the first head bytes lie before the cursor, into the text. */
static enum field_result
compose(struct field *f, size_t length, size_t head)
{
	long whole = text_nfc(f->work, length, f->composed, sizeof f->composed), part;

	if (whole < 0)
		return FIELD_REFUSED;
	if ((size_t)whole > f->limit)
		return FIELD_FULL;
	wipe_bytes(f->text, sizeof f->text);
	memcpy(f->text, f->composed, (size_t)whole);
	f->n = (size_t)whole;
	part = text_nfc(f->work, head, f->composed, sizeof f->composed);
	settle(f, part < 0 ? f->n : (size_t)part);
	return FIELD_DONE;
}

/* Types uc in the place of the bytes [from, cursor). */
static enum field_result
put(struct field *f, size_t from, uint32_t uc)
{
	enum field_result result;
	size_t used;

	if (!text_is_allowed(uc) || (from == 0 && text_is_mark(uc)))
		return FIELD_REFUSED;
	memcpy(f->work, f->text, from);
	used = text_encode(uc, f->work + from);
	if (used == 0)
		return FIELD_REFUSED;
	memcpy(f->work + from + used, f->text + f->cursor, f->n - f->cursor);
	result = compose(f, f->n - (f->cursor - from) + used, from + used);
	wipe_bytes(f->work, sizeof f->work);
	wipe_bytes(f->composed, sizeof f->composed);
	return result;
}

enum field_result
field_insert(struct field *f, uint32_t uc)
{
	return put(f, f->cursor, uc);
}

enum field_result
field_replace(struct field *f, uint32_t uc)
{
	return f->cursor > 0 ? put(f, text_prev(f->text, f->n, f->cursor), uc) : FIELD_REFUSED;
}

/* Removes the bytes [from, to). What comes together then may compose. */
static void
cut(struct field *f, size_t from, size_t to)
{
	memcpy(f->work, f->text, from);
	memcpy(f->work + from, f->text + to, f->n - to);
	compose(f, f->n - (to - from), from);
	wipe_bytes(f->work, sizeof f->work);
	wipe_bytes(f->composed, sizeof f->composed);
}

void
field_erase(struct field *f)
{
	if (f->cursor > 0)
		cut(f, text_prev(f->text, f->n, f->cursor), f->cursor);
}

void
field_delete(struct field *f)
{
	if (f->cursor < f->n)
		cut(f, f->cursor, text_next(f->text, f->n, f->cursor));
}

void
field_left(struct field *f)
{
	f->cursor = text_prev(f->text, f->n, f->cursor);
}

void
field_right(struct field *f)
{
	f->cursor = text_next(f->text, f->n, f->cursor);
}

/* Says whether the code point at position at is a blank. */
static bool
is_blank(const struct field *f, size_t at)
{
	uint32_t uc;

	return text_decode(f->text + at, f->n - at, &uc) > 0 && text_is_blank(uc);
}

void
field_word_left(struct field *f)
{
	while (f->cursor > 0 && is_blank(f, text_prev(f->text, f->n, f->cursor)))
		field_left(f);
	while (f->cursor > 0 && !is_blank(f, text_prev(f->text, f->n, f->cursor)))
		field_left(f);
}

void
field_word_right(struct field *f)
{
	while (f->cursor < f->n && is_blank(f, f->cursor))
		field_right(f);
	while (f->cursor < f->n && !is_blank(f, f->cursor))
		field_right(f);
}

void
field_home(struct field *f)
{
	f->cursor = 0;
}

void
field_end(struct field *f)
{
	f->cursor = f->n;
}

const char *
field_text(const struct field *f, size_t *n)
{
	*n = f->n;
	return f->text;
}

size_t
field_cursor(const struct field *f)
{
	return boundary(f, f->cursor);
}
