/* SPDX-License-Identifier: ISC */
/* Visits as JSON: another reader of JSON gets back what was kept. */
#include "handover/sheet.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "unit/scratch.h"

#define ARRIVAL 1764933634

static char out[200000];

static json_t *
write_out(struct scratch *s, const char *const *names, size_t n)
{
	struct sheet_facts f = {.organisation = "School \"De \\ Brug\" \u00E9",
		.reference = "R-2026-014",
		.from = ARRIVAL - 34,
		.to = ARRIVAL + 86366,
		.made = ARRIVAL,
		.destroy_by = ARRIVAL - 34 + 1209600};
	struct visit v = {.arrival = ARRIVAL};
	struct fail why = {{0}};
	struct sheet *sheet;
	json_error_t error;
	json_t *root;
	int fd;

	scratch_write(s->at, "out", "", 0);
	fd = openat(s->at, "out", O_WRONLY);
	sheet = sheet_begin(fd, DESK_JSON, &f, NULL, &why);
	assert_non_null(sheet);
	for (size_t i = 0; i < n; i++) {
		memset(&v.visitor, 0, sizeof v.visitor);
		v.visitor.name_len = (uint8_t)strlen(names[i]);
		memcpy(v.visitor.name, names[i], strlen(names[i]));
		v.visitor.phone_len = 12;
		memcpy(v.visitor.phone, "+31612345678", 12);
		assert_int_equal(sheet_add(sheet, &v, &why), 0);
	}
	assert_int_equal(sheet_end(sheet, &why), 0);
	close(fd);
	out[scratch_read(s->at, "out", out, sizeof out - 1)] = '\0';
	root = json_loads(out, JSON_REJECT_DUPLICATES, &error);
	if (root == NULL)
		fail_msg("%s in %s", error.text, out);
	return root;
}

static const char *
name_of(json_t *root, size_t i)
{
	return json_string_value(
		json_object_get(json_array_get(json_object_get(root, "visits"), i), "name"));
}

static void
a_sheet_says_what_it_is_and_by_when_to_destroy_it(void **state)
{
	static const char *const names[] = {"A", "B"};
	json_t *root = write_out(*state, names, 2);

	assert_string_equal(json_string_value(json_object_get(root, "form")), "welkom-visits");
	assert_int_equal(json_integer_value(json_object_get(root, "version")), 1);
	assert_string_equal(
		json_string_value(json_object_get(root, "organisation")), "School \"De \\ Brug\" \u00E9");
	assert_string_equal(json_string_value(json_object_get(root, "reference")), "R-2026-014");
	assert_string_equal(
		json_string_value(json_object_get(root, "destroy_by")), "2025-12-19T11:20:00Z");
	assert_string_equal(json_string_value(json_object_get(root, "from")), "2025-12-05T11:20:00Z");
	assert_string_equal(json_string_value(json_object_get(root, "to")), "2025-12-06T11:20:00Z");
	assert_string_equal(json_string_value(json_object_get(root, "made")), "2025-12-05T11:20:34Z");
	assert_int_equal(json_integer_value(json_object_get(root, "count")), 2);
	assert_int_equal(json_array_size(json_object_get(root, "visits")), 2);
	json_decref(root);
}

static void
names_come_back_as_they_were_and_are_not_escaped(void **state)
{
	static const char *const names[] = {"Zo\u00EB \"de\" \\ Vries", "\u5F20\u4F1F", "\U0001F600 x",
		"=cmd|'/C calc'!A0", "\u0645\u062D\u0645\u062F"};
	json_t *root = write_out(*state, names, 5), *visit;

	for (size_t i = 0; i < 5; i++)
		assert_string_equal(name_of(root, i), names[i]);
	visit = json_array_get(json_object_get(root, "visits"), 1);
	assert_string_equal(json_string_value(json_object_get(visit, "phone")), "+31612345678");
	assert_string_equal(
		json_string_value(json_object_get(visit, "arrived")), "2025-12-05T11:20:34Z");
	assert_null(strstr(out, "\\u"));
	assert_non_null(strstr(out, "\u5F20\u4F1F"));
	json_decref(root);
}

static void
what_is_no_text_is_neutralised(void **state)
{
	static const char *const names[] = {"\xff\xfe", "A\nB", "\033[31mA", "\u202EA"};
	json_t *root = write_out(*state, names, 4);

	for (size_t i = 0; i < 4; i++)
		assert_non_null(strstr(name_of(root, i), "\uFFFD"));
	assert_null(strchr(out, '\033'));
	assert_null(strstr(out, "\u202E"));
	json_decref(root);
}

static void
no_visit_at_all_is_still_json(void **state)
{
	json_t *root = write_out(*state, NULL, 0);

	assert_int_equal(json_array_size(json_object_get(root, "visits")), 0);
	assert_int_equal(json_integer_value(json_object_get(root, "count")), 0);
	json_decref(root);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(a_sheet_says_what_it_is_and_by_when_to_destroy_it),
		IN_FOLDER(names_come_back_as_they_were_and_are_not_escaped),
		IN_FOLDER(what_is_no_text_is_neutralised),
		IN_FOLDER(no_visit_at_all_is_still_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
