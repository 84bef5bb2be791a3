/* SPDX-License-Identifier: ISC */
/* Visits written out: nothing that a spreadsheet or a terminal would act upon. */
#include "handover/sheet.h"

#include <fcntl.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/scratch.h"

#define ARRIVAL 1764933634
#define HEAD_LINES 6 /* of text */
#define PHONE "+31612345678"
#define HEADING "arrived,name,phone,destroy_by\r\n"
#define DESTROY "2025-12-19T11:20:00Z"
#define BLANKS "                          " /* 26 */

static char out[20000];

static struct visit
visit_of(const char *name, const char *phone)
{
	struct visit v = {.arrival = ARRIVAL};

	v.visitor.name_len = (uint8_t)strlen(name);
	memcpy(v.visitor.name, name, strlen(name));
	v.visitor.phone_len = (uint8_t)strlen(phone);
	memcpy(v.visitor.phone, phone, strlen(phone));
	return v;
}

static struct sheet_facts
facts(void)
{
	return (struct sheet_facts){.organisation = "Test school",
		.reference = "R-2026-014",
		.from = ARRIVAL - 34,
		.to = ARRIVAL + 86366,
		.made = ARRIVAL + 3600,
		.destroy_by = ARRIVAL - 34 + 1209600};
}

/* Writes n visits and reads back into out what came of it. */
static void
write_out(struct scratch *s, struct visit *visits, size_t n, enum desk_format format)
{
	struct sheet_facts f = facts();
	struct fail why = {{0}};
	struct sheet *sheet;
	int fd;

	scratch_write(s->at, "out", "", 0);
	fd = openat(s->at, "out", O_WRONLY);
	sheet = sheet_begin(fd, format, &f, NULL, &why);
	if (sheet == NULL)
		fail_msg("%s", why.text);
	for (size_t i = 0; i < n; i++)
		if (sheet_add(sheet, &visits[i], &why) != 0)
			fail_msg("%s", why.text);
	if (sheet_end(sheet, &why) != 0)
		fail_msg("%s", why.text);
	close(fd);
	out[scratch_read(s->at, "out", out, sizeof out - 1)] = '\0';
}

static void
assert_csv_name(struct scratch *s, const char *name, const char *cell)
{
	struct visit v = visit_of(name, PHONE);
	char expected[2000];

	write_out(s, &v, 1, DESK_CSV);
	snprintf(expected, sizeof expected,
		HEADING "2025-12-05T11:20:34Z,%s,\"'" PHONE "\"," DESTROY "\r\n", cell);
	assert_string_equal(out, expected);
}

static void
plain_names_stay_as_they_are(void **state)
{
	assert_csv_name(*state, "Zo\u00EB van der Berg", "\"Zo\u00EB van der Berg\"");
	assert_csv_name(*state, "O'Neill, Jr.", "\"O'Neill, Jr.\"");
	assert_csv_name(*state, "\u5F20\u4F1F", "\"\u5F20\u4F1F\"");
	assert_csv_name(*state, "A=1+2-3@4", "\"A=1+2-3@4\"");
}

static void
what_would_be_a_formula_begins_with_an_apostrophe(void **state)
{
	assert_csv_name(*state, "=cmd|'/C calc'!A0", "\"'=cmd|'/C calc'!A0\"");
	assert_csv_name(*state, "+1", "\"'+1\"");
	assert_csv_name(*state, "-1", "\"'-1\"");
	assert_csv_name(*state, "@SUM(1)", "\"'@SUM(1)\"");
	assert_csv_name(*state, "\uFF1D1", "\"'\uFF1D1\"");
	assert_csv_name(*state, "\uFF0B1", "\"'\uFF0B1\"");
	assert_csv_name(*state, "\uFF0D1", "\"'\uFF0D1\"");
	assert_csv_name(*state, "\uFF20x", "\"'\uFF20x\"");
}

static void
what_cannot_be_seen_hides_no_formula(void **state)
{
	assert_csv_name(*state, " =1", "\"' =1\"");
	assert_csv_name(*state, "\u200D\u200C=1", "\"'\u200D\u200C=1\"");
	assert_csv_name(*state, "\u3164\u115F@SUM", "\"'\u3164\u115F@SUM\"");
	assert_csv_name(*state, "\u2800\u00A0\uFE0F-1", "\"'\u2800\u00A0\uFE0F-1\"");
	assert_csv_name(*state, "\"=1\"", "\"'\"\"=1\"\"\"");
	assert_csv_name(*state, "\u200DA=1", "\"\u200DA=1\"");
}

