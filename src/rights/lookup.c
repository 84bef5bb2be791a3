/* SPDX-License-Identifier: ISC */
/* lookup: the verb "find": the entries of one person, shown on standard output. */
#include <stdio.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "desk/desk.h"
#include "rights/rights.h"

static void
tell_nothing(const struct desk *d)
{
	char oldest[MOMENT_TEXT];

	moment_print_local(d->shown - (int64_t)d->conf.retention_days * 24 * MOMENT_HOUR, oldest);
	printf(_("Nothing is held under this. What is older than %s is destroyed.\n"), oldest);
}

int
desk_find(struct desk *d)
{
	struct rights r;
	struct fail why;
	int status = PROGRAM_DONE;

	if (rights_read(d, "access erasure rectification objection", &r, &why) != 0 ||
		(d->options.key == NULL && fail_set(&why, _("find needs --key FILE")) != 0)) {
		program_warn(DESK_NAME, why.text);
		return program_wrong_use(DESK_NAME);
	}
	if (rights_ask(&r, &why) != 0 || rights_search(&r, &why) != 0) {
		status = program_fail(DESK_NAME, &why);
	} else if (r.find.n == 0) {
		if (find_is_whole(&r.find))
			tell_nothing(d);
	} else {
		picking_all(&r.find, &r.picked);
		if (picking_list(STDOUT_FILENO, &r.picked, &why) != 0)
			status = program_fail(DESK_NAME, &why);
	}
	return rights_end(&r, status);
}
