/* SPDX-License-Identifier: ISC */
/* The chain of ledger lines, and everything that must not go unnoticed. */
#include "register/ledger.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/scratch.h"

#define NOW 1764933634
#define ROOM 8000

/* From Python: blake2b(bytes(32) + line, digest_size=32), and the second with the first before. */
#define LINE_1 "1\t2025-12-05T11:20:34Z\tinit\trecipients=12345678"
#define HASH_1 "1a7ce98d9cc7d0c051f930dc6ad9de89b2f5234ab1ce1ea8f729c1c93166adf6"
#define LINE_2 "2\t2025-12-05T11:20:34Z\tpurge"
#define HASH_2 "316333572fa865cd335c9c114172cdacd955068f8f605bf45f6f9a6ecdb65bb7"

static int
ledger_folder(void **state)
{
	struct scratch *s;

	if (scratch_folder(state) != 0)
		return -1;
	s = *state;
	scratch_write(s->at, "ledger", "", 0);
	return 0;
}

static struct ledger_head
append(struct scratch *s, const char *what, const char *fields)
{
	struct ledger_head head;
	struct fail why = {{0}};

	if (ledger_append(s->at, NOW, what, fields, &head, &why) != 0)
		fail_msg("%s", why.text);
	return head;
}

static size_t
text_of(struct scratch *s, char text[static ROOM])
{
	size_t n = scratch_read(s->at, "ledger", text, ROOM - 1);

	text[n] = '\0';
	return n;
}

static struct ledger_head
verify(struct scratch *s, const struct ledger_head *anchor)
{
	struct ledger_head head, none = {0};
	struct fail why = {{0}};

	if (ledger_verify(s->at, anchor == NULL ? &none : anchor, &head, &why) != 0)
		fail_msg("%s", why.text);
	return head;
}

static void
assert_noticed(struct scratch *s, const struct ledger_head *anchor, const char *words)
{
	struct ledger_head head, none = {0};
	struct fail why = {{0}};

	assert_int_equal(ledger_verify(s->at, anchor == NULL ? &none : anchor, &head, &why), -1);
	if (strstr(why.text, words) == NULL)
		fail_msg("“%s” does not say “%s”", why.text, words);
}

static void
lines_form_a_chain_that_anyone_can_compute(void **state)
{
	struct scratch *s = *state;
	struct ledger_head first, second, last;
	char text[ROOM], printed[LEDGER_HEAD_TEXT];
	struct fail why = {{0}};
	int64_t when;

	assert_int_equal(ledger_last(s->at, &last, &when, &why), 0);
	assert_int_equal(last.n, 0);
	assert_int_equal(verify(s, NULL).n, 0);
	first = append(s, "init", "recipients=12345678");
	second = append(s, "purge", "");
	text_of(s, text);
	assert_string_equal(text, LINE_1 "\th=" HASH_1 "\n" LINE_2 "\th=" HASH_2 "\n");
	assert_int_equal(ledger_last(s->at, &last, &when, &why), 0);
	assert_int_equal(last.n, 2);
	assert_memory_equal(last.h, second.h, LEDGER_HASH);
	assert_int_equal(when, NOW);
	assert_int_equal(ledger_print_head(&first, printed), strlen("1 " HASH_1 "\n"));
	assert_string_equal(printed, "1 " HASH_1 "\n");
}

static void
any_line_can_be_the_anchor(void **state)
{
	struct scratch *s = *state;
	struct ledger_head heads[4];

	for (int i = 0; i < 4; i++)
		heads[i] = append(s, "purge", "keys=1");
	for (int i = 0; i < 4; i++) {
		assert_int_equal(verify(s, &heads[i]).n, 4);
		heads[i].h[31] ^= 1;
		assert_noticed(s, &heads[i], "written anew");
	}
}

/* A line lies across two sectors, and the power goes when only the second was written: its newline is
 * there, and zeros are where it begins. */
