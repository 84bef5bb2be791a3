/* SPDX-License-Identifier: ISC */
/* Every name of the corpus typed into a field, code point by code point, in the ways people type:
 * at once, with the cursor moving, in the middle of what is there, erased and typed again. What
 * the visitor is then called is what names.nfc says. */
#include "ui/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "base/wipe.h"
#include "visit/visitor.h"

#define LINE 1024

/* The corpus: one name a line in both files, in the same order. */
struct corpus {
	FILE *typed, *kept;
	char name[LINE], nfc[LINE]; /* the line of each */
	size_t n, nfc_n;
	int count;
};

static FILE *
open_data(const char *file)
{
	const char *tests = getenv("WELKOM_TESTS");
	char path[LINE];
	FILE *f;

	snprintf(path, sizeof path, "%s/data/%s", tests != NULL ? tests : ".", file);
	f = fopen(path, "r");
	if (f == NULL)
		fail_msg("cannot open %s", path);
	return f;
}

static void
corpus_start(struct corpus *c)
{
	memset(c, 0, sizeof *c);
	c->typed = open_data("names.txt");
	c->kept = open_data("names.nfc");
}

/* Reads a line without its newline. Returns whether there was one. */
static bool
read_line(FILE *f, char line[static LINE], size_t *n)
{
	if (fgets(line, LINE, f) == NULL)
		return false;
	*n = strcspn(line, "\n");
	line[*n] = '\0';
	return true;
}

/* The next name. Returns false after the last, when there were as many as there must be. */
static bool
corpus_next(struct corpus *c)
{
	do {
		if (!read_line(c->typed, c->name, &c->n)) {
			assert_null(fgets(c->nfc, LINE, c->kept));
			assert_true(c->count >= 300);
			fclose(c->typed);
			fclose(c->kept);
			return false;
		}
	} while (c->name[0] == '#');
	assert_true(read_line(c->kept, c->nfc, &c->nfc_n));
	c->count++;
	return true;
}

static void
assert_nfc(const struct field *f, const struct corpus *c)
{
	char composed[LINE];
	size_t n;
	const char *text = field_text(f, &n);

	if (text_nfc(text, n, composed, sizeof composed) != (long)n || memcmp(composed, text, n) != 0)
		fail_msg("not in NFC while typing: %s", c->name);
}

/* Types the bytes [from, to) of the name; where nudge, the cursor goes there and back each time. */
static void
type(struct field *f, const struct corpus *c, size_t from, size_t to, bool nudge)
{
	uint32_t uc;
	size_t used;

	for (; from < to; from += used) {
		used = text_decode(c->name + from, to - from, &uc);
		assert_true(used > 0);
		if (field_insert(f, uc) != FIELD_DONE)
			fail_msg("U+%04X is not taken in: %s", uc, c->name);
		assert_nfc(f, c);
		if (nudge) {
			field_left(f);
			field_right(f);
			field_home(f);
			field_end(f);
		}
	}
}

/* The visitor is called as names.nfc says. */
static void
assert_kept(const struct field *f, const struct corpus *c)
{
	struct visitor visitor = {0};
	size_t n;
	const char *text = field_text(f, &n);

	if (visitor_set_name(&visitor, text, n) != VISITOR_NAME_OK)
		fail_msg("refused: %s", c->name);
	if (visitor.name_len != c->nfc_n || memcmp(visitor.name, c->nfc, c->nfc_n) != 0)
		fail_msg("became %.*s instead of %s", (int)n, text, c->nfc);
}

static struct field *
new_field(void)
{
	struct field *f = field_new(VISITOR_NAME_MAX);

	assert_non_null(f);
	return f;
}

static void
typed_at_once(void **state)
{
	struct field *f = new_field();
	struct corpus c;

	(void)state;
	for (corpus_start(&c); corpus_next(&c); field_clear(f)) {
		type(f, &c, 0, c.n, false);
		assert_kept(f, &c);
	}
	field_free(f);
}

static void
typed_while_the_cursor_moves(void **state)
{
	struct field *f = new_field();
	struct corpus c;

	(void)state;
	for (corpus_start(&c); corpus_next(&c); field_clear(f)) {
		type(f, &c, 0, c.n, true);
		assert_kept(f, &c);
	}
	field_free(f);
}

/* The end of a name first and then, from Home, its beginning; for every grapheme of the name. */
static void
typed_before_what_is_there(void **state)
{
	struct field *f = new_field();
	struct corpus c;
	uint32_t uc;

	(void)state;
	for (corpus_start(&c); corpus_next(&c);) {
		for (size_t at = text_next(c.name, c.n, 0); at < c.n; at = text_next(c.name, c.n, at)) {
			text_decode(c.name + at, c.n - at, &uc);
			/* a few spacing marks are graphemes but begin no text; what stands after a loose
			 * second or last jamo would be its syllable */
			if (text_is_mark(uc) || (uc >= 0x1160 && uc <= 0x11FF))
				continue;
			field_clear(f);
			type(f, &c, at, c.n, false);
			field_home(f);
			type(f, &c, 0, at, false);
			assert_kept(f, &c);
		}
	}
	field_free(f);
}

/* Each grapheme is typed, erased by one key, which restores what was there, and typed again. */
static void
erased_and_typed_again(void **state)
{
	struct field *f = new_field();
	struct corpus c;
	char before[FIELD_MAX];
	size_t at, end, n, now;

	(void)state;
	for (corpus_start(&c); corpus_next(&c); field_clear(f)) {
		for (at = 0; at < c.n; at = end) {
			end = text_next(c.name, c.n, at);
			memcpy(before, field_text(f, &n), sizeof before);
			type(f, &c, at, end, false);
			field_erase(f);
			if (memcmp(field_text(f, &now), before, n) != 0 || now != n)
				fail_msg("not one grapheme erased in: %s", c.name);
			type(f, &c, at, end, false);
		}
		assert_kept(f, &c);
	}
	field_free(f);
}

/* Erasing from the end, or deleting from the beginning, takes as many keys as there are graphemes,
 * and each step is one towards an empty field. */
static void
emptied_grapheme_by_grapheme(void **state)
{
	struct field *f = new_field();
	struct corpus c;
	size_t n, at, graphemes;

	(void)state;
	for (corpus_start(&c); corpus_next(&c);) {
		for (int backwards = 0; backwards < 2; backwards++) {
			field_clear(f);
			type(f, &c, 0, c.n, false);
			graphemes = 0;
			for (at = 0; at < c.n; at = text_next(c.name, c.n, at))
				graphemes++;
			if (!backwards)
				field_home(f);
			while (graphemes-- > 0) {
				field_text(f, &n);
				if (n == 0)
					fail_msg("too few keys empty: %s", c.name);
				backwards ? field_erase(f) : field_delete(f);
				assert_nfc(f, &c);
			}
			field_text(f, &n);
			if (n != 0)
				fail_msg("too many keys for: %s", c.name);
		}
	}
	field_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typed_at_once),
		cmocka_unit_test(typed_while_the_cursor_moves),
		cmocka_unit_test(typed_before_what_is_there),
		cmocka_unit_test(erased_and_typed_again),
		cmocka_unit_test(emptied_grapheme_by_grapheme),
	};

	if (wipe_start() != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
