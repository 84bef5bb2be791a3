/* SPDX-License-Identifier: ISC */
#include "fuzz/stock.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "fuzz/ground.h"
#include "fuzz/target.h"
#include "register/create.h"
#include "register/hourkeys.h"

#define DATABASE 65536 /* bytes at most */
#define ENTRIES 2
#define HOUR 490259

static const char *const files[] = {
	[SCHEMA_INBOX] = "inbox/db/inbox.db", [SCHEMA_STORE] = "store/db/store.db"};

static struct {
	struct visit_register reg;
	bool made;
	uint8_t key[2][HOURFILE_SIZE];
	uint8_t forged[HOURFILE_SIZE]; /* beside that of the inbox, under the name of the store's */
	uint8_t database[2][DATABASE], changed[DATABASE];
	size_t length[2];
} stock;

static bool
yes(void *arg)
{
	(void)arg;
	return true;
}

static void
make_kid(enum schema_kind kind, uint8_t kid[static HOURFILE_KID])
{
	memset(kid, kind == SCHEMA_INBOX ? 'i' : 's', HOURFILE_KID);
}

static void
make_entry(enum schema_kind kind, unsigned number, struct entries_entry *entry)
{
	make_kid(kind, entry->kid);
	memset(entry->id, 'a' + (int)number, sizeof entry->id);
	memset(entry->box, 'A' + (int)number, sizeof entry->box);
}

/* An hour key with entries in one side: no seal is opened here, so any bytes will do. */
static void
fill(struct register_side *side)
{
	struct entries_key row = {.hour = HOUR, .due = HOUR + HOURFILE_KEEP};
	struct hourfile head = {.hour = HOUR, .wraps = 1};
	struct entries_entry entry;
	struct fail why;
	unsigned i;

	make_kid(side->kind, row.kid);
	memcpy(head.kid, row.kid, sizeof head.kid);
	hourfile_write(stock.key[side->kind], &head);
	if (side->kind == SCHEMA_STORE)
		hourfile_write(stock.forged, &head);
	TARGET_MUST(entries_announce(side, &row, &why) == 0);
	for (i = 0; i < ENTRIES; i++) {
		make_entry(side->kind, i, &entry);
		TARGET_MUST(entries_add(side, &entry, yes, NULL, &why) == ENTRIES_ADDED);
	}
	if (side->kind == SCHEMA_INBOX)
		TARGET_MUST(database_run(side->db, "INSERT INTO erase(id,kid) VALUES(zeroblob(16),NULL)",
						&why) == 0);
	TARGET_MUST(database_checkpoint(side->db, &why) == 0);
	register_close_side(side);
	TARGET_MUST((stock.length[side->kind] = (size_t)file_read(stock.reg.root, files[side->kind],
					 stock.database[side->kind], DATABASE)) < DATABASE);
}

struct visit_register *
stock_register(void)
{
	char path[128];
	struct fail why;

	if (stock.made)
		return &stock.reg;
	snprintf(path, sizeof path, "%s/register", ground_folder());
	TARGET_MUST(create_register(path, &why) == 0);
	TARGET_MUST(register_open(&stock.reg, path, REGISTER_KEEPER, &why) == 0);
	fill(&stock.reg.inbox);
	fill(&stock.reg.store);
	stock.made = true;
	return &stock.reg;
}

/* Writes the key file of kid, or removes it. */
static void
put_key(const char *keys, enum schema_kind kid_of, const uint8_t *file)
{
	char name[HOURFILE_NAME], path[128];
	uint8_t kid[HOURFILE_KID];

	make_kid(kid_of, kid);
	hourfile_name(kid, name);
	snprintf(path, sizeof path, "%s/%s", keys, name);
	if (file != NULL)
		ground_write(stock.reg.root, path, file, HOURFILE_SIZE);
	else
		unlinkat(stock.reg.root, path, 0);
}

/* Puts a database on the disk, without a log. */
static void
put_database(enum schema_kind kind, const uint8_t *database, size_t length)
{
	char name[128];

	snprintf(name, sizeof name, "%s-wal", files[kind]);
	unlinkat(stock.reg.root, name, 0);
	snprintf(name, sizeof name, "%s-shm", files[kind]);
	unlinkat(stock.reg.root, name, 0);
	ground_write(stock.reg.root, files[kind], database, length);
}

/* Lays the pieces at data over the database; what is outside is left out. */
static void
lay_over(uint8_t *database, size_t length, const uint8_t *data, size_t n)
{
	size_t at, size;

	for (; n > 3; data += size, n -= size) {
		at = (size_t)(data[0] | data[1] << 8);
		size = data[2];
		data += 3;
		n -= 3;
		size = size < n ? size : n;
		if (at < length)
			memcpy(database + at, data, size < length - at ? size : length - at);
	}
}

void
stock_put(
	enum schema_kind kind, const uint8_t *data, size_t n, const uint8_t **file, size_t *length)
{
	enum schema_kind other = kind == SCHEMA_INBOX ? SCHEMA_STORE : SCHEMA_INBOX;

	ground_write(stock_register()->root, "state/ledger", "", 0);
	if (n > 0 && (data[0] & 1) != 0) {
		*length = n - 1 < DATABASE ? n - 1 : DATABASE;
		memcpy(stock.changed, data + 1, *length);
	} else {
		*length = stock.length[kind];
		memcpy(stock.changed, stock.database[kind], *length);
		if (n > 0)
			lay_over(stock.changed, *length, data + 1, n - 1);
	}
	*file = stock.changed;
	put_database(other, stock.database[other], stock.length[other]);
	put_database(kind, stock.changed, *length);
	put_key("inbox/keys", SCHEMA_INBOX, stock.key[SCHEMA_INBOX]);
	put_key("inbox/keys", SCHEMA_STORE, stock.forged);
	put_key("store/keys", SCHEMA_STORE, stock.key[SCHEMA_STORE]);
	put_key("store/keys", SCHEMA_INBOX, NULL);
}

bool
stock_has(enum schema_kind kind, const uint8_t *file, size_t length)
{
	return ground_has(stock.reg.root, files[kind], file, length);
}

/* Says whether entry is in batch, whatever came beside it. */
static bool
is_among(const struct entries_batch *batch, const struct entries_entry *entry)
{
	size_t i;

	for (i = 0; i < batch->n; i++)
		if (memcmp(&batch->rows[i], entry, sizeof *entry) == 0)
			return true;
	return false;
}

bool
stock_is_kept(struct visit_register *r)
{
	uint8_t kid[HOURFILE_KID], id[ENTRIES_ID] = {0}, file[HOURFILE_SIZE];
	struct entries_batch batch;
	struct entries_entry entry;
	struct fail why;
	bool same;
	unsigned i;

	make_kid(SCHEMA_STORE, kid);
	TARGET_MUST(entries_new_batch(&batch) == 0);
	same = hourkeys_read(r->store.keys, kid, file) == HOURKEYS_KEY &&
		memcmp(file, stock.key[SCHEMA_STORE], sizeof file) == 0 &&
		entries_read(&r->store, kid, id, true, &batch, &why) == 0 && batch.n >= ENTRIES;
	for (i = 0; same && i < ENTRIES; i++) {
		make_entry(SCHEMA_STORE, i, &entry);
		same = is_among(&batch, &entry);
	}
	entries_free_batch(&batch);
	return same;
}