static void
a_line_that_lost_its_first_sector_is_cut(void **state)
{
	struct scratch *s = *state;
	struct ledger_head head, none = {0};
	char text[ROOM];
	size_t whole, n;

	append(s, "purge", "keys=1");
	whole = text_of(s, text);
	append(s, "purge", "keys=2");
	n = text_of(s, text);
	for (size_t lost = whole + 1; lost < n; lost += 5) {
		memset(text + whole, 0, lost - whole);
		scratch_write(s->at, "ledger", text, n);
		assert_int_equal(ledger_verify(s->at, &none, &head, NULL), -1);
		append(s, "purge", "keys=2");
		assert_int_equal(verify(s, NULL).n, 2);
	}
	assert_int_equal(text_of(s, text), n);
}

static void
an_unfinished_last_line_is_cut(void **state)
{
	struct scratch *s = *state;
	char text[ROOM], crash[ROOM];
	size_t whole, n;

	append(s, "purge", "keys=1");
	whole = text_of(s, text);
	append(s, "purge", "keys=2");
	n = text_of(s, text);
	for (size_t cut = whole; cut < n; cut += 7) {
		scratch_write(s->at, "ledger", text, cut);
		append(s, "purge", "keys=2");
		assert_int_equal(text_of(s, crash), n);
		assert_memory_equal(crash, text, n);
	}
	memset(text + whole, 0, 900); /* some file systems leave zeros */
	scratch_write(s->at, "ledger", text, whole + 900);
	append(s, "purge", "keys=2");
	assert_int_equal(verify(s, NULL).n, 2);
	scratch_write(s->at, "ledger", "1\t20", 4);
	append(s, "init", "");
	assert_int_equal(verify(s, NULL).n, 1);
}

static void
a_line_that_is_too_long_is_refused(void **state)
{
	struct scratch *s = *state;
	struct ledger_head head;
	char fields[1000], text[ROOM];

	memset(fields, 'a', sizeof fields);
	fields[LEDGER_FIELDS - 1] = '\0';
	append(s, "open", fields);
	assert_int_equal(verify(s, NULL).n, 1);
	memset(fields, 'a', sizeof fields);
	fields[sizeof fields - 1] = '\0';
	assert_int_equal(ledger_append(s->at, NOW, "open", fields, &head, NULL), -1);
	text_of(s, text);
	assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
}

static void
a_head_reads_back_and_nothing_else_does(void **state)
{
	static const char *const broken[] = {"", "1", "1 ", "x " HASH_1, "1\t" HASH_1, "1 " HASH_1 "0",
		" 1" HASH_1, "99999999999999999999 " HASH_1, "1 " HASH_1 "\n" HASH_1};
	struct ledger_head head = {.n = 18446744073709551615U}, back;
	char text[LEDGER_HEAD_TEXT];
	size_t n;

	(void)state;
	memset(head.h, 0xAB, sizeof head.h);
	n = ledger_print_head(&head, text);
	assert_int_equal(ledger_parse_head(text, n, &back), 0);
	assert_true(back.n == head.n);
	assert_memory_equal(back.h, head.h, LEDGER_HASH);
	assert_int_equal(ledger_parse_head(text, n - 1, &back), 0); /* without newline */
	assert_int_equal(ledger_parse_head(text, n - 2, &back), -1);
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		assert_int_equal(ledger_parse_head(broken[i], strlen(broken[i]), &back), -1);
}

static void
failing_ways_leave_no_descriptor_open(void **state)
{
	struct scratch *s = *state;
	size_t before = scratch_descriptors();
	struct ledger_head head, anchor = {.n = 1};

	append(s, "init", "");
	verify(s, NULL);
	assert_int_equal(ledger_verify(s->at, &anchor, &head, NULL), -1);
	scratch_write(s->at, "ledger", "hello\n", 6);
	assert_int_equal(ledger_append(s->at, NOW, "purge", "", &head, NULL), -1);
	assert_int_equal(ledger_verify(s->at, &anchor, &head, NULL), -1);
	assert_int_equal(scratch_descriptors(), before);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, ledger_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(lines_form_a_chain_that_anyone_can_compute),
		IN_FOLDER(any_line_can_be_the_anchor),
		IN_FOLDER(an_unfinished_last_line_is_cut),
		IN_FOLDER(a_line_that_lost_its_first_sector_is_cut),
		IN_FOLDER(a_line_that_is_too_long_is_refused),
		IN_FOLDER(a_head_reads_back_and_nothing_else_does),
		IN_FOLDER(failing_ways_leave_no_descriptor_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
