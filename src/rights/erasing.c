/* SPDX-License-Identifier: ISC */
#include "rights/erasing.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "desk/noting.h"
#include "register/erasures.h"
#include "register/hourkeys.h"
#include "register/ledger.h"

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

int
erasing_picked(struct rights *r, struct fail *why)
{
	uint8_t kid[HOURFILE_KID];
	size_t i;

	for (i = 0; i < r->picked.n; i++)
		if (erase_one(r, r->picked.list[i]->visit.id, kid, why) < 0)
			return -1;
	rights_anchor(r->d);
	return 0;
}

int
erasing_open(struct rights *r, struct fail *why)
{
	struct desk *d = r->d;

	if (!r->query->is_code)
		return fail_set(
			why, _("this is no erasure code: to look for a name or number, give --key"));
	if (register_open(&d->reg, d->conf.state_dir, REGISTER_KEEPER, why) != 0)
		return -1;
	desk_tell_time(d);
	return request_refer(d, &r->request, why);
}

int
erasing_code(struct rights *r, struct fail *why)
{
	uint8_t tag[REGISTER_TAG], id[ENTRIES_ID], kid[HOURFILE_KID];
	int rc;

	if (register_tag(&r->d->reg, tag, why) != 0)
		return -1;
	erasure_id(tag, r->query->code, id);
	wipe_bytes(tag, sizeof tag);
	rc = erase_one(r, id, kid, why);
	if (rc == 1)
		r->hour = hour_of(r->d, kid);
	return rc;
}

enum reply_kind
erasing_kind(const struct rights *r)
{
	return strcmp(r->request.reason, "objection") == 0 ? REPLY_OBJECTED : REPLY_ERASED;
}
