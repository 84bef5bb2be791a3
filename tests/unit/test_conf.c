/* SPDX-License-Identifier: ISC */
/* The configuration is read whole and strictly: each mistake names file, line and key. */
#include "base/conf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/scratch.h"

static int
read_text(struct scratch *s, const char *text, struct conf *conf, struct fail *why)
{
	size_t before = scratch_descriptors();
	char path[SCRATCH_PATH];
	int rc;

	why->text[0] = '\0';
	scratch_path(s, "welkom.conf", path);
	scratch_write(s->at, "welkom.conf", text, strlen(text));
	rc = conf_read(conf, path, why);
	assert_int_equal(scratch_descriptors(), before);
	assert_int_equal(rc != 0, why->text[0] != '\0');
	return rc;
}

static struct conf
read_good(struct scratch *s, const char *text)
{
	struct conf conf;
	struct fail why;

	if (read_text(s, text, &conf, &why) != 0)
		fail_msg("%s", why.text);
	return conf;
}

static void
assert_mistake(struct scratch *s, const char *text, int line, const char *key)
{
	struct conf conf;
	struct fail why;
	char words[32];

	if (read_text(s, text, &conf, &why) == 0)
		fail_msg("read without a word: %s", text);
	snprintf(words, sizeof words, "welkom.conf, line %d: ", line);
	if (strstr(why.text, words) == NULL || strstr(why.text, key) == NULL)
		fail_msg("“%s” does not name line %d and “%s”", why.text, line, key);
}

static void
silence_means_defaults(void **state)
{
	struct scratch *s = *state;
	struct conf conf = read_good(s, "");
	struct fail why;

	assert_int_equal(conf.retention_days, 14);
	assert_int_equal(conf.idle_seconds, 60);
	assert_string_equal(conf.language, "en");
	assert_int_equal(conf.state_dir[0], '/');
	assert_string_equal(conf.folder, s->path);
	assert_int_equal(conf.basis, CONF_BASIS_UNSET);
	assert_int_equal(conf.review_time, 0);
	assert_false(conf.demo);
	assert_int_equal(conf.staff_key, 0);
	assert_true(conf_is_trial(&conf));
	/* the file lies in the folder of the process */
	assert_int_equal(chdir(s->path), 0);
	assert_int_equal(conf_read(&conf, "welkom.conf", &why), 0);
	assert_int_equal(chdir("/"), 0);
	assert_string_equal(conf.folder, ".");
}

static void
every_key_is_read(void **state)
{
	struct conf conf;

	setenv("TZ", "UTC0", 1);
	tzset();
	conf = read_good(*state,
		"# comment\n; comment\n\n[register]\nstate_dir = /srv/welkom\n"
		"retention_days=7\n[controller]\norganisation = Sint-Jozefschool = de beste\n"
		"contact = office@example.org\nofficer = dpo@example.org\nurl = https://example.org/?a=b\n"
		"basis = legitimate-interest\nreview_by = 2026-12-31\n[kiosk]\nlanguage = nl\n"
		"calling_code = 32\nidle_seconds = 600\ndemo = yes\n");
	assert_string_equal(conf.state_dir, "/srv/welkom");
	assert_int_equal(conf.retention_days, 7);
	assert_string_equal(conf.organisation, "Sint-Jozefschool = de beste");
	assert_string_equal(conf.contact, "office@example.org");
	assert_string_equal(conf.officer, "dpo@example.org");
	assert_string_equal(conf.url, "https://example.org/?a=b");
	assert_int_equal(conf.basis, CONF_LEGITIMATE_INTEREST);
	assert_string_equal(conf_basis_name(conf.basis), "legitimate-interest");
	assert_true(conf.review_time == 1798761600); /* the end of that day */
	assert_string_equal(conf.language, "nl");
	assert_string_equal(conf.calling_code, "32");
	assert_int_equal(conf.idle_seconds, 600);
	assert_true(conf.demo);
	assert_false(conf_is_trial(&conf));
}

static void
a_staff_key_is_one_of_seven_or_none(void **state)
{
	static const long numbers[] = {5, 6, 7, 8, 9, 11, 12};
	struct conf conf;
	char text[64];

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		snprintf(text, sizeof text, "[kiosk]\nstaff_key = F%ld\n", numbers[i]);
		conf = read_good(*state, text);
		assert_int_equal(conf.staff_key, numbers[i]);
	}
	conf = read_good(*state, "[kiosk]\nstaff_key = none\n");
	assert_int_equal(conf.staff_key, 0);
}

static void
it_is_a_trial_until_all_four_are_settled(void **state)
{
	static const char *const lines[] = {
		"organisation = A\n", "contact = B\n", "basis = consent\n", "review_by = 2026-12-31\n"};
	struct conf conf;
	char text[200];

	for (int missing = 0; missing < 5; missing++) {
		strcpy(text, "[controller]\n");
		for (int i = 0; i < 4; i++)
			if (i != missing)
				strcat(text, lines[i]);
		conf = read_good(*state, text);
		assert_int_equal(conf_is_trial(&conf), missing < 4);
	}
	conf = read_good(*state, "[controller]\norganisation=\ncontact=\nbasis=\nreview_by=\n");
	assert_true(conf_is_trial(&conf));
}

