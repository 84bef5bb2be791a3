/* SPDX-License-Identifier: ISC */
#include "keys/passwd.h"

#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "keys/keys.h"
#include "keys/rotation.h"

int
passwd_may(const struct desk *d, struct fail *why)
{
	/* two files would have to change, and the power can go between them */
	if (!rotation_waits(d))
		return 0;
	return fail_set(why,
		_("a new key waits to follow this one: let root install the list with it and unlock "
		  "once, then change the passphrase"));
}

int
passwd_change(struct desk *d, const struct passphrase *p, struct fail *why)
{
	return reception_change(d->key, d->options.key, p, reception_moderate(), why);
}

/* Asks, and changes it. Returns 0, or -1 with why. */
static int
change(struct desk *d, struct fail *why)
{
	struct passphrase *p;
	int rc;

	if (passwd_may(d, why) != 0 || desk_open_key(d, why) != 0)
		return -1;
	p = keys_new_passphrase(d, NULL, why);
	if (p == NULL)
		return -1;
	rc = passwd_change(d, p, why);
	passphrase_free(p);
	return rc;
}

int
passwd_run(struct desk *d)
{
	const struct desk_options *o = &d->options;
	struct fail why = {{0}};
	int status = PROGRAM_DONE;

	if (o->key == NULL) {
		program_warn(DESK_NAME, _("passwd needs --key FILE"));
		return program_wrong_use(DESK_NAME);
	}
	if (o->passphrase_file != NULL && o->new_passphrase_file != NULL &&
		strcmp(o->passphrase_file, "-") == 0 && strcmp(o->new_passphrase_file, "-") == 0) {
		program_warn(DESK_NAME, _("only one passphrase can come from standard input"));
		return program_wrong_use(DESK_NAME);
	}
	if (change(d, &why) != 0)
		status = program_fail(DESK_NAME, &why);
	else
		puts(_(
			"The passphrase of this key file is changed. Copies of the file on other sticks keep\n"
			"the old one: replace them (welkom-desk keys copy FILE)."));
	desk_lock(d);
	wipe_stack();
	return status;
}
