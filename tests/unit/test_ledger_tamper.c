/* SPDX-License-Identifier: ISC */
/* A ledger that somebody changed: each way is noticed, and nothing is added to it. */
#include "register/ledger.h"

#include <fcntl.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "register/finding.h"
#include "unit/scratch.h"

#define NOW 1764933634
#define ROOM 8000

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
every_changed_byte_is_noticed(void **state)
{
	struct scratch *s = *state;
	struct ledger_head head, none = {0};
	char text[ROOM];
	size_t n;

	append(s, "init", "");
	append(s, "purge", "keys=1");
	n = text_of(s, text);
	for (size_t i = 0; i < n; i++) {
		text[i] ^= 1;
		scratch_write(s->at, "ledger", text, n);
		assert_int_equal(ledger_verify(s->at, &none, &head, NULL), -1);
		text[i] ^= 1;
		if (text[i] < 'a' || text[i] > 'f')
			continue;
		text[i] ^= 'a' ^ 'A'; /* the same number, but not what is written there */
		scratch_write(s->at, "ledger", text, n);
		assert_int_equal(ledger_verify(s->at, &none, &head, NULL), -1);
		text[i] ^= 'a' ^ 'A';
	}
	scratch_write(s->at, "ledger", text, n);
	verify(s, NULL);
}

static void
lines_taken_out_moved_or_cut_off_are_noticed(void **state)
{
	struct scratch *s = *state;
	char text[ROOM], other[ROOM], *second, *third;
	struct ledger_head head;

	append(s, "purge", "keys=1");
	append(s, "purge", "keys=2");
	head = append(s, "purge", "keys=3");
	text_of(s, text);
	second = strchr(text, '\n') + 1;
	third = strchr(second, '\n') + 1;
	snprintf(other, sizeof other, "%.*s%s", (int)(second - text), text, third);
	scratch_write(s->at, "ledger", other, strlen(other));
	assert_noticed(s, NULL, "after ledger line 1 comes line 3");
	snprintf(other, sizeof other, "%.*s%s%.*s", (int)(second - text), text, third,
		(int)(third - second), second);
	scratch_write(s->at, "ledger", other, strlen(other));
	assert_noticed(s, NULL, "ledger line 2 stands behind line 3");
	scratch_write(s->at, "ledger", second, strlen(second));
	assert_noticed(s, NULL, "the ledger begins with line 2");
	scratch_write(s->at, "ledger", text, (size_t)(third - text));
	verify(s, NULL); /* only a head kept elsewhere knows better */
	assert_noticed(s, &head, "2 lines, 3 are known");
	scratch_write(s->at, "ledger", "", 0);
	assert_noticed(s, &head, "the ledger is empty, and 3 lines are known");
}

static void
a_line_of_another_ledger_that_was_put_in_is_noticed(void **state)
{
	struct scratch *s = *state;
	char foreign[ROOM], text[ROOM], all[2 * ROOM];
	size_t first;

	append(s, "purge", "keys=9");
	text_of(s, foreign);
	scratch_write(s->at, "ledger", "", 0);
	append(s, "purge", "keys=1");
	append(s, "purge", "keys=2");
	text_of(s, text);
	first = (size_t)(strchr(text, '\n') + 1 - text);
	snprintf(all, sizeof all, "%.*s%s%s", (int)first, text, foreign, text + first);
	scratch_write(s->at, "ledger", all, strlen(all));
	assert_noticed(s, NULL, "ledger line 2: a line that does not belong there stands before it");
}

static void
what_cannot_be_read_at_all_is_told(void **state)
{
	struct scratch *s = *state;
	int fd = openat(s->at, "ledger", O_WRONLY);
	struct fail why = {{0}};

	assert_int_equal(ftruncate(fd, 256 * 1024 * 1024 + 1), 0); /* no block of it on the disk */
	close(fd);
	assert_noticed(s, NULL, "the ledger is larger than it can be");
	assert_int_equal(finding_unopened(-1, EACCES, &why), -1);
	assert_string_equal(why.text, "cannot open the ledger: Permission denied");
}

static void
a_ledger_written_anew_is_noticed_by_the_anchor(void **state)
{
	struct scratch *s = *state;
	struct ledger_head head;

	append(s, "purge", "keys=1");
	head = append(s, "open", "reason=drill");
	scratch_write(s->at, "ledger", "", 0);
	append(s, "purge", "keys=1");
	append(s, "purge", "keys=2");
	append(s, "purge", "keys=3");
	verify(s, NULL);
	assert_noticed(s, &head, "ledger line 2");
}

static void
nothing_is_added_to_a_file_that_is_not_ours(void **state)
{
	struct scratch *s = *state;
	static const char *const foreign[] = {"hello\n", "\n", "1\tx\ty\th=00\n"};
	struct ledger_head head;
	char text[ROOM], long_line[3000];
	size_t n;

	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
		scratch_write(s->at, "ledger", foreign[i], strlen(foreign[i]));
		assert_int_equal(ledger_append(s->at, NOW, "purge", "", &head, NULL), -1);
		n = text_of(s, text);
		assert_int_equal(n, strlen(foreign[i]));
	}
	memset(long_line, 'a', sizeof long_line);
	scratch_write(s->at, "ledger", long_line, sizeof long_line);
	assert_int_equal(ledger_append(s->at, NOW, "purge", "", &head, NULL), -1);
	unlinkat(s->at, "ledger", 0);
	assert_int_equal(ledger_append(s->at, NOW, "purge", "", &head, NULL), -1);
	assert_int_equal(symlinkat("elsewhere", s->at, "ledger"), 0);
	scratch_write(s->at, "elsewhere", "", 0);
	assert_int_equal(ledger_append(s->at, NOW, "purge", "", &head, NULL), -1);
	assert_int_equal(ledger_verify(s->at, &head, &head, NULL), -1);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, ledger_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(every_changed_byte_is_noticed),
		IN_FOLDER(lines_taken_out_moved_or_cut_off_are_noticed),
		IN_FOLDER(a_line_of_another_ledger_that_was_put_in_is_noticed),
		IN_FOLDER(what_cannot_be_read_at_all_is_told),
		IN_FOLDER(a_ledger_written_anew_is_noticed_by_the_anchor),
		IN_FOLDER(nothing_is_added_to_a_file_that_is_not_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
