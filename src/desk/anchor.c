/* SPDX-License-Identifier: ISC */
#include "desk/anchor.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"
#include "base/program.h"

/* Reads the head beside the key. Returns 0, 1 when there is none yet, or -1 with why; no key,
 * nothing to compare with. */
static int
read_anchor(struct desk *d, struct ledger_head *anchor, struct fail *why)
{
	char text[LEDGER_HEAD_TEXT];
	const char *name;
	ssize_t n = -1;
	int folder, error;

	*anchor = (struct ledger_head){0};
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
	if (n < 0 || ledger_parse_head(text, (size_t)n, anchor) != 0)
		return fail_set(why, _("there is no readable ledger.head beside %s"), d->options.key);
	return 0;
}

int
anchor_check(struct desk *d, struct fail *why)
{
	struct ledger_head anchor, head;

	switch (read_anchor(d, &anchor, why)) {
	case 1:
		program_warn(DESK_NAME,
			_("there is no ledger.head beside this key yet: the ledger was compared with nothing "
			  "kept elsewhere; from now on it is"));
		break;
	case -1:
		return -1;
	}
	return ledger_verify(d->reg.state, &anchor, &head, why);
}

void
anchor_keep(struct desk *d, const struct ledger_head *head)
{
	char text[LEDGER_HEAD_TEXT];
	const char *name;
	size_t n = ledger_print_head(head, text);
	int folder = folder_open_parent(d->options.key, &name);

	if (folder < 0 || file_replace(folder, "ledger.head", 0600, text, n) != 0)
		program_warn(DESK_NAME, _("warning: ledger.head could not be written beside the key"));
	if (folder >= 0)
		close(folder);
}

int
anchor_verify(struct desk *d)
{
	struct ledger_head anchor, head;
	char text[LEDGER_HEAD_TEXT];
	struct fail why;
	int rc;

	rc = read_anchor(d, &anchor, &why);
	if (rc == 1)
		fail_set(&why, _("there is no readable ledger.head beside %s"), d->options.key);
	if (rc != 0)
		return program_fail(DESK_NAME, &why);
	rc = register_open(&d->reg, d->conf.state_dir, REGISTER_LOOK, &why);
	if (rc == 0)
		rc = ledger_verify(d->reg.state, &anchor, &head, &why);
	desk_lock(d);
	if (rc != 0)
		return program_fail(DESK_NAME, &why);
	ledger_print_head(&head, text);
	printf(_("The ledger is whole. Lines and head: %s"), text);
	if (anchor.n == 0)
		puts(_("Without --key it was compared with nothing kept elsewhere: whoever could "
			   "write it could have written all of it anew."));
	return PROGRAM_DONE;
}
