/* SPDX-License-Identifier: ISC */
#include "desk/gaps.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "register/chronicle.h"
#include "register/hourkeys.h"

#define WAIT 5 /* seconds to wait for the register's lock: a purge may have it */

int
gaps_begin(struct gaps *gaps, const struct keyring *ring)
{
	size_t i;

	gaps->n = ring->n;
	gaps->keys = calloc(ring->n + 1, sizeof *gaps->keys);
	if (gaps->keys == NULL)
		return -1;
	for (i = 0; i < ring->n; i++)
		gaps->keys[i].key = &ring->keys[i];
	return 0;
}

int
gaps_note(struct gaps_key *key, uint32_t seq, bool copy)
{
	size_t room = key->room == 0 ? (size_t)key->key->entries + 16 : key->room + key->room / 2;
	void *more;

	if (key->n == key->room) {
		more = realloc(key->seqs, room * sizeof *key->seqs);
		if (more == NULL)
			return -1;
		key->seqs = more;
		key->room = room;
	}
	key->seqs[key->n++] = 2 * (uint64_t)seq + copy;
	return 0;
}

static int
by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Returns how many numbers of key are missing; *repeated grows by the visits too many. */
static uint64_t
count_missing(struct gaps_key *key, uint64_t *repeated)
{
	uint64_t different = 0, missing, seq;
	size_t i;

	if (key->n == 0)
		return 0;
	qsort(key->seqs, key->n, sizeof key->seqs[0], by_number);
	for (i = 0; i < key->n; i++) {
		seq = key->seqs[i];
		if (i == 0 || key->seqs[i - 1] / 2 != seq / 2)
			different++;
		else if (seq % 2 == 0) /* the one before it is not a copy either */
			(*repeated)++;
	}
	missing = key->seqs[key->n - 1] / 2 - different;
	return missing > key->unread ? missing - key->unread : 0;
}

/* What is still missing of each key, while reasons are looked for. */
struct search {
	const struct gaps *gaps;
	uint64_t *missing;
};

/* An erasure of the ledger. */
static void
explain(void *arg, const struct ledgerline *line)
{
	struct search *s = arg;
	char hex[2 * HOURFILE_KID + 1];
	uint8_t kid[HOURFILE_KID];
	size_t i, n;

	if (strcmp(line->what, "erase") != 0 || !ledgerline_field(line, "kid", hex, sizeof hex) ||
		sodium_hex2bin(kid, sizeof kid, hex, strlen(hex), NULL, &n, NULL) != 0 || n != sizeof kid)
		return;
	for (i = 0; i < s->gaps->n; i++)
		if (s->missing[i] > 0 && memcmp(s->gaps->keys[i].key->kid, kid, sizeof kid) == 0)
			s->missing[i]--;
}

/* Counts what the inbox has of kid: erasures that the keeper has yet to write down, and entries that
 * were not collected. */
static uint64_t
count_inbox(struct desk *d, const uint8_t kid[static HOURFILE_KID])
{
	char hex[2 * HOURFILE_KID + 1], sql[192];
	sqlite3_int64 n = 0;

	sodium_bin2hex(hex, sizeof hex, kid, HOURFILE_KID);
	snprintf(sql, sizeof sql,
		"SELECT (SELECT count(*) FROM entry WHERE kid=x'%s') + "
		"(SELECT count(*) FROM erase WHERE kid=x'%s')",
		hex, hex);
	if (d->reg.inbox.db == NULL || database_number(d->reg.inbox.db, sql, &n, NULL) != 0)
		return 0;
	return (uint64_t)n;
}

/* Counts what the store has of key that was not read: of many entries, which are read one batch after
 * the other, those that the keeper collected meanwhile and whose place had been passed. */
static uint64_t
count_passed(struct desk *d, const struct gaps_key *key)
{
	char hex[2 * HOURFILE_KID + 1], sql[96];
	sqlite3_int64 n = 0;

	sodium_bin2hex(hex, sizeof hex, key->key->kid, HOURFILE_KID);
	snprintf(sql, sizeof sql, "SELECT count(*) FROM entry WHERE kid=x'%s'", hex);
	if (database_number(d->reg.store.db, sql, &n, NULL) != 0 || (uint64_t)n < key->n + key->unread)
		return 0;
	return (uint64_t)n - key->n - key->unread;
}

/* Takes away what has a reason. */
static void
explain_all(struct search *s, struct desk *d, struct report *report)
{
	struct chronicle c = {.each = explain, .arg = s, .mends = true};
	const struct keyring_key *key;
	char name[HOURFILE_NAME];
	struct hourfile head;
	uint64_t n;
	size_t i;
	/* so that no erasure is between queue and ledger */
	int lock = register_lock(&d->reg, WAIT, NULL);

	if (chronicle_read(d->reg.state, &c, NULL) != 0)
		report->unexplained = true;
	for (i = 0; i < s->gaps->n; i++) {
		key = s->gaps->keys[i].key;
		if (s->missing[i] == 0)
			continue;
		n = count_inbox(d, key->kid) + count_passed(d, &s->gaps->keys[i]);
		s->missing[i] -= n < s->missing[i] ? n : s->missing[i];
		hourfile_name(key->kid, name);
		/* destroyed meanwhile, its rows with it */
		if (hourkeys_look(d->reg.store.keys, name, 2, &head) != HOURKEYS_KEY)
			s->missing[i] = 0;
	}
	if (lock >= 0)
		close(lock);
}

int
gaps_judge(struct gaps *gaps, struct desk *d, struct report *report)
{
	struct search s = {gaps, calloc(gaps->n + 1, sizeof *s.missing)};
	bool any = false;
	size_t i, hour;

	if (s.missing == NULL)
		return -1;
	for (i = 0; i < gaps->n; i++) {
		s.missing[i] = count_missing(&gaps->keys[i], &report->kinds[REPORT_REPEATED]);
		any = any || s.missing[i] > 0;
	}
	if (any)
		explain_all(&s, d, report);
	for (i = 0; i < gaps->n; i++) {
		hour = gaps->keys[i].key->hour - report->first;
		if (hour < REPORT_HOURS)
			report->gaps[hour] += s.missing[i];
	}
	free(s.missing);
	return 0;
}

void
gaps_free(struct gaps *gaps)
{
	size_t i;

	for (i = 0; gaps->keys != NULL && i < gaps->n; i++)
		free(gaps->keys[i].seqs);
	free(gaps->keys);
	gaps->keys = NULL;
	gaps->n = 0;
}
