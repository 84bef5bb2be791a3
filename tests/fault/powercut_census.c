/* SPDX-License-Identifier: ISC */
#include "fault/powercut_census.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/moment.h"
#include "open/openkey.h"
#include "open/openvisit.h"
#include "register/chronicle.h"
#include "register/entries.h"
#include "register/erasures.h"
#include "register/hourkeys.h"
#include "register/leftover.h"

#define KEYS 8

/* --- a side ------------------------------------------------------------------------------------ */

struct count {
	const struct powercut_place *place;
	struct powercut_census *census;
	struct visit_register reg;
	struct entries_keys inbox, store;
	const struct reception_key *keys[KEYS];
	size_t n;
};

/* Reads the key file of kid. Where a change of keys was cut off it has a second name, which whoever
 * unlocks, or the keeper, removes before anything else is done. */
static bool
read_kid(struct visit_register *r, const uint8_t kid[static 16], uint8_t file[static HOURFILE_SIZE])
{
	char name[HOURFILE_NAME], old[HOURFILE_NAME];
	off_t size;

	hourfile_name(kid, name);
	memcpy(old, name, sizeof old);
	memcpy(old + 2 * HOURFILE_KID, ".old", sizeof ".old");
	if (leftover_old(&r->store, old) == LEFTOVER_SECOND)
		return file_read_head(r->store.keys, name, 2, file, HOURFILE_SIZE, &size) == HOURFILE_SIZE;
	return hourkeys_read(r->store.keys, kid, file) == HOURKEYS_KEY ||
		hourkeys_read(r->inbox.keys, kid, file) == HOURKEYS_KEY;
}

/* The hour key of kid. Returns 1; 0 when it is due; or -1 with why. */
static int
open_kid(struct count *c, const uint8_t kid[static 16], struct open_key *key, struct fail *why)
{
	const struct entries_key *inbox = entries_find(&c->inbox, kid);
	const struct entries_key *store = entries_find(&c->store, kid);
	const struct entries_key *row = store != NULL ? store : inbox;
	uint8_t file[HOURFILE_SIZE];
	struct hourfile head;
	size_t i;

	if (row != NULL && (int64_t)row->due * MOMENT_HOUR <= c->place->now)
		return 0;
	if (!read_kid(&c->reg, kid, file))
		return fail_set(why, "an entry that is not due has no key");
	if (hourfile_read(file, &head) != 0)
		return fail_set(why, "an entry has a damaged key");
	if (((int64_t)head.hour + HOURFILE_KEEP) * MOMENT_HOUR <= c->place->now)
		return 0;
	for (i = 0; i < c->n; i++)
		if (openkey_open(c->keys[i], file, key) == OPENKEY_GOOD)
			return 1;
	return fail_set(why, "nobody's key opens an hour with entries (%zu keys)", c->n);
}

static int
count_entry(struct count *c, const struct entries_entry *entry, const struct open_key *key,
	struct fail *why)
{
	struct powercut_census *all = c->census;
	struct powercut_visit one;
	struct visit *visit;
	uint8_t record[RECORD_SIZE];
	const struct powercut_visit *same;

	if (erasures_is_queued(&c->reg.inbox, entry->id))
		return 0;
	visit = calloc(1, sizeof *visit);
	if (visit == NULL)
		abort();
	if (openvisit_open_with(key, entry->id, entry->box, record, visit) != OPENVISIT_GOOD) {
		free(visit);
		return fail_set(why, "an entry does not open with its key");
	}
	free(visit);
	memcpy(one.id, entry->id, 16);
	memcpy(one.kid, entry->kid, 16);
	crypto_generichash(one.text, sizeof one.text, record, sizeof record, NULL, 0);
	same = powercut_census_find(all, entry->id);
	if (same != NULL)
		return memcmp(same, &one, sizeof one) == 0
			? 0
			: fail_set(why, "inbox and store hold different entries of one id");
	if (all->n == POWERCUT_CENSUS_VISITS)
		abort();
	all->visits[all->n++] = one;
	return 0;
}

static int
count_side(struct count *c, struct register_side *side, struct fail *why)
{
	static struct entries_batch batch;
	uint8_t kid[16] = {0}, id[16] = {0};
	struct open_key key;
	int rc = 0;
	size_t i;

	if (batch.rows == NULL && entries_new_batch(&batch) != 0)
		abort();
	if (entries_read(side, kid, id, false, &batch, why) != 0)
		return -1;
	for (i = 0; i < batch.n; i++) {
		if (i == 0 || memcmp(batch.rows[i].kid, batch.rows[i - 1].kid, 16) != 0)
			rc = open_kid(c, batch.rows[i].kid, &key, why);
		if (rc < 0 || (rc > 0 && count_entry(c, &batch.rows[i], &key, why) != 0))
			return -1;
	}
	return 0;
}

