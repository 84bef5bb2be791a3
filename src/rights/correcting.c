/* SPDX-License-Identifier: ISC */
#include "rights/correcting.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nls.h"
#include "base/wipe.h"
#include "desk/noting.h"
#include "open/openvisit.h"
#include "register/ledger.h"
#include "register/single.h"
#include "seal/hourkey.h"

/* One entry while it is sealed anew; in locked memory. */
struct resealing {
	struct open_key key;
	struct visit now; /* as it stands in the store */
	uint8_t record[RECORD_SIZE];
};

struct correcting {
	struct rights *r;
	bool done;
	struct visit before[]; /* what is picked, as it was */
};

enum phone_result
correcting_phone(struct desk *d, struct visitor *to, const char *typed, size_t n, struct fail *why)
{
	struct phone_reading *reading = wipe_alloc(sizeof *reading);
	enum phone_result result;

	if (reading == NULL) {
		fail_set(why, _("not enough memory"));
		return PHONE_EMPTY;
	}
	result = phone_read(typed, n, plan_of_code(d->conf.calling_code), false, reading);
	if (result == PHONE_OK || result == PHONE_UNLIKELY) {
		memcpy(to->phone, reading->number, sizeof to->phone);
		to->phone_len = reading->len;
	} else {
		fail_set(why, "%s", _(phone_phrase(result)));
	}
	wipe_free(reading);
	return result;
}

/* The same visitor with what to has. */
static void
apply(const struct visitor *to, struct visitor *visitor)
{
	if (to->name_len > 0) {
		memcpy(visitor->name, to->name, sizeof visitor->name);
		visitor->name_len = to->name_len;
	}
	if (to->phone_len > 0) {
		memcpy(visitor->phone, to->phone, sizeof visitor->phone);
		visitor->phone_len = to->phone_len;
	}
}

/* Reads and opens the entry that was found as before. Returns 0, or -1 with why when it is no longer
 * what was found. */
static int
read_again(struct rights *r, const struct visit *before, struct resealing *work,
	struct entries_entry *entry, struct fail *why)
{
	struct report report = {0};
	int rc = single_look(&r->d->reg.store, before->id, entry, why);

	if (rc < 0)
		return -1;
	if (rc == 1)
		rc = find_open_key(r->d, entry->kid, &work->key, &report, why);
	if (rc < 0)
		return -1;
	if (rc == 1 &&
		openvisit_open(&work->key, entry->id, entry->box, &work->now) == OPENVISIT_GOOD &&
		memcmp(work->now.kid, before->kid, sizeof before->kid) == 0 &&
		work->now.seq == before->seq &&
		memcmp(&work->now.visitor, &before->visitor, sizeof before->visitor) == 0)
		return 0;
	return fail_set(why, _("the entry was changed or erased meanwhile; nothing was changed"));
}

/* Seals after in the place of before. Under the lock. Returns 0, or -1 with why. */
static int
reseal(struct rights *r, const struct visit *before, const struct visit *after,
	struct resealing *work, struct fail *why)
{
	char fields[LEDGER_FIELDS], hex[2 * HOURFILE_KID + 1], key[FINGERPRINT_SHORT];
	struct entries_entry entry;
	struct hour_key to = {0};
	uint8_t box[ENTRIES_BOX];

	if (read_again(r, before, work, &entry, why) != 0)
		return -1;
	memcpy(to.pk, work->key.pk, sizeof to.pk);
	record_write(after, work->record);
	if (hourkey_seal(&to, work->record, box) != 0)
		return fail_set(why, _("the entry cannot be sealed"));
	sodium_bin2hex(hex, sizeof hex, entry.kid, sizeof entry.kid);
	noting_key(r->d, key);
	snprintf(fields, sizeof fields, "kid=%s\treason=%s\treference=%s\trecognised=%s\tkey=%s", hex,
		r->request.reason, r->request.reference, r->recognised, key);
	switch (single_replace(&r->d->reg, r->d->clock.trusted, &entry, box, fields, why)) {
	case 1:
		return 0;
	case 0:
		return fail_set(why, _("the entry was changed or erased meanwhile; nothing was changed"));
	}
	return -1;
}

/* Puts one entry right: before is what it was. Returns 0, or -1 with why. */
static int
put_one_right(
	struct rights *r, const struct visit *before, const struct visit *after, struct fail *why)
{
	struct resealing *work = wipe_alloc(sizeof *work);
	int rc = -1, lock = -1;

	if (work == NULL)
		fail_set(why, _("not enough memory"));
	else
		lock = register_lock(&r->d->reg, REGISTER_WAIT, why);
	if (lock >= 0) {
		rc = reseal(r, before, after, work, why);
		close(lock);
	}
	wipe_free(work);
	wipe_stack();
	return rc;
}

/* The place of picked entry number i. */
static struct visit *
picked(struct rights *r, size_t i)
{
	return &r->find.matches[r->picked.list[i] - r->find.matches].visit;
}

struct correcting *
correcting_begin(struct rights *r, const struct visitor *to, struct fail *why)
{
	struct correcting *c = wipe_alloc(sizeof *c + r->picked.n * sizeof c->before[0]);
	size_t i;

	if (c == NULL) {
		fail_set(why, _("not enough memory"));
		return NULL;
	}
	c->r = r;
	for (i = 0; i < r->picked.n; i++) {
		c->before[i] = *picked(r, i);
		apply(to, &picked(r, i)->visitor);
	}
	return c;
}

const struct visitor *
correcting_before(const struct correcting *c)
{
	return &c->before[0].visitor;
}

int
correcting_do(struct correcting *c, struct fail *why)
{
	size_t i;

	for (i = 0; i < c->r->picked.n; i++)
		if (put_one_right(c->r, &c->before[i], picked(c->r, i), why) != 0)
			return -1;
	c->done = true;
	rights_anchor(c->r->d);
	return 0;
}

void
correcting_end(struct correcting *c)
{
	size_t i;

	for (i = 0; !c->done && i < c->r->picked.n; i++)
		*picked(c->r, i) = c->before[i];
	wipe_free(c);
}
