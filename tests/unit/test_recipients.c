/* SPDX-License-Identifier: ISC */
/* The list of those to whom hour keys are sealed: who may write it, and each mistake in it. */
#include "base/recipients.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/scratch.h"

#define A "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"
#define B "a102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2A"
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static void
a_list_reads_and_prints_back(void **state)
{
	static const char text[] = A " principal\n" B " front-desk-2\n";
	char out[RECIPIENTS_TEXT];
	struct recipients list, back;
	struct fail why = {{0}};
	size_t n;

	(void)state;
	assert_int_equal(recipients_parse(text, sizeof text - 1, &list, &why), 0);
	assert_int_equal(list.n, 2);
	assert_int_equal(list.list[0].pk[0], 1);
	assert_int_equal(list.list[1].pk[31], 0x2A);
	assert_string_equal(list.list[0].label, "principal");
	assert_string_equal(list.list[1].label, "front-desk-2");
	n = recipients_print(&list, out);
	assert_int_equal(n, strlen(out));
	assert_int_equal(recipients_parse(out, n, &back, &why), 0);
	assert_memory_equal(&back, &list, sizeof back);
}

static void
eight_long_ones_fit_and_nine_do_not(void **state)
{
	char text[2 * RECIPIENTS_TEXT] = "", out[RECIPIENTS_TEXT];
	struct recipients list;
	struct fail why = {{0}};

	(void)state;
	for (unsigned i = 0; i < 8; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text),
			"%02x%.62s abcdefghijklmnopqrstuvw%u\n", i + 1, A, i);
	assert_int_equal(recipients_parse(text, strlen(text), &list, &why), 0);
	assert_int_equal(list.n, 8);
	assert_int_equal(recipients_print(&list, out), strlen(text));
	assert_string_equal(out, text);
	strcat(text, B " ninth\n");
	assert_int_equal(recipients_parse(text, strlen(text), &list, &why), -1);
	assert_non_null(strstr(why.text, "line 9"));
}

static void
each_mistake_names_its_line(void **state)
{
	static const struct {
		const char *line;
		const char *words;
	} wrong[] = {
		{"# comment\n", "line 2"},
		{"\n", "line 2"},
		{B " label", "line 2: the line has no end"},
		{B "\n", "line 2"},
		{B " \n", "line 2"},
		{B "  label\n", "line 2"},
		{B "\tlabel\n", "line 2"},
		{B " Label\n", "line 2"},
		{B " la bel\n", "line 2"},
		{B " label \n", "line 2"},
		{B " label\r\n", "line 2"},
		{B " caf\xC3\xA9\n", "line 2"},
		{B " label_2\n", "line 2"},
		{B " abcdefghijklmnopqrstuvwxy\n", "line 2"},
		{" " B " label\n", "line 2"},
		{B "0 label\n", "line 2"},
		{"0x" B " label\n", "line 2"},
		{"g102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20 label\n", "line 2"},
		{"a1:2030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20 label\n", "line 2"},
		{ZEROS " label\n", "line 2"},
		{A " label\n", "line 2: the key stands there twice"},
	};
	struct recipients list;
	struct fail why;
	char text[400];

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		why.text[0] = '\0';
		snprintf(text, sizeof text, A " first\n%s" A " last\n", wrong[i].line);
		if (strchr(wrong[i].line, '\n') == NULL)
			text[strlen(A " first\n") + strlen(wrong[i].line)] = '\0';
		assert_int_equal(recipients_parse(text, strlen(text), &list, &why), -1);
		if (strstr(why.text, wrong[i].words) == NULL)
			fail_msg("case %zu: %s", i, why.text);
	}
	assert_int_equal(recipients_parse("", 0, &list, &why), -1);
	assert_int_equal(recipients_parse(A " nul\0\n", sizeof A + 5, &list, &why), -1);
}

static int
read_folder(struct scratch *s, struct fail *why)
{
	size_t before = scratch_descriptors();
	struct recipients list;
	int rc = recipients_read(s->path, &list, why);

	assert_int_equal(scratch_descriptors(), before);
	assert_int_equal(rc != 0, why->text[0] != '\0');
	return rc;
}

