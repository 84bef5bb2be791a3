/* SPDX-License-Identifier: ISC */
/* erase: the verb "erase": the entries of one person are gone at once, in inbox and store. Whoever has
 * the erasure code needs no key for it, as at the kiosk. */
#include <stdio.h>

#include "base/nls.h"
#include "base/program.h"
#include "desk/desk.h"
#include "rights/asking.h"
#include "rights/erasing.h"
#include "rights/letter.h"
#include "rights/rights.h"

/* Asks whether it is to be done. Returns 0 when it is, or -1 with why. */
static int
confirm(const struct rights *r, size_t n, struct fail *why)
{
	char question[256];

	if (r->d->options.yes)
		return 0;
	picking_show(&r->picked);
	snprintf(question, sizeof question,
		ngettext("%zu entry will be erased at once. Nobody can bring it back.",
			"%zu entries will be erased at once. Nobody can bring them back.", n),
		n);
	switch (asking_word(question, _("erase"), why)) {
	case 1:
		return 0;
	case 0:
		return fail_set(why, _("not confirmed; nothing was erased"));
	}
	return -1;
}

/* Erases what was found and picked. Returns 0, or -1 with why. */
static int
erase_found(struct rights *r, struct fail *why)
{
	if (r->find.n == 0)
		return letter_send(r, REPLY_NOTHING, why);
	if (picking_choose(&r->find, r->query, r->d->options.pick, &r->picked, why) != 0 ||
		confirm(r, r->picked.n, why) != 0 || erasing_picked(r, why) != 0)
		return -1;
	return letter_send(r, erasing_kind(r), why);
}

/* Erases by the code alone. Returns 0, or -1 with why. */
static int
erase_by_code(struct rights *r, struct fail *why)
{
	int rc;

	if (erasing_open(r, why) != 0 || confirm(r, 1, why) != 0 || (rc = erasing_code(r, why)) < 0)
		return -1;
	return letter_send(r, rc == 1 ? erasing_kind(r) : REPLY_NOTHING, why);
}

static int
run(struct rights *r, struct fail *why)
{
	if (rights_ask(r, why) != 0 || rights_begin(r, why) != 0)
		return -1;
	if (r->d->options.key == NULL)
		return erase_by_code(r, why);
	return rights_search(r, why) != 0 ? -1 : erase_found(r, why);
}

int
desk_erase(struct desk *d)
{
	struct rights r;
	struct fail why;
	int status = PROGRAM_DONE;

	if (d->options.reason == NULL)
		d->options.reason = "erasure";
	if (rights_read(d, "erasure objection", &r, &why) != 0) {
		program_warn(DESK_NAME, why.text);
		return program_wrong_use(DESK_NAME);
	}
	if (run(&r, &why) != 0)
		status = program_fail(DESK_NAME, &why);
	return rights_end(&r, status);
}
