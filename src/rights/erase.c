/* SPDX-License-Identifier: ISC */
/* erase: the verb "erase": the entries of one person are gone at once, in inbox and store. Whoever has
 * the erasure code needs no key for it, as at the kiosk. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "rights/asking.h"
#include "desk/desk.h"
#include "desk/noting.h"
#include "rights/rights.h"
#include "register/erasures.h"
#include "register/hourkeys.h"
#include "register/ledger.h"

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

/* What the ledger's line says besides the hour key. */
static void
print_more(const struct rights *r, char more[static LEDGER_FIELDS])
{
	char key[FINGERPRINT_SHORT] = "";

	if (r->d->key != NULL)
		noting_key(r->d, key);
	snprintf(more, LEDGER_FIELDS, "reason=%s\treference=%s\trecognised=%s%s%s", r->request.reason,
		r->request.reference, r->recognised, *key != '\0' ? "\tkey=" : "", key);
}

/* Erases the entry of id; kid becomes its hour key's. Returns 1, 0 when there was none, or -1. */
static int
erase_one(struct rights *r, const uint8_t id[static ENTRIES_ID], uint8_t kid[static HOURFILE_KID],
	struct fail *why)
{
	char more[LEDGER_FIELDS];
	bool matched = false;
	int rc, lock;

	print_more(r, more);
	lock = register_lock(&r->d->reg, REGISTER_WAIT, why);
	if (lock < 0)
		return -1;
	rc = erasures_now(&r->d->reg, r->d->clock.trusted, id, more, &matched, kid, why);
	close(lock);
	return rc != 0 ? -1 : matched;
}

static enum reply_kind
kind_of(const struct rights *r)
{
	return strcmp(r->request.reason, "objection") == 0 ? REPLY_OBJECTED : REPLY_ERASED;
}

/* Erases what was found and picked. Returns 0, or -1 with why. */
static int
erase_found(struct rights *r, struct fail *why)
{
	uint8_t kid[HOURFILE_KID];
	size_t i;

	if (r->find.n == 0)
		return rights_nothing(r, why);
	if (picking_choose(&r->find, r->query, r->d->options.pick, &r->picked, why) != 0 ||
		confirm(r, r->picked.n, why) != 0)
		return -1;
	for (i = 0; i < r->picked.n; i++)
		if (erase_one(r, r->picked.list[i]->visit.id, kid, why) < 0)
			return -1;
	rights_anchor(r->d);
	return rights_reply(r, kind_of(r), why);
}

/* The hour of the hour key kid, as its begin; 0 when that is not known. */
static int64_t
hour_of(struct desk *d, const uint8_t kid[static HOURFILE_KID])
{
	char name[HOURFILE_NAME];
	struct hourfile head;

	hourfile_name(kid, name);
	if (hourkeys_look(d->reg.store.keys, name, 2, &head) != HOURKEYS_KEY &&
		hourkeys_look(d->reg.inbox.keys, name, 2, &head) != HOURKEYS_KEY)
		return 0;
	return (int64_t)head.hour * MOMENT_HOUR;
}

/* Erases by the code alone. Returns 0, or -1 with why. */
static int
erase_by_code(struct rights *r, struct fail *why)
{
	struct desk *d = r->d;
	uint8_t tag[REGISTER_TAG], id[ENTRIES_ID], kid[HOURFILE_KID];
	int rc;

	if (!r->query->is_code)
		return fail_set(
			why, _("this is no erasure code: to look for a name or number, give --key"));
	if (register_open(&d->reg, d->conf.state_dir, REGISTER_KEEPER, why) != 0)
		return -1;
	desk_tell_time(d);
	if (request_refer(d, &r->request, why) != 0 || register_tag(&d->reg, tag, why) != 0)
		return -1;
	erasure_id(tag, r->query->code, id);
	wipe_bytes(tag, sizeof tag);
	if (confirm(r, 1, why) != 0)
		return -1;
	rc = erase_one(r, id, kid, why);
	if (rc < 0)
		return -1;
	if (rc == 1)
		r->hour = hour_of(d, kid);
	return rights_reply(r, rc == 1 ? kind_of(r) : REPLY_NOTHING, why);
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
