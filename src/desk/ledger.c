/* SPDX-License-Identifier: ISC */
/* ledger: the chain of what was done, checked against the head kept beside the key. */
#include "register/ledger.h"

#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"
#include "base/program.h"
#include "desk/desk.h"

/* Reads the head beside the key. Returns 0, or -1 with why; no key, nothing to compare with. */
static int
read_anchor(struct desk *d, struct ledger_head *anchor, struct fail *why)
{
	char text[LEDGER_HEAD_TEXT];
	const char *name;
	ssize_t n = -1;
	int folder;

	*anchor = (struct ledger_head){0};
	if (d->options.key == NULL)
		return 0;
	folder = file_open_parent(d->options.key, &name);
	if (folder >= 0) {
		n = file_read(folder, "ledger.head", text, sizeof text);
		close(folder);
	}
	if (n < 0 || ledger_parse_head(text, (size_t)n, anchor) != 0)
		return fail_set(why, _("there is no readable ledger.head beside %s"), d->options.key);
	return 0;
}

int
desk_ledger(struct desk *d)
{
	struct ledger_head anchor, head;
	char text[LEDGER_HEAD_TEXT];
	struct fail why;
	int rc;

	if (read_anchor(d, &anchor, &why) != 0)
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
