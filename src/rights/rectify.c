/* SPDX-License-Identifier: ISC */
/* rectify: the verb "rectify": a misspelt name or number is put right. The entry is sealed anew to the
 * same hour key, so its due, number and erasure code stay; the old box is overwritten. */
#include <stdio.h>

#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "desk/desk.h"
#include "rights/asking.h"
#include "rights/correcting.h"
#include "rights/letter.h"
#include "rights/rights.h"

/* Takes line number of the correction, a name or a number, to line. Returns its length, 0: it stays,
 * or -1 with why. */
static long
get(const struct rights *r, int number, const char *prompt, char line[static ASKING_LINE],
	struct fail *why)
{
	const char *file = r->d->options.correction_file;

	return file != NULL ? asking_file(file, number, line, why) : asking_line(prompt, line, why);
}

/* Reads the n bytes at line as the number. Returns 0, or -1 with why. */
static int
set_phone(const struct rights *r, struct visitor *to, const char *line, size_t n, struct fail *why)
{
	switch (correcting_phone(r->d, to, line, n, why)) {
	case PHONE_OK:
		return 0;
	case PHONE_UNLIKELY:
		program_warn(DESK_NAME, _("warning: no person's number in that country has this length"));
		return 0;
	default:
		return -1;
	}
}

/* Asks for the right name and number into to, in locked memory; what stays has length 0. Returns 0, or
 * -1 with why. */
static int
ask_right(const struct rights *r, struct visitor *to, struct fail *why)
{
	char *line = wipe_alloc(ASKING_LINE);
	enum visitor_name_result result = VISITOR_NAME_OK;
	int rc = -1;
	long n;

	if (line == NULL)
		return fail_set(why, _("not enough memory"));
	n = get(r, 0, _("The right name (Enter: it stays as it is): "), line, why);
	if (n > 0)
		result = visitor_set_name(to, line, (size_t)n);
	if (result != VISITOR_NAME_OK)
		n = fail_set(why, "%s", _(visitor_name_phrase(result)));
	if (n >= 0)
		n = get(r, 1, _("The right number (Enter: it stays as it is): "), line, why);
	if (n >= 0)
		rc = n > 0 ? set_phone(r, to, line, (size_t)n, why) : 0;
	if (rc == 0 && to->name_len == 0 && to->phone_len == 0)
		rc = fail_set(why, _("neither a name nor a number was given; nothing was changed"));
	wipe_free(line);
	wipe_stack();
	return rc;
}

/* Asks whether it is to be done. Returns 0 when it is, or -1 with why. */
static int
confirm(const struct rights *r, struct fail *why)
{
	char question[256];

	if (r->d->options.yes)
		return 0;
	snprintf(question, sizeof question,
		ngettext("%zu entry will be changed as you see it here. Nobody can bring back what it was.",
			"%zu entries will be changed as you see it here. Nobody can bring back what they were.",
			r->picked.n),
		r->picked.n);
	picking_show(&r->picked);
	switch (asking_word(question, _("correct"), why)) {
	case 1:
		return 0;
	case 0:
		return fail_set(why, _("not confirmed; nothing was changed"));
	}
	return -1;
}

/* Puts right all that was picked. Returns 0, or -1 with why. */
static int
put_right(struct rights *r, const struct visitor *to, struct fail *why)
{
	struct correcting *c = correcting_begin(r, to, why);
	int rc = -1;

	if (c == NULL)
		return -1;
	if (confirm(r, why) == 0)
		rc = correcting_do(c, why);
	correcting_end(c);
	return rc == 0 ? letter_send(r, REPLY_RECTIFIED, why) : -1;
}

static int
rectify(struct rights *r, struct fail *why)
{
	struct visitor *to;
	int rc = -1;

	if (r->find.n == 0)
		return letter_send(r, REPLY_NOTHING, why);
	if (picking_choose(&r->find, r->query, r->d->options.pick, &r->picked, why) != 0)
		return -1;
	picking_show(&r->picked);
	to = wipe_alloc(sizeof *to);
	if (to == NULL)
		fail_set(why, _("not enough memory"));
	else if (ask_right(r, to, why) == 0)
		rc = put_right(r, to, why);
	wipe_free(to);
	return rc;
}

int
desk_rectify(struct desk *d)
{
	struct rights r;
	struct fail why;
	int status = PROGRAM_DONE;

	if (rights_read(d, "rectification", &r, &why) != 0 ||
		(d->options.key == NULL && fail_set(&why, _("rectify needs --key FILE")) != 0)) {
		program_warn(DESK_NAME, why.text);
		return program_wrong_use(DESK_NAME);
	}
	if (rights_ask(&r, &why) != 0 || rights_begin(&r, &why) != 0 || rights_search(&r, &why) != 0 ||
		rectify(&r, &why) != 0)
		status = program_fail(DESK_NAME, &why);
	return rights_end(&r, status);
}
