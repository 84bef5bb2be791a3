/* SPDX-License-Identifier: ISC */
/* access: the verb "access": the letter with all that is held about one person. */
#include "base/nls.h"
#include "base/program.h"
#include "desk/desk.h"
#include "rights/letter.h"
#include "rights/rights.h"

/* Writes the letter. Returns 0, or -1 with why. */
static int
answer(struct rights *r, struct fail *why)
{
	if (r->find.n == 0)
		return letter_send(r, REPLY_NOTHING, why);
	if (picking_choose(&r->find, r->query, r->d->options.pick, &r->picked, why) != 0)
		return -1;
	return letter_send(r, REPLY_ACCESS, why);
}

int
desk_access(struct desk *d)
{
	struct rights r;
	struct fail why;
	int status = PROGRAM_DONE;

	if (rights_read(d, "access", &r, &why) != 0 ||
		(d->options.key == NULL && fail_set(&why, _("access needs --key FILE")) != 0)) {
		program_warn(DESK_NAME, why.text);
		return program_wrong_use(DESK_NAME);
	}
	if (rights_ask(&r, &why) != 0 || rights_begin(&r, &why) != 0 || rights_search(&r, &why) != 0 ||
		answer(&r, &why) != 0)
		status = program_fail(DESK_NAME, &why);
	return rights_end(&r, status);
}