static void
a_list_that_others_can_write_is_not_used(void **state)
{
	static const mode_t loose[] = {0660, 0606, 0664, 0666, 0620, 0602};
	struct scratch *s = *state;
	struct fail why = {{0}};

	scratch_write(s->at, "recipients", A " first\n", strlen(A " first\n"));
	assert_int_equal(fchmodat(s->at, "recipients", 0644, 0), 0);
	assert_int_equal(read_folder(s, &why), 0);
	for (size_t i = 0; i < sizeof loose / sizeof *loose; i++) {
		assert_int_equal(fchmodat(s->at, "recipients", loose[i], 0), 0);
		assert_int_equal(read_folder(s, &why), -1);
		why.text[0] = '\0';
	}
	assert_int_equal(fchmodat(s->at, "recipients", 0644, 0), 0);
	for (size_t i = 0; i < sizeof loose / sizeof *loose; i++) {
		fchmod(s->at, loose[i] | 0111); /* who can write the folder can swap the file */
		assert_int_equal(read_folder(s, &why), -1);
		why.text[0] = '\0';
	}
	fchmod(s->at, 0755);
	assert_int_equal(read_folder(s, &why), 0);
}

static void
a_list_of_another_account_is_not_used(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};

	if (geteuid() != 0)
		skip(); /* only root can give a file away */
	scratch_write(s->at, "recipients", A " first\n", strlen(A " first\n"));
	if (fchownat(s->at, "recipients", 12345, 12345, 0) != 0)
		skip();
	assert_int_equal(read_folder(s, &why), -1);
	assert_int_equal(fchownat(s->at, "recipients", 0, 0, 0), 0);
	why.text[0] = '\0';
	assert_int_equal(fchown(s->at, 12345, 12345), 0);
	assert_int_equal(read_folder(s, &why), -1);
}

static void
who_looks_for_an_account_judges_as_that_account(void **state)
{
	struct scratch *s = *state;
	struct recipients list;
	struct fail why = {{0}};

	if (geteuid() != 0)
		skip(); /* only root can give a file away */
	scratch_write(s->at, "recipients", A " first\n", strlen(A " first\n"));
	if (fchownat(s->at, "recipients", 12345, 12345, 0) != 0 || fchown(s->at, 12345, 12345) != 0)
		skip();
	assert_int_equal(recipients_read_as(s->path, 12345, &list, &why), 0);
	assert_int_equal(list.n, 1);
	assert_int_equal(recipients_read_as(s->path, 12346, &list, &why), -1);
	assert_int_equal(fchmodat(s->at, "recipients", 0664, 0), 0);
	assert_int_equal(recipients_read_as(s->path, 12345, &list, &why), -1);
}

static void
links_and_what_is_no_list_are_refused(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	char text[RECIPIENTS_TEXT + 1];

	assert_int_equal(read_folder(s, &why), -1);
	scratch_write(s->at, "elsewhere", A " first\n", strlen(A " first\n"));
	assert_int_equal(symlinkat("elsewhere", s->at, "recipients"), 0);
	assert_int_equal(read_folder(s, &why), -1);
	unlinkat(s->at, "recipients", 0);
	assert_int_equal(linkat(s->at, "elsewhere", s->at, "recipients", 0), 0);
	assert_int_equal(read_folder(s, &why), -1);
	unlinkat(s->at, "recipients", 0);
	assert_int_equal(mkfifoat(s->at, "recipients", 0600), 0);
	assert_int_equal(read_folder(s, &why), -1);
	unlinkat(s->at, "recipients", 0);
	memset(text, 'a', sizeof text);
	scratch_write(s->at, "recipients", text, sizeof text);
	assert_int_equal(read_folder(s, &why), -1);
	assert_non_null(strstr(why.text, "too long"));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_reads_and_prints_back),
		cmocka_unit_test(eight_long_ones_fit_and_nine_do_not),
		cmocka_unit_test(each_mistake_names_its_line),
		IN_FOLDER(a_list_that_others_can_write_is_not_used),
		IN_FOLDER(a_list_of_another_account_is_not_used),
		IN_FOLDER(who_looks_for_an_account_judges_as_that_account),
		IN_FOLDER(links_and_what_is_no_list_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