/* The seals of all files in the folder keys that are hour keys, whatever they are called. */
static void
count_seals(struct powercut_census *census, int keys)
{
	uint8_t file[HOURFILE_SIZE];
	struct hourkeys_list list;
	struct hourfile head;
	uint32_t i;
	size_t k;

	if (hourkeys_list(keys, &list, NULL) != 0)
		return;
	for (k = 0; k < list.n; k++) {
		if (file_read(keys, list.names[k], file, sizeof file) != sizeof file ||
			hourfile_read(file, &head) != 0)
			continue;
		for (i = 0; i < head.wraps; i++) {
			if (powercut_census_has_seal(census, file + hourfile_wrap(i)))
				continue;
			if (census->seals == POWERCUT_CENSUS_SEALS)
				abort();
			memcpy(census->seal[census->seals++], file + hourfile_wrap(i), POWERCUT_CENSUS_SEAL);
		}
	}
	hourkeys_free(&list);
}

/* ledger.head beside the keys of people names a line of the ledger. */
static int
check_heads(const struct powercut_place *place, int state, struct fail *why)
{
	char path[1024], text[LEDGER_HEAD_TEXT];
	struct chronicle c;
	size_t i;
	ssize_t n;

	for (i = 0; i < POWERCUT_PEOPLE; i++) {
		snprintf(path, sizeof path, "%s/%s/ledger.head", place->base, place->people[i].folder);
		n = file_read(AT_FDCWD, path, text, sizeof text);
		if (n < 0)
			continue;
		c = (struct chronicle){.mends = true};
		if (ledger_parse_head(text, (size_t)n, &c.known.last) != 0)
			return fail_set(why, "%s/ledger.head is damaged", place->people[i].folder);
		if (chronicle_read(state, &c, why) != 0)
			return -1;
	}
	return 0;
}

static int
count_all(struct count *c, const struct ledger_head *known, struct fail *why)
{
	struct chronicle ledger = {.known = {.last = *known}, .mends = true};

	if (register_check_side(&c->reg.inbox, why) != 0 ||
		register_check_side(&c->reg.store, why) != 0)
		return -1;
	if (chronicle_read(c->reg.state, &ledger, why) != 0)
		return -1;
	c->census->head = ledger.head;
	if (check_heads(c->place, c->reg.state, why) != 0)
		return -1;
	if (entries_keys(&c->reg.inbox, &c->inbox, why) != 0 ||
		entries_keys(&c->reg.store, &c->store, why) != 0)
		return -1;
	count_seals(c->census, c->reg.inbox.keys);
	count_seals(c->census, c->reg.store.keys);
	if (count_side(c, &c->reg.store, why) != 0 || count_side(c, &c->reg.inbox, why) != 0)
		return -1;
	return 0;
}

int
powercut_census_take(const struct powercut_place *place, const struct ledger_head *known,
	const struct powercut_more *more, struct powercut_census *census, struct fail *why)
{
	struct count c = {.place = place, .census = census};
	char path[1024];
	int rc;

	census->n = census->seals = 0;
	census->head = (struct ledger_head){0};
	snprintf(path, sizeof path, "%s/register", place->base);
	rc = register_open(&c.reg, path, REGISTER_KEEPER, why);
	if (rc == 0) {
		c.n = powercut_people_keys(place, c.keys, KEYS);
		rc = count_all(&c, known, why);
		if (rc == 0 && more != NULL)
			rc = more->ask(more->arg, &c.reg, why);
	}
	entries_free_keys(&c.inbox);
	entries_free_keys(&c.store);
	register_close(&c.reg);
	return rc;
}

const struct powercut_visit *
powercut_census_find(const struct powercut_census *census, const uint8_t id[static 16])
{
	size_t i;

	for (i = 0; i < census->n; i++)
		if (memcmp(census->visits[i].id, id, 16) == 0)
			return &census->visits[i];
	return NULL;
}

bool
powercut_census_has_seal(
	const struct powercut_census *census, const uint8_t seal[static POWERCUT_CENSUS_SEAL])
{
	size_t i;

	for (i = 0; i < census->seals; i++)
		if (memcmp(census->seal[i], seal, POWERCUT_CENSUS_SEAL) == 0)
			return true;
	return false;
}