static void
a_formula_after_another_separator_is_none(void **state)
{
	assert_csv_name(*state, ";=cmd|'/C calc'!A0", "\";'=cmd|'/C calc'!A0\"");
	assert_csv_name(*state, "A;=1;+2,-3|@4", "\"A;'=1;'+2,'-3|'@4\"");
	assert_csv_name(*state, "A; \u200D\uFF1D1", "\"A;' \u200D\uFF1D1\"");
	assert_csv_name(*state, "A;\"=1\"", "\"A;'\"\"=1\"\"\"");
	assert_csv_name(*state, ";;=1", "\";;'=1\"");
	assert_csv_name(*state, "A\t=1", "\"A\uFFFD=1\""); /* a tab does not get that far */
	assert_csv_name(*state, "Lee, Ann; B | C -", "\"Lee, Ann; B | C -\"");
	assert_csv_name(*state, "A;", "\"A;\"");
}

static void
quotes_are_doubled_and_cannot_end_a_cell(void **state)
{
	assert_csv_name(*state, "\"", "\"\"\"\"");
	assert_csv_name(*state, "Jan \"de Man\" Smit", "\"Jan \"\"de Man\"\" Smit\"");
	assert_csv_name(*state, "\",=1+1,\"", "\"\"\",'=1+1,\"\"\"");
}

static void
controls_and_what_steers_a_terminal_are_neutralised(void **state)
{
	static const char *const hostile[] = {"\tA", "\rA", "A\nB", "A\r\n=1", "\033[31mA",
		"A\033]0;x\a", "\u202EA", "A\u2066B", "\u200BA", "\u2028", "A\x7F", "\302\23331m",
		"\xff\xfe", "\xC3"};
	static const char *const bad[] = {"\t", "\033", "\a", "\u202E", "\u2066", "\u200B", "\u2028",
		"\x7F", "\xC2\x9B", "\xff", "\n=", "\nB"};
	struct scratch *s = *state;
	struct visit v;
	size_t lines;

	for (int format = DESK_TEXT; format <= DESK_CSV; format++) {
		for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
			v = visit_of(hostile[i], PHONE);
			write_out(s, &v, 1, (enum desk_format)format);
			for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
				assert_null(strstr(out, bad[k]));
			assert_non_null(strstr(out, "\uFFFD"));
			lines = 0;
			for (const char *c = out; (c = strchr(c, '\n')) != NULL; c++)
				lines++;
			assert_int_equal(lines, format == DESK_CSV ? 2 : HEAD_LINES + 1);
		}
	}
}

static void
the_longest_hostile_cells_fit(void **state)
{
	struct visit v = {.arrival = ARRIVAL};
	size_t n;

	v.visitor.name_len = VISITOR_NAME_MAX;
	memset(v.visitor.name, '"', VISITOR_NAME_MAX);
	v.visitor.phone_len = VISITOR_PHONE_MAX;
	memset(v.visitor.phone, '\001', VISITOR_PHONE_MAX);
	write_out(*state, &v, 1, DESK_CSV);
	n = strlen(HEADING "2025-12-05T11:20:34Z,\"\",\"\"," DESTROY "\r\n");
	assert_int_equal(strlen(out), n + 2 * VISITOR_NAME_MAX + 3 * VISITOR_PHONE_MAX);
	memset(v.visitor.name, '\001', VISITOR_NAME_MAX);
	write_out(*state, &v, 1, DESK_CSV);
	assert_int_equal(strlen(out), n + 3 * VISITOR_NAME_MAX + 3 * VISITOR_PHONE_MAX);
	write_out(*state, &v, 1, DESK_TEXT);
	assert_non_null(strchr(out, '\n'));
}

static void
text_has_columns_by_width(void **state)
{
	struct visit visits[3] = {visit_of("Zo\u00EB", PHONE), visit_of("\u5F20\u4F1F", PHONE),
		visit_of("A name that is longer than its column", PHONE)};
	char *line;

	setenv("TZ", "UTC0", 1);
	tzset();
	write_out(*state, visits, 3, DESK_TEXT);
	line = strstr(out, "\narrived ");
	assert_non_null(line);
	line = strchr(line + 1, '\n') + 1;
	assert_memory_equal(line, "2025-12-05 11:20  Zo\u00EB" BLANKS "   " PHONE "\n", 63);
	line = strchr(line, '\n') + 1;
	assert_memory_equal(line, "2025-12-05 11:20  \u5F20\u4F1F" BLANKS "  " PHONE "\n", 65);
	line = strchr(line, '\n') + 1;
	assert_string_equal(
		line, "2025-12-05 11:20  A name that is longer than its column  " PHONE "\n");
}

