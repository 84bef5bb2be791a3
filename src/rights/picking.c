/* SPDX-License-Identifier: ISC */
#include "rights/picking.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "rights/asking.h"
#include "desk/line.h"

/* Writes entry number i to line. */
static void
put_entry(struct line *line, size_t i, const struct find_match *match)
{
	const struct visitor *v = &match->visit.visitor;
	char arrived[MOMENT_TEXT];
	size_t n;

	moment_print_local(match->visit.arrival, arrived);
	line_print(line, "%3zu  %s  ", i + 1, arrived);
	n = line_neutral(line, v->name, v->name_len);
	line_put(line, line->cell, n);
	line_put(line, "  ", 2);
	if (phone_group(v->phone, v->phone_len, line->cell, sizeof line->cell) != 0)
		line_neutral(line, v->phone, v->phone_len);
	line_text(line, line->cell);
	line_put(line, "\n", 1);
	wipe_bytes(line->cell, sizeof line->cell);
}

int
picking_list(int fd, const struct picking *p, struct fail *why)
{
	struct line *line = wipe_alloc(sizeof *line);
	int rc = 0;
	size_t i;

	if (line == NULL)
		return fail_set(why, _("not enough memory"));
	for (i = 0; rc == 0 && i < p->n; i++) {
		put_entry(line, i, p->list[i]);
		if (file_write_all(fd, line->text, line->n) != 0)
			rc = fail_errno(why, errno, _("cannot write the list"));
		line_clear(line);
	}
	wipe_free(line);
	wipe_stack();
	return rc;
}

void
picking_show(const struct picking *p)
{
	int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct fail why;

	if (tty < 0)
		return;
	if (picking_list(tty, p, &why) != 0)
		program_warn(DESK_NAME, why.text);
	close(tty);
}

void
picking_all(const struct find *f, struct picking *p)
{
	for (p->n = 0; p->n < f->n; p->n++)
		p->list[p->n] = &f->matches[p->n];
}

bool
picking_is_choice(const char *text)
{
	return strcmp(text, "all") == 0 ||
		(*text >= '1' && *text <= '9' && text[strspn(text, "0123456789,")] == '\0');
}

/* Adds what choice says, up to a NUL. Returns 0, or -1 when it is no choice among f. */
static int
add(const struct find *f, const char *choice, struct picking *p)
{
	bool chosen[FIND_MOST] = {false};
	bool all = strcmp(choice, "all") == 0;
	unsigned long number;
	size_t i;
	char *end;

	if (!picking_is_choice(choice))
		return -1;
	for (; !all; choice = end + 1) {
		number = strtoul(choice, &end, 10);
		if (number < 1 || number > f->n || end == choice)
			return -1;
		chosen[number - 1] = true;
		if (*end == '\0')
			break;
	}
	p->n = 0;
	for (i = 0; i < f->n; i++)
		if (all || chosen[i])
			p->list[p->n++] = &f->matches[i];
	return 0;
}

bool
picking_is_one_person(const struct find *f, struct query *query)
{
	size_t i;

	for (i = 1; i < f->n; i++)
		if (!query_same(query, &f->matches[0].visit.visitor, &f->matches[i].visit.visitor))
			return false;
	return true;
}

/* Shows the entries on the terminal and asks. Returns 0, or -1 with why. */
static int
ask(const struct find *f, struct picking *p, struct fail *why)
{
	int rc, tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	char *line;
	long n;

	if (tty < 0)
		return fail_set(why,
			_("%zu entries match, of different people: choose with --pick, see “%s find”"), f->n,
			DESK_NAME);
	picking_all(f, p);
	rc = picking_list(tty, p, why);
	close(tty);
	line = rc == 0 ? wipe_alloc(ASKING_LINE) : NULL;
	if (line == NULL)
		return rc == 0 ? fail_set(why, _("not enough memory")) : -1;
	n = asking_line(_("These entries differ in name or number. Which are of the person who asks?\n"
					  "Numbers with commas between, or “all”: "),
		line, why);
	if (n >= 0 && n < ASKING_LINE) {
		line[n] = '\0';
		rc = add(f, line, p) == 0 ? 0 : fail_set(why, _("this is no choice; nothing was done"));
	} else {
		rc = -1;
	}
	wipe_free(line);
	return rc;
}

int
picking_choose(const struct find *f, struct query *query, const char *choice, struct picking *p,
	struct fail *why)
{
	if (choice != NULL)
		return add(f, choice, p) == 0
			? 0
			: fail_set(why, _("--pick: there are entries 1 to %zu"), f->n);
	if (!picking_is_one_person(f, query))
		return ask(f, p, why);
	picking_all(f, p);
	return 0;
}
