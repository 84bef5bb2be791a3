/* SPDX-License-Identifier: ISC */
/* The file of the store, opened to look at or to be used, and read whole (fuzz/stock.h). */
#include <string.h>

#include "fuzz/stock.h"
#include "fuzz/target.h"

static void
count(void *arg, const struct entries_count *count)
{
	(void)count;
	++*(size_t *)arg;
}

/* Reads all entries: each batch ends behind the one before, or reading never would. */
static int
read_entries(struct register_side *side)
{
	uint8_t kid[HOURFILE_KID] = {0}, id[ENTRIES_ID] = {0};
	const struct entries_entry *last;
	struct entries_batch batch;
	struct fail why = {{0}};
	int rc;

	TARGET_MUST(entries_new_batch(&batch) == 0);
	while ((rc = entries_read(side, kid, id, false, &batch, &why)) == 0 && batch.n > 0) {
		last = &batch.rows[batch.n - 1];
		rc = memcmp(last->kid, kid, sizeof kid);
		TARGET_MUST(rc > 0 || (rc == 0 && memcmp(last->id, id, sizeof id) > 0));
		memcpy(kid, last->kid, sizeof kid);
		memcpy(id, last->id, sizeof id);
	}
	entries_free_batch(&batch);
	TARGET_MUST(rc == 0 || why.text[0] != '\0');
	return rc;
}

/* All entries were read, that is those behind zeros, as no number, text or NULL is: each has the
 * lengths that ours have, whatever else its file says. */
static void
check_lengths(struct register_side *side)
{
	static const char sql[] =
		"SELECT EXISTS(SELECT 1 FROM entry WHERE (kid,id)>(zeroblob(16),zeroblob(16)) AND "
		"(length(CAST(kid AS BLOB)) IS NOT 16 OR length(CAST(id AS BLOB)) IS NOT 16 OR "
		"length(CAST(box AS BLOB)) IS NOT 304))";
	sqlite3_int64 other;

	TARGET_MUST(database_number(side->db, sql, &other, NULL) != 0 || other == 0);
}

static int
read_all(struct register_side *side)
{
	struct entries_keys keys;
	struct fail why = {{0}};
	size_t hours = 0;
	int rc;

	rc = entries_keys(side, &keys, &why);
	if (rc == 0)
		entries_free_keys(&keys);
	rc |= entries_counts(side, count, &hours, &why);
	TARGET_MUST(rc == 0 || why.text[0] != '\0');
	if (read_entries(side) != 0)
		return -1;
	check_lengths(side);
	return rc;
}

int
target_database(const uint8_t *data, size_t n)
{
	struct visit_register *r = stock_register();
	bool look = n == 0 || (data[0] & 2) == 0;
	const uint8_t *file;
	size_t length;
	int rc;

	stock_put(SCHEMA_STORE, data, n, &file, &length);
	rc = register_open_side(r, &r->store, look ? REGISTER_LOOK : REGISTER_KEEPER);
	TARGET_MUST((rc == 0) == (r->store.db != NULL) && (rc == 0) == (r->store.why.text[0] == '\0'));
	if (rc == 0)
		rc = read_all(&r->store);
	register_close_side(&r->store);
	if (look)
		TARGET_MUST(stock_has(SCHEMA_STORE, file, length));
	return rc == 0;
}
