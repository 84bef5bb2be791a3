/* SPDX-License-Identifier: ISC */
#include "kiosk/deposit.h"

#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "kiosk/gate.h"
#include "register/entries.h"
#include "register/hourkeys.h"

/* Makes the key of hour: its file first, then its row. Returns 0, or -1 with why. */
static int
make_key(struct kiosk *k, uint32_t hour, struct fail *why)
{
	struct entries_key row = {.hour = hour, .due = k->due};
	uint8_t file[HOURFILE_SIZE];

	k->has_key = false;
	if (hourkey_make(&k->recipients, hour, &k->key, file, why) != 0 ||
		hourkeys_write(k->reg.inbox.keys, k->key.kid, file, why) != 0)
		return -1;
	memcpy(row.kid, k->key.kid, sizeof row.kid);
	if (entries_announce(&k->reg.inbox, &row, why) != 0)
		return -1;
	k->has_key = true;
	return 0;
}

/* Seals the visit into entry and wipes it. Returns 0, or -1. */
static int
seal(struct kiosk *k, struct entries_entry *entry)
{
	struct kiosk_visit *v = k->visitor;
	int rc;

	erasure_make(v->code);
	erasure_show(v->code, v->shown);
	erasure_id(k->tag, v->code, v->visit.id);
	v->visit.hour = k->key.hour;
	v->visit.arrival = k->arrival;
	v->visit.seq = k->key.seq;
	memcpy(v->visit.kid, k->key.kid, sizeof v->visit.kid);
	record_write(&v->visit, v->record);
	memcpy(entry->kid, k->key.kid, sizeof entry->kid);
	memcpy(entry->id, v->visit.id, sizeof entry->id);
	rc = hourkey_seal(&k->key, v->record, entry->box);
	wipe_bytes(&v->visit, sizeof v->visit);
	wipe_bytes(v->record, sizeof v->record);
	wipe_bytes(v->code, sizeof v->code);
	return rc;
}

/* Says whether the key of the arrival's hour is there. With it neither the list of recipients nor
 * anything else is needed that was not looked at when the visitor began: what may have changed since
 * is asked once more in the transaction, by gate_may. */
static bool
has_key(const struct kiosk *k)
{
	return k->opened && k->has_key && k->key.hour == (uint32_t)(k->arrival / MOMENT_HOUR);
}

static enum entries_added
write_entry(struct kiosk *k, struct fail *why)
{
	struct entries_entry entry;
	enum entries_added added;

	if (!has_key(k) && make_key(k, (uint32_t)(k->arrival / MOMENT_HOUR), why) != 0)
		return ENTRIES_FAILED;
	if (seal(k, &entry) != 0) {
		fail_set(why, "%s", _("the visit could not be sealed"));
		return ENTRIES_FAILED;
	}
	added = entries_add(&k->reg.inbox, &entry, gate_may, k, why);
	k->key.seq += added == ENTRIES_ADDED;
	return added;
}

bool
deposit_visit(struct kiosk *k)
{
	enum entries_added added = ENTRIES_REFUSED;
	struct fail why = {{0}}, line;

	if ((k->alarm == WATCH_FINE && has_key(k)) || gate_check(k)) {
		added = write_entry(k, &why);
		if (added == ENTRIES_FAILED) {
			fail_set(&line, _("a visit was not stored: %s"), why.text);
			gate_log(line.text);
			gate_close(k);
		} else if (added == ENTRIES_REFUSED) {
			(void)gate_check(k); /* logs why */
		}
	}
	wipe_bytes(&k->visitor->visit, sizeof k->visitor->visit);
	if (added != ENTRIES_ADDED)
		wipe_bytes(k->visitor, sizeof *k->visitor);
	return added == ENTRIES_ADDED;
}