static void
an_unknown_or_repeated_key_is_named(void **state)
{
	struct scratch *s = *state;

	assert_mistake(s, "[register]\nretention_day = 14\n", 2, "retention_day");
	assert_mistake(s, "[register]\n\n[kiosk]\nretention_days = 14\n", 4, "retention_days");
	assert_mistake(s, "retention_days = 14\n", 1, "retention_days");
	assert_mistake(s, "[Register]\nretention_days = 14\n", 2, "Register");
	assert_mistake(s, "[other]\nx = 1\n", 2, "other");
	assert_mistake(s, "[kiosk]\nDemo = yes\n", 2, "Demo");
	assert_mistake(s, "[kiosk]\n = yes\n", 2, "");
	assert_mistake(s, "[kiosk]\ndemo = no\ndemo = no\n", 3, "demo");
	assert_mistake(s, "[kiosk]\ndemo = no\n[register]\n[kiosk]\ndemo = no\n", 5, "demo");
	/* a line that begins with a blank goes on with the key before: that is a repeated key */
	assert_mistake(s, "[controller]\norganisation = A\n  retention_days = 99\n", 3, "organisation");
}

static void
a_line_that_says_nothing_is_named(void **state)
{
	struct scratch *s = *state;

	assert_mistake(s, "[register\nretention_days = 14\n", 1, "");
	assert_mistake(s, "[kiosk]\ndemo\n", 2, "");
	assert_mistake(s, "[kiosk]\n\ndemo yes\n", 3, "");
}

static void
a_long_line_is_named_and_not_cut_in_two(void **state)
{
	struct scratch *s = *state;
	char text[700] = "[controller]\ncontact = ";

	memset(text + strlen(text), 'a', 300);
	strcat(text, "\n");
	assert_mistake(s, text, 2, "too long");
	/* short enough for a line, too long for a value */
	snprintf(text, sizeof text, "[controller]\nurl=%0*d\n", CONF_VALUE, 0);
	assert_mistake(s, text, 2, "url");
	/* the rest of it would pass for a key */
	strcpy(text, "[kiosk]\n#");
	memset(text + strlen(text), '#', 198);
	strcat(text, "demo = yes\n");
	assert_mistake(s, text, 2, "too long");
}

static void
a_value_that_cannot_be_is_named(void **state)
{
	static const struct {
		const char *section, *key, *value;
	} wrong[] = {
		{"register", "retention_days", "0"},
		{"register", "retention_days", "15"},
		{"register", "retention_days", "-1"},
		{"register", "retention_days", ""},
		{"register", "retention_days", "14 days"},
		{"register", "retention_days", "9e0"},
		{"register", "retention_days", "99999999999999999999"},
		{"register", "state_dir", "relative"},
		{"register", "state_dir", ""},
		{"controller", "basis", "Consent"},
		{"controller", "basis", "vital-interest"},
		{"controller", "review_by", "2026-02-30"},
		{"controller", "review_by", "soon"},
		{"controller", "organisation", "12345678901234567890123456789012345678901"},
		{"controller", "organisation", "tab\there"},
		{"controller", "contact", "esc\033[31m"},
		{"controller", "contact", "broken \xff"},
		{"controller", "url", "bidi\xE2\x80\xAE"},
		{"kiosk", "language", "nld"},
		{"kiosk", "calling_code", "032"},
		{"kiosk", "calling_code", "+32"},
		{"kiosk", "calling_code", "1234"},
		{"kiosk", "idle_seconds", "19"},
		{"kiosk", "idle_seconds", "601"},
		{"kiosk", "demo", "1"},
		{"kiosk", "demo", "YES"},
		{"kiosk", "demo", ""},
		{"kiosk", "staff_key", "F1"},
		{"kiosk", "staff_key", "F4"},
		{"kiosk", "staff_key", "F10"},
		{"kiosk", "staff_key", "F13"},
		{"kiosk", "staff_key", "F05"},
		{"kiosk", "staff_key", "F5 F6"},
		{"kiosk", "staff_key", "12"},
		{"kiosk", "staff_key", "f12"},
		{"kiosk", "staff_key", ""},
	};
	char text[200];

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		snprintf(
			text, sizeof text, "[%s]\n%s = %s\n", wrong[i].section, wrong[i].key, wrong[i].value);
		assert_mistake(*state, text, 2, wrong[i].key);
	}
}

static void
a_comment_after_a_value_is_left_out(void **state)
{
	struct conf conf = read_good(*state,
		"[controller]\norganisation = A ; not B\n"
		"contact = a;b@example.org\n");

	assert_string_equal(conf.organisation, "A");
	assert_string_equal(conf.contact, "a;b@example.org");
}

static void
what_is_no_file_is_named(void **state)
{
	struct scratch *s = *state;
	struct conf conf;
	struct fail why = {{0}};
	char path[SCRATCH_PATH], too_long[2 * CONF_PATH];

	scratch_path(s, "none.conf", path);
	assert_int_equal(conf_read(&conf, path, &why), -1);
	assert_non_null(strstr(why.text, "none.conf"));
	assert_int_equal(mkdirat(s->at, "folder", 0700), 0);
	scratch_path(s, "folder", path);
	assert_int_equal(conf_read(&conf, path, &why), -1);
	memset(too_long, 'a', sizeof too_long - 1);
	too_long[sizeof too_long - 1] = '\0';
	assert_int_equal(conf_read(&conf, too_long, &why), -1);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(silence_means_defaults),
		IN_FOLDER(every_key_is_read),
		IN_FOLDER(a_staff_key_is_one_of_seven_or_none),
		IN_FOLDER(it_is_a_trial_until_all_four_are_settled),
		IN_FOLDER(an_unknown_or_repeated_key_is_named),
		IN_FOLDER(a_line_that_says_nothing_is_named),
		IN_FOLDER(a_long_line_is_named_and_not_cut_in_two),
		IN_FOLDER(a_value_that_cannot_be_is_named),
		IN_FOLDER(a_comment_after_a_value_is_left_out),
		IN_FOLDER(what_is_no_file_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
