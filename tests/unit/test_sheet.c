/* SPDX-License-Identifier: ISC */
/* Visits written out: nothing that a spreadsheet or a terminal would act upon. */
#include "desk/sheet.h"

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
#define PHONE "+31612345678"
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

/* Writes n visits and reads back into out what came of it. */
static void
write_out(struct scratch *s, struct visit *visits, size_t n, enum desk_format format)
{
	struct window w = {.visits = visits, .n = n};
	struct fail why = {{0}};
	int fd;

	scratch_write(s->at, "out", "", 0);
	fd = openat(s->at, "out", O_WRONLY);
	if (sheet_write(fd, &w, format, &why) != 0)
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
		"arrived,name,phone\r\n2025-12-05T11:20:34Z,%s,\"'" PHONE "\"\r\n", cell);
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
			assert_int_equal(lines, 2);
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
	n = strlen("arrived,name,phone\r\n2025-12-05T11:20:34Z,\"\",\"\"\r\n");
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
	line = strchr(out, '\n') + 1;
	assert_memory_equal(line, "2025-12-05 11:20  Zo\u00EB" BLANKS "   " PHONE "\n", 63);
	line = strchr(line, '\n') + 1;
	assert_memory_equal(line, "2025-12-05 11:20  \u5F20\u4F1F" BLANKS "  " PHONE "\n", 65);
	line = strchr(line, '\n') + 1;
	assert_string_equal(
		line, "2025-12-05 11:20  A name that is longer than its column  " PHONE "\n");
}

static void
a_list_without_visits_is_a_heading(void **state)
{
	struct scratch *s = *state;
	struct window w = {0};
	struct fail why = {{0}};

	write_out(s, NULL, 0, DESK_CSV);
	assert_string_equal(out, "arrived,name,phone\r\n");
	assert_int_equal(sheet_write(-1, &w, DESK_CSV, &why), -1);
	assert_string_not_equal(why.text, "");
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
		IN_FOLDER(a_list_without_visits_is_a_heading),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
