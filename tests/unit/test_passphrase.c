/* SPDX-License-Identifier: ISC */
/* Passphrases from files, made, judged and compared. Asking on a terminal is tested in tty/. */
#include "open/passphrase.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/scratch.h"

static struct passphrase *p, *q;

static int
begin(void **state)
{
	if (scratch_folder(state) != 0)
		return -1;
	p = passphrase_new();
	q = passphrase_new();
	return p != NULL && q != NULL ? 0 : -1;
}

static int
end(void **state)
{
	passphrase_free(p);
	passphrase_free(q);
	passphrase_free(NULL);
	return scratch_end(state);
}

/* Writes n bytes to a file and reads the passphrase out of it. */
static int
read_bytes(struct scratch *s, struct passphrase *into, const char *bytes, size_t n)
{
	size_t before = scratch_descriptors();
	struct fail why = {{0}};
	char path[SCRATCH_PATH];
	int rc;

	scratch_path(s, "pass", path);
	scratch_write(s->at, "pass", bytes, n);
	rc = passphrase_read(into, path, &why);
	assert_int_equal(scratch_descriptors(), before);
	assert_int_equal(rc != 0, why.text[0] != '\0');
	return rc;
}

static int
read_text(struct scratch *s, struct passphrase *into, const char *text)
{
	return read_bytes(s, into, text, strlen(text));
}

static void
assert_is(const struct passphrase *passphrase, const char *text)
{
	assert_int_equal(passphrase->n, strlen(text));
	assert_memory_equal(passphrase->text, text, strlen(text));
}

static void
the_first_line_is_the_passphrase(void **state)
{
	static const char *const files[] = {
		"correct horse", "correct horse\n", "correct horse\r\n", "correct horse\nsecond line\n"};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		assert_int_equal(read_text(*state, p, files[i]), 0);
		assert_is(p, "correct horse");
	}
	assert_int_equal(read_text(*state, p, " two blanks  \n"), 0);
	assert_is(p, " two blanks  ");
}

static void
composed_and_decomposed_letters_are_the_same(void **state)
{
	assert_int_equal(read_text(*state, p, "Zoe\u0308 caf\u00E9"), 0);
	assert_int_equal(read_text(*state, q, "Zo\u00EB cafe\u0301"), 0);
	assert_is(p, "Zo\u00EB caf\u00E9");
	assert_true(passphrase_equal(p, q));
}

static void
nothing_too_much_and_no_text_are_refused(void **state)
{
	char text[3 * PASSPHRASE_MAX];
	size_t n;

	assert_int_equal(read_text(*state, p, ""), -1);
	assert_int_equal(read_text(*state, p, "\n"), -1);
	assert_int_equal(read_text(*state, p, "\r\nmore"), -1);
	assert_int_equal(read_text(*state, p, "a\xff"), -1);
	memset(text, 'a', sizeof text);
	assert_int_equal(read_bytes(*state, p, text, PASSPHRASE_MAX), 0);
	assert_int_equal(p->n, PASSPHRASE_MAX);
	assert_int_equal(read_bytes(*state, p, text, PASSPHRASE_MAX + 1), -1);
	assert_int_equal(read_bytes(*state, p, text, sizeof text), -1);
	text[PASSPHRASE_MAX] = '\n';
	assert_int_equal(read_bytes(*state, p, text, sizeof text), 0);
	/* what would only fit once composed must not be cut on the way */
	for (n = 0; n + 3 < sizeof text; n += 3)
		memcpy(text + n, "e\u0301", 3);
	assert_int_equal(read_bytes(*state, p, text, n), -1);
	assert_int_equal(passphrase_read(p, "/nowhere/at/all", NULL), -1);
}

static void
equal_is_equal_whatever_was_there_before(void **state)
{
	assert_int_equal(read_text(*state, p, "a first and longer passphrase"), 0);
	assert_int_equal(read_text(*state, p, "the second"), 0);
	assert_int_equal(read_text(*state, q, "the second"), 0);
	assert_true(passphrase_equal(p, q));
	assert_int_equal(read_text(*state, q, "the secone"), 0);
	assert_false(passphrase_equal(p, q));
	assert_int_equal(read_text(*state, q, "the second "), 0);
	assert_false(passphrase_equal(p, q));
	passphrase_make(p);
	assert_int_equal(read_bytes(*state, q, p->text, p->n), 0);
	assert_true(passphrase_equal(p, q));
}

static void
a_made_one_is_in_groups_of_four_and_good_enough(void **state)
{
	struct fail why = {{0}};
	int different = 0;

	(void)state;
	for (int i = 0; i < 200; i++) {
		passphrase_make(p);
		passphrase_make(q);
		assert_int_equal(p->n, 24);
		for (size_t at = 0; at < p->n; at++) {
			if (at % 5 == 4)
				assert_int_equal(p->text[at], '-');
			else
				assert_non_null(strchr("23456789abcdefghjkmnpqrstvwxyz!?", p->text[at]));
		}
		assert_int_equal(passphrase_check(p, &why), 0);
		different += !passphrase_equal(p, q);
	}
	assert_int_equal(different, 200);
}

static void
short_and_simple_ones_are_too_weak(void **state)
{
	static const struct {
		const char *text;
		int rc;
	} cases[] = {
		{"short1234ab", -1},
		{"just12chars!", 0},
		{"aaaaaaaaaaaaaaaaaaaa", -1},
		{"ababababababababab", -1},
		{"abcdeabcdeabcde", -1},
		{"abcdefabcdef", 0},
		{"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", -1}, /* six graphemes of 18 bytes */
		{"\u65E5\u672C\u8A9E\u306E\u9577\u3044\u5408\u8A00\u8449\u3067\u3059\u3088", 0},
	};
	struct fail why;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		why.text[0] = '\0';
		assert_int_equal(read_text(*state, p, cases[i].text), 0);
		assert_int_equal(passphrase_check(p, &why), cases[i].rc);
		assert_int_equal(why.text[0] != '\0', cases[i].rc != 0);
		assert_null(strstr(why.text, cases[i].text));
	}
}

static void
a_hyphen_means_standard_input(void **state)
{
	int ends[2], before = dup(STDIN_FILENO);
	struct fail why = {{0}};

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "from a pipe\n", 12), 12);
	close(ends[1]);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	assert_int_equal(passphrase_read(p, "-", &why), 0);
	assert_is(p, "from a pipe");
	assert_int_not_equal(fcntl(STDIN_FILENO, F_GETFD), -1); /* it is not ours to close */
	dup2(before, STDIN_FILENO);
	close(before);
	close(ends[0]);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(the_first_line_is_the_passphrase),
		IN_FOLDER(composed_and_decomposed_letters_are_the_same),
		IN_FOLDER(nothing_too_much_and_no_text_are_refused),
		IN_FOLDER(equal_is_equal_whatever_was_there_before),
		IN_FOLDER(a_made_one_is_in_groups_of_four_and_good_enough),
		IN_FOLDER(short_and_simple_ones_are_too_weak),
		IN_FOLDER(a_hyphen_means_standard_input),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
