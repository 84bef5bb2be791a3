/* SPDX-License-Identifier: ISC */
#include "unit/arrivals.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/wipe.h"
#include "register/hourkeys.h"
#include "unit/scratch.h"

#define PHONE "+31612345678"

int
arrivals_begin(struct arrivals *a, void **state)
{
	struct scratch *s;

	if (wipe_start() != 0 || scratch_register(state) != 0)
		return -1;
	s = *state;
	memset(a, 0, sizeof *a);
	crypto_box_keypair(a->reception.pk, a->reception.sk);
	a->desk.reg = s->reg; /* lent: scratch_end closes it */
	a->desk.key = &a->reception;
	a->desk.shown = ARRIVALS_AT(ARRIVALS_HOUR + 48);
	return 0;
}

struct hour_key
arrivals_hour(struct arrivals *a, uint32_t hour, const uint8_t pk[static 32])
{
	struct recipients list = {.n = 1};
	struct entries_key row = {.hour = hour, .due = hour + HOURFILE_KEEP};
	uint8_t file[HOURFILE_SIZE];
	struct hour_key key;
	struct fail why = {{0}};

	memcpy(list.list[0].pk, pk, RECIPIENTS_PK);
	assert_int_equal(hourkey_make(&list, hour, &key, file, &why), 0);
	assert_int_equal(hourkeys_write(a->desk.reg.store.keys, key.kid, file, &why), 0);
	memcpy(row.kid, key.kid, sizeof row.kid);
	assert_int_equal(entries_announce(&a->desk.reg.store, &row, &why), 0);
	return key;
}

struct entries_entry
arrivals_seal(struct hour_key *key, int seconds, const char *name)
{
	struct visit v = {.hour = key->hour, .seq = key->seq++};
	struct entries_entry entry;
	uint8_t record[RECORD_SIZE];

	v.arrival = ARRIVALS_AT(key->hour) + seconds;
	assert_int_equal(visitor_set_name(&v.visitor, name, strlen(name)), VISITOR_NAME_OK);
	memcpy(v.visitor.phone, PHONE, strlen(PHONE));
	v.visitor.phone_len = (uint8_t)strlen(PHONE);
	randombytes_buf(v.id, sizeof v.id);
	memcpy(v.kid, key->kid, sizeof v.kid);
	record_write(&v, record);
	assert_int_equal(hourkey_seal(key, record, entry.box), 0);
	memcpy(entry.kid, key->kid, sizeof entry.kid);
	memcpy(entry.id, v.id, sizeof entry.id);
	return entry;
}

static bool
yes(void *arg)
{
	(void)arg;
	return true;
}

void
arrivals_put(struct register_side *side, const struct entries_entry *entry)
{
	struct fail why = {{0}};

	assert_int_equal(entries_add(side, entry, yes, NULL, &why), ENTRIES_ADDED);
}

struct entries_entry
arrivals_come(struct arrivals *a, struct hour_key *key, int seconds, const char *name)
{
	struct entries_entry entry = arrivals_seal(key, seconds, name);

	arrivals_put(&a->desk.reg.store, &entry);
	return entry;
}

void
arrivals_sql(struct arrivals *a, const char *sql, const struct entries_entry *entry)
{
	char kid[2 * HOURFILE_KID + 1], id[2 * ENTRIES_ID + 1], text[400];

	sodium_bin2hex(kid, sizeof kid, entry->kid, sizeof entry->kid);
	sodium_bin2hex(id, sizeof id, entry->id, sizeof entry->id);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(text, sizeof text, sql, kid, id);
#pragma GCC diagnostic pop
	scratch_sql(&a->desk.reg.store, text);
}
