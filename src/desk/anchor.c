/* SPDX-License-Identifier: ISC */
#include "desk/anchor.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"
#include "base/program.h"
#include "register/chronicle.h"

#define TEXT (2 * LEDGER_HEAD_TEXT) /* bytes of ledger.head */

/* Reads "n hex", the last line seen, and below it "1 hex", the first line, where it was kept. Returns
 * 0, or -1. */
static int
parse(const char *text, size_t n, struct chronicle_known *known)
{
	const char *end = memchr(text, '\n', n);
	size_t first = end == NULL ? n : (size_t)(end - text) + 1;

	if (ledger_parse_head(text, first, &known->last) != 0)
		return -1;
	if (known->last.n == 1)
		known->first = known->last;
	if (first == n)
		return 0;
	return ledger_parse_head(text + first, n - first, &known->first) != 0 || known->first.n != 1
		? -1
		: 0;
}

/* Takes the head of the command line. Returns 0, or -1 with why. */
static int
given_head(struct desk *d, struct chronicle_known *known, struct fail *why)
{
	char text[LEDGER_HEAD_TEXT];
	const struct desk_options *o = &d->options;

	if (o->head == NULL || o->count == NULL || o->key != NULL)
		return fail_set(why, _("--head and --count belong together, and not to --key"));
	if ((size_t)snprintf(text, sizeof text, "%s %s", o->count, o->head) >= sizeof text ||
		ledger_parse_head(text, strlen(text), &known->last) != 0 || known->last.n == 0)
		return fail_set(why,
			_("--count: the number of lines; --head: 64 hexadecimal digits; both stand on a "
			  "certificate"));
	return 0;
}

/* Reads what is known from elsewhere: beside the key or on the command line. Returns 0, 1 when there
 * is none beside the key yet, or -1 with why; no key and no head, nothing to compare with. */
static int
read_anchor(struct desk *d, struct chronicle_known *known, struct fail *why)
{
	char text[TEXT];
	const char *name;
	ssize_t n = -1;
	int folder, error;

	*known = (struct chronicle_known){0};
	if (d->options.head != NULL || d->options.count != NULL)
		return given_head(d, known, why);
	if (d->options.key == NULL)
		return 0;
	folder = folder_open_parent(d->options.key, &name);
	if (folder >= 0) {
		n = file_read(folder, "ledger.head", text, sizeof text);
		error = errno;
		close(folder);
		errno = error;
	}
	if (folder >= 0 && n < 0 && errno == ENOENT)
		return 1;
	if (n < 0 || parse(text, (size_t)n, known) != 0)
		return fail_set(why, _("there is no readable ledger.head beside %s"), d->options.key);
	return 0;
}

int
anchor_walk(struct desk *d, void (*each)(void *arg, const struct ledgerline *line), void *arg,
	struct fail *why)
{
	struct chronicle c = {.each = each, .arg = arg};

	return read_anchor(d, &c.known, why) < 0 ? -1 : chronicle_read(d->reg.state, &c, why);
}

/* Checks the ledger against the head beside the key. Returns 0, or -1 with why. */
static int
check(struct desk *d, struct fail *why)
{
	struct chronicle c = {0};

	switch (read_anchor(d, &c.known, why)) {
	case 1:
		program_warn(DESK_NAME,
			_("there is no ledger.head beside this key yet: the ledger was compared with nothing "
			  "kept elsewhere; from now on it is"));
		break;
	case -1:
		return -1;
	}
	return chronicle_read(d->reg.state, &c, why);
}

/* The first line of the ledger, as it was first seen from here. */
static struct ledger_head
first_line(struct desk *d)
{
	struct chronicle c = {0};

	if (read_anchor(d, &c.known, NULL) == 0 && c.known.first.n == 1)
		return c.known.first;
	return chronicle_read(d->reg.state, &c, NULL) == 0 ? c.first : (struct ledger_head){0};
}

/* Keeps head beside the key; warns when that cannot be done. */
static void
keep(struct desk *d, const struct ledger_head *head)
{
	struct ledger_head first = first_line(d);
	char text[TEXT];
	const char *name;
	size_t n = ledger_print_head(head, text);
	int folder = folder_open_parent(d->options.key, &name);

	if (first.n == 1)
		n += ledger_print_head(&first, text + n);
	if (folder < 0 || file_replace(folder, "ledger.head", 0600, text, n) != 0)
		program_warn(DESK_NAME, _("warning: ledger.head could not be written beside the key"));
	if (folder >= 0)
		close(folder);
}

void
anchor_follow(struct desk *d, const struct ledger_head *head)
{
	struct fail broken;

	if (d->options.key == NULL)
		return;
	if (check(d, &broken) == 0) {
		keep(d, head);
		return;
	}
	d->incomplete = true;
	program_warn(DESK_NAME,
		_("ALARM: the ledger is not the one this key has seen. Tell the "
		  "privacy officer, and keep ledger.head beside the key as it is."));
	program_warn(DESK_NAME, broken.text);
}

int
anchor_verify(struct desk *d)
{
	struct chronicle c = {0};
	char text[LEDGER_HEAD_TEXT];
	struct fail why;
	int rc;

	rc = read_anchor(d, &c.known, &why);
	if (rc == 1)
		fail_set(&why, _("there is no readable ledger.head beside %s"), d->options.key);
	if (rc == -1 && (d->options.head != NULL || d->options.count != NULL)) {
		program_warn(DESK_NAME, why.text);
		return program_wrong_use(DESK_NAME);
	}
	if (rc == 0)
		rc = register_open(&d->reg, d->conf.state_dir, REGISTER_LOOK, &why);
	if (rc != 0) {
		desk_lock(d);
		return program_fail(DESK_NAME, &why);
	}
	rc = chronicle_read(d->reg.state, &c, &why);
	desk_lock(d);
	if (rc != 0) {
		program_warn(DESK_NAME, why.text);
		fprintf(stderr, _("Whole up to line %llu. "), (unsigned long long)c.head.n);
		fputs(_("What to do: copy the ledger and ledger.head, change neither, and tell the\n"
				"privacy officer. What the ledger says from there on proves nothing.\n"),
			stderr);
		return PROGRAM_FAILED;
	}
	ledger_print_head(&c.head, text);
	printf(_("The ledger is whole. Lines and head: %s"), text);
	if (c.known.last.n == 0)
		puts(_("Without --key it was compared with nothing kept elsewhere: whoever could "
			   "write it could have written all of it anew."));
	return PROGRAM_DONE;
}