static void
text_says_by_when_to_destroy_it(void **state)
{
	struct visit v = visit_of("Zo\u00EB", PHONE);

	setenv("TZ", "UTC0", 1);
	tzset();
	write_out(*state, &v, 1, DESK_TEXT);
	assert_memory_equal(out,
		"Visitors of Test school\n"
		"Arrived from 2025-12-05 11:20 to just before 2025-12-06 11:20\n"
		"Reference R-2026-014, made on 2025-12-05 12:20\n"
		"DESTROY THIS AND ALL COPIES BY 2025-12-19 11:20\n\n"
		"arrived           name                            phone\n",
		strlen("Visitors of Test school\n"
			   "Arrived from 2025-12-05 11:20 to just before 2025-12-06 11:20\n"
			   "Reference R-2026-014, made on 2025-12-05 12:20\n"
			   "DESTROY THIS AND ALL COPIES BY 2025-12-19 11:20\n\n"
			   "arrived           name                            phone\n"));
}

static void
a_list_without_visits_is_a_heading(void **state)
{
	write_out(*state, NULL, 0, DESK_CSV);
	assert_string_equal(out, HEADING);
}

/* Many visits, more than are written at a time. */
static void
no_visit_is_lost_between_two_writes(void **state)
{
	struct scratch *s = *state;
	struct sheet_facts f = facts();
	struct visit v;
	struct fail why;
	struct sheet *sheet;
	char *all, name[40], *at;
	int fd, lines = 20000;
	size_t n;

	scratch_write(s->at, "out", "", 0);
	fd = openat(s->at, "out", O_WRONLY);
	sheet = sheet_begin(fd, DESK_CSV, &f, NULL, &why);
	assert_non_null(sheet);
	for (int i = 0; i < lines; i++) {
		snprintf(name, sizeof name, "Visitor %06d%.*s", i, i % 7, "-------");
		v = visit_of(name, PHONE);
		assert_int_equal(sheet_add(sheet, &v, &why), 0);
	}
	assert_int_equal(sheet_end(sheet, &why), 0);
	close(fd);
	all = malloc(4000000);
	assert_non_null(all);
	n = scratch_read(s->at, "out", all, 3999999);
	all[n] = '\0';
	at = all;
	for (int i = 0; i < lines; i++) {
		snprintf(name, sizeof name, ",\"Visitor %06d%.*s\",", i, i % 7, "-------");
		at = strchr(at, '\n');
		assert_non_null(at);
		assert_memory_equal(at + 21, name, strlen(name));
		at++;
	}
	free(all);
}

static void
what_cannot_be_written_is_said(void **state)
{
	struct sheet_facts f = facts();
	struct visit v = visit_of("A", PHONE);
	struct fail why;
	struct sheet *sheet;
	int fd, rc = 0;

	(void)state;
	for (int format = DESK_TEXT; format <= DESK_JSON; format++) {
		fd = open("/dev/full", O_WRONLY);
		if (fd < 0)
			skip();
		why = (struct fail){{0}};
		sheet = sheet_begin(fd, (enum desk_format)format, &f, NULL, &why);
		assert_non_null(sheet);
		assert_int_equal(sheet_add(sheet, &v, &why), 0);
		assert_int_equal(sheet_end(sheet, &why), -1);
		assert_non_null(strstr(why.text, "No space left"));
		why = (struct fail){{0}};
		sheet = sheet_begin(fd, (enum desk_format)format, &f, NULL, &why);
		assert_non_null(sheet);
		for (int i = 0; i < 5000 && (rc = sheet_add(sheet, &v, &why)) == 0; i++)
			;
		assert_int_equal(rc, -1);
		assert_string_not_equal(why.text, "");
		sheet_abandon(sheet);
		close(fd);
	}
	sheet_abandon(NULL);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

/* Widths are those of a UTF-8 terminal. */
static int
start(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") == NULL ? -1 : 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(plain_names_stay_as_they_are),
		IN_FOLDER(what_would_be_a_formula_begins_with_an_apostrophe),
		IN_FOLDER(what_cannot_be_seen_hides_no_formula),
		IN_FOLDER(a_formula_after_another_separator_is_none),
		IN_FOLDER(quotes_are_doubled_and_cannot_end_a_cell),
		IN_FOLDER(controls_and_what_steers_a_terminal_are_neutralised),
		IN_FOLDER(the_longest_hostile_cells_fit),
		IN_FOLDER(text_has_columns_by_width),
		IN_FOLDER(text_says_by_when_to_destroy_it),
		IN_FOLDER(a_list_without_visits_is_a_heading),
		IN_FOLDER(no_visit_is_lost_between_two_writes),
		cmocka_unit_test(what_cannot_be_written_is_said),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
