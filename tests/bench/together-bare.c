/* SPDX-License-Identifier: ISC */
#include "bench/together-bare.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>

#include "base/program.h"
#include "bench/answer.h"
#include "register/entries.h"

struct bare {
	sqlite3 *db;
	sqlite3_stmt *begin, *insert, *commit;
};

static int
open_database(struct bare *bare, const char *path)
{
	const char *sql = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
					  "CREATE TABLE entry(kid BLOB NOT NULL, id BLOB NOT NULL, box BLOB NOT NULL, "
					  "PRIMARY KEY(kid,id)) STRICT, WITHOUT ROWID";

	if (sqlite3_open(path, &bare->db) == SQLITE_OK &&
		sqlite3_exec(bare->db, sql, NULL, NULL, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(bare->db, "BEGIN IMMEDIATE", -1, &bare->begin, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(bare->db, "COMMIT", -1, &bare->commit, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(bare->db, "INSERT INTO entry(kid,id,box) VALUES(?,?,?)", -1,
			&bare->insert, NULL) == SQLITE_OK)
		return 0;
	fprintf(stderr, "together: %s: %s\n", path, sqlite3_errmsg(bare->db));
	return -1;
}

static int
step(sqlite3_stmt *stmt)
{
	int rc = sqlite3_step(stmt);

	sqlite3_reset(stmt);
	return rc == SQLITE_DONE ? 0 : -1;
}

static int
insert(const struct bare *bare, const struct entries_entry *e)
{
	sqlite3_bind_blob(bare->insert, 1, e->kid, sizeof e->kid, SQLITE_STATIC);
	sqlite3_bind_blob(bare->insert, 2, e->id, sizeof e->id, SQLITE_STATIC);
	sqlite3_bind_blob(bare->insert, 3, e->box, sizeof e->box, SQLITE_STATIC);
	return step(bare->begin) == 0 && step(bare->insert) == 0 && step(bare->commit) == 0 ? 0 : -1;
}

int
together_bare_run(struct together_board *b)
{
	/* in the middle between two visits */
	int64_t next = answer_now() + TOGETHER_RHYTHM / 2, begin;
	struct entries_entry entry = {.kid = {0}};
	struct bare bare;
	size_t n;

	if (sodium_init() < 0 || open_database(&bare, b->bare) != 0)
		return PROGRAM_FAILED;
	for (n = 0; n < b->most && !b->over; n++) {
		together_board_wait(&next);
		/* all of an hour's entries have one kid */
		if (n % 100 == 0)
			randombytes_buf(entry.kid, sizeof entry.kid);
		randombytes_buf(entry.id, sizeof entry.id);
		randombytes_buf(entry.box, sizeof entry.box);
		begin = answer_now();
		b->failed_bares += insert(&bare, &entry) != 0;
		b->bare_took[n] = (double)(answer_now() - begin) / 1e6;
		b->bares = n + 1;
	}
	sqlite3_finalize(bare.begin);
	sqlite3_finalize(bare.insert);
	sqlite3_finalize(bare.commit);
	sqlite3_close(bare.db);
	return PROGRAM_DONE;
}
