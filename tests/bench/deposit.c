/* SPDX-License-Identifier: ISC */
/* deposit: what registering a visit takes, in this process: the kiosk's own code from a name and a
 * number to COMMIT (kiosk/deposit.h), in turns with the least that could do it: one crypto_box_seal
 * and one durable insert into an SQLite database of the same form and settings.
 *
 * The log of both grows and is cut off alike (journal_size_limit): what is synced is the same.
 *
 * Usage: deposit --config FILE --bare FILE --visits N
 * The kiosk's clock must be trusted and its register open for entries. FILE of --bare is made; it lies
 * on the disk of the register. Prints a line "turn us-of-the-kiosk us-of-the-bare-one" for each turn
 * but the first, in which the key of the hour is made. */
#include <getopt.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "base/program.h"
#include "base/wipe.h"
#include "bench/answer.h"
#include "kiosk/deposit.h"
#include "kiosk/gate.h"
#include "register/entries.h"

#define NAME "deposit"

struct bare {
	sqlite3 *db;
	sqlite3_stmt *begin, *insert, *commit;
	uint8_t pk[crypto_box_PUBLICKEYBYTES];
	struct entries_entry entry;
};

static int
open_bare(struct bare *bare, const char *path)
{
	const char *sql = "PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
					  "PRAGMA secure_delete=ON; PRAGMA journal_size_limit=0;"
					  "CREATE TABLE entry(kid BLOB NOT NULL, id BLOB NOT NULL, box BLOB NOT NULL, "
					  "PRIMARY KEY(kid,id)) STRICT, WITHOUT ROWID";
	uint8_t sk[crypto_box_SECRETKEYBYTES];

	crypto_box_keypair(bare->pk, sk);
	randombytes_buf(bare->entry.kid, sizeof bare->entry.kid);
	if (sqlite3_open(path, &bare->db) == SQLITE_OK &&
		sqlite3_exec(bare->db, sql, NULL, NULL, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(bare->db, "BEGIN IMMEDIATE", -1, &bare->begin, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(bare->db, "COMMIT", -1, &bare->commit, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(bare->db, "INSERT INTO entry(kid,id,box) VALUES(?,?,?)", -1,
			&bare->insert, NULL) == SQLITE_OK)
		return 0;
	fprintf(stderr, NAME ": %s: %s\n", path, sqlite3_errmsg(bare->db));
	return -1;
}

static void
close_bare(struct bare *bare)
{
	sqlite3_finalize(bare->begin);
	sqlite3_finalize(bare->insert);
	sqlite3_finalize(bare->commit);
	sqlite3_close(bare->db);
}

static bool
step(sqlite3_stmt *stmt)
{
	int rc = sqlite3_step(stmt);

	sqlite3_reset(stmt);
	return rc == SQLITE_DONE;
}

/* One sealed box, inserted. Returns the us, or -1. */
static double
insert(struct bare *bare)
{
	static const uint8_t record[RECORD_SIZE];
	struct entries_entry *e = &bare->entry;
	int64_t begin;

	randombytes_buf(e->id, sizeof e->id);
	begin = answer_now();
	if (crypto_box_seal(e->box, record, sizeof record, bare->pk) != 0)
		return -1;
	sqlite3_bind_blob(bare->insert, 1, e->kid, sizeof e->kid, SQLITE_STATIC);
	sqlite3_bind_blob(bare->insert, 2, e->id, sizeof e->id, SQLITE_STATIC);
	sqlite3_bind_blob(bare->insert, 3, e->box, sizeof e->box, SQLITE_STATIC);
	if (!step(bare->begin) || !step(bare->insert) || !step(bare->commit))
		return -1;
	return (double)(answer_now() - begin) / 1e3;
}

/* One visit: the screens before have taken the arrival, name and number. Returns the us, or -1. */
static double
visit(struct kiosk *k, long n)
{
	struct visitor *v = &k->visitor->visit.visitor;
	char name[32], phone[32];
	int64_t begin;

	if (!gate_check(k))
		return -1;
	k->arrival = k->clock.trusted;
	k->due = (uint32_t)(k->arrival / MOMENT_HOUR) + (uint32_t)k->conf.retention_days * 24;
	snprintf(name, sizeof name, "Zoe Visitor %ld", n);
	snprintf(phone, sizeof phone, "+316%08ld", 10000000 + n);
	if (visitor_set_name(v, name, strlen(name)) != VISITOR_NAME_OK)
		return -1;
	v->phone_len = (uint8_t)strlen(phone);
	memcpy(v->phone, phone, v->phone_len);
	begin = answer_now();
	if (!deposit_visit(k))
		return -1;
	return (double)(answer_now() - begin) / 1e3;
}

static int
take_turns(struct kiosk *k, struct bare *bare, long visits)
{
	double here, there;
	long n;

	for (n = 0; n <= visits; n++) {
		/* each goes first in half of the turns: what comes soon after a sync finds the disk awake */
		there = n % 2 == 1 ? insert(bare) : 0;
		here = visit(k, n);
		there = n % 2 == 0 ? insert(bare) : there;
		if (here < 0 || there < 0) {
			fputs(NAME ": a visit was not stored\n", stderr);
			return PROGRAM_FAILED;
		}
		if (n > 0)
			printf("turn %.1f %.1f\n", here, there);
	}
	return PROGRAM_DONE;
}

int
main(int argc, char **argv)
{
	static const struct option longs[] = {{"config", required_argument, NULL, 'c'},
		{"bare", required_argument, NULL, 'b'}, {"visits", required_argument, NULL, 'n'},
		{NULL, 0, NULL, 0}};
	struct kiosk kiosk = {.alarm = WATCH_FINE, .amber = WATCH_FINE};
	const char *config = NULL, *path = NULL;
	struct bare bare = {NULL};
	struct fail why;
	long visits = 0;
	int c, status = PROGRAM_FAILED;

	while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
		config = c == 'c' ? optarg : config;
		path = c == 'b' ? optarg : path;
		visits = c == 'n' ? strtol(optarg, NULL, 10) : visits;
	}
	if (config == NULL || path == NULL || visits < 1) {
		fputs("usage: deposit --config FILE --bare FILE --visits N\n", stderr);
		return PROGRAM_WRONG_USE;
	}
	if (wipe_start() != 0 || (kiosk.visitor = wipe_alloc(sizeof *kiosk.visitor)) == NULL)
		return PROGRAM_FAILED;
	if (conf_read(&kiosk.conf, config, &why) != 0)
		return program_fail(NAME, &why);
	if (open_bare(&bare, path) == 0)
		status = take_turns(&kiosk, &bare, visits);
	close_bare(&bare);
	gate_close(&kiosk);
	wipe_free(kiosk.visitor);
	return status;
}
