/* SPDX-License-Identifier: ISC */
#include "setup/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/nls.h"
#include "setup/draft.h"

bool
ask_can(void)
{
	return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
}

/* Asks for a line of at most so many bytes, below CONF_VALUE; out gets it without blanks at its ends,
 * empty too. Returns 0, or -1 with why when input ended. */
static int
ask_line(const char *prompt, size_t most, char out[static CONF_VALUE], struct fail *why)
{
	char *line = NULL, *begin;
	size_t room = 0, n;

	for (;;) {
		fputs(prompt, stderr);
		if (getline(&line, &room, stdin) < 0) {
			free(line);
			fputc('\n', stderr); /* nobody has typed it */
			return fail_set(why, _("input ended"));
		}
		begin = line + strspn(line, " \t");
		for (n = strlen(begin); n > 0 && strchr(" \t\r\n", begin[n - 1]) != NULL; n--)
			;
		if (n <= most)
			break;
		fprintf(stderr,
			_("That is too long: at most %zu characters; letters such as é count twice.\n"), most);
	}
	memcpy(out, begin, n);
	out[n] = '\0';
	free(line);
	return 0;
}

/* Says whether answer is word, or the beginning of it. */
static bool
means(const char *answer, const char *word)
{
	return *answer != '\0' && strncasecmp(answer, word, strlen(answer)) == 0;
}

/* Asks for an answer of any length that a configuration can hold. */
static int
ask_answer(const char *prompt, char out[static CONF_VALUE], struct fail *why)
{
	return ask_line(prompt, CONF_VALUE - 1, out, why);
}

int
ask_clock(int64_t now, struct fail *why)
{
	char answer[CONF_VALUE], local[MOMENT_ZONED];

	moment_print_zoned(now, local);
	fprintf(stderr, _("Date and time of this machine: %s\n"), local);
	fputs(_("The register forgets by this clock, so it must be right.\n"), stderr);
	for (;;) {
		if (ask_answer(_("Is this right? (yes/no) "), answer, why) != 0)
			return -1;
		/* the words that a person types; their beginning will do */
		if (means(answer, _("yes")) || strcasecmp(answer, "yes") == 0)
			return 0;
		if (means(answer, _("no")) || strcasecmp(answer, "no") == 0)
			return fail_set(why,
				_("set the clock first, for example with: timedatectl "
				  "set-time \"2026-05-31 09:15\"; then try again"));
		fputs(_("Please type “yes” or “no”.\n"), stderr);
	}
}

/* Asks for one text of conf, of at most so many bytes, until the configuration can hold it; says no
 * when it cannot. */
static int
ask_text(struct conf *conf, char *value, size_t most, const char *prompt, const char *no,
	struct fail *why)
{
	struct fail wrong;

	for (;;) {
		if (ask_line(prompt, most, value, why) != 0)
			return -1;
		if (draft_check(conf, &wrong) == 0)
			return 0;
		*value = '\0';
		fputs(no, stderr);
	}
}

static void
tell_numbers(int most)
{
	fprintf(stderr, _("Please type a number from 1 to %d, or press Enter.\n"), most);
}

static int
ask_basis(struct conf *conf, struct fail *why)
{
	char answer[CONF_VALUE];

	fputs(_("On what legal basis do you keep names and phone numbers?\n"), stderr);
	fputs(_("  1  consent: visitors agree and may as well refuse\n"), stderr);
	fputs(_("  2  legitimate interest\n"), stderr);
	fputs(_("  3  public task\n"), stderr);
	for (;;) {
		if (ask_answer(_("1, 2 or 3 (Enter: later): "), answer, why) != 0)
			return -1;
		if (*answer == '\0')
			return 0;
		if (strlen(answer) == 1 && *answer >= '1' && *answer <= '3') {
			conf->basis = (enum conf_basis)(CONF_BASIS_UNSET + (*answer - '0'));
			return 0;
		}
		tell_numbers(3);
	}
}

/* Returns the local midnight of the same day in the next year. */
static int64_t
a_year_on(int64_t now)
{
	time_t t = now;
	struct tm tm = {0};

	localtime_r(&t, &tm);
	tm.tm_year++;
	tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
	tm.tm_isdst = -1;
	return mktime(&tm);
}

static int
ask_review(struct conf *conf, int64_t now, struct fail *why)
{
	int64_t day, last = a_year_on(now);
	char prompt[FAIL_TEXT], limit[MOMENT_TEXT];

	moment_print_local(last, limit);
	limit[strlen("2026-05-31")] = '\0';
	fputs(_("Until when is this register needed? After that day the kiosk stops, until\n"
			"somebody has thought about it again.\n"),
		stderr);
	snprintf(prompt, sizeof prompt, _("Review by, YYYY-MM-DD, at most %s (Enter: later): "), limit);
	for (;;) {
		if (ask_answer(prompt, conf->review_by, why) != 0)
			return -1;
		if (conf->review_by[0] == '\0')
			return 0;
		if (moment_parse_day(conf->review_by, &day) == 0 && day > now && day <= last)
			return 0;
		fprintf(stderr, _("Please type it as YYYY-MM-DD: a day after today, at most %s.\n"), limit);
	}
}

int
ask_controller(struct conf *conf, int64_t now, struct fail *why)
{
	const char *no = _("This cannot be kept: it has a “;” at the beginning or after a space, or a\n"
					   "character that cannot be seen. Please change it.\n");

	fputs(_("\nThese answers are shown to visitors. Press Enter to leave one open. The screens\n"
			"say “Trial” until organisation, contact, basis and review date are known.\n"),
		stderr);
	if (ask_text(conf, conf->organisation, CONF_NAME, _("Organisation: "), no, why) != 0 ||
		ask_text(conf, conf->contact, CONF_REACH, _("Contact for visitors (e-mail or phone): "), no,
			why) != 0 ||
		ask_text(conf, conf->officer, CONF_REACH, _("Privacy officer (name or e-mail): "), no,
			why) != 0 ||
		ask_basis(conf, why) != 0 || ask_review(conf, now, why) != 0)
		return -1;
	return ask_text(conf, conf->calling_code, CONF_VALUE - 1,
		_("Calling code of your country, such as 31, for numbers that begin with 0: "),
		_("This is no calling code. Type 1 to 3 digits, without a 0 or + before them.\n"), why);
}

int
ask_number(const char *prompt, int most, int usual, struct fail *why)
{
	char answer[CONF_VALUE];

	for (;;) {
		if (ask_answer(prompt, answer, why) != 0)
			return -1;
		if (*answer == '\0')
			return usual;
		if (strlen(answer) == 1 && *answer >= '1' && *answer <= '0' + most)
			return *answer - '0';
		tell_numbers(most);
	}
}

int
ask_word(const char *prompt, const char *word, struct fail *why)
{
	char answer[CONF_VALUE];

	if (ask_answer(prompt, answer, why) != 0)
		return -1;
	if (strcmp(answer, word) == 0 || strcmp(answer, _(word)) == 0)
		return 0;
	return fail_set(why, _("this was not confirmed; nothing was changed"));
}

void
ask_enter(const char *prompt)
{
	int c;

	fputs(prompt, stderr);
	while ((c = getc(stdin)) != EOF && c != '\n')
		;
}
