/* SPDX-License-Identifier: ISC */
/* fill-register: fills the store of a register with made-up visits, as if a kiosk had taken them and
 * the keeper had collected them: real key files, rows and boxes that the desk opens. Twice a purge
 * of the same number of entries is the same work, whenever it was filled.
 *
 * Usage: fill-register --config FILE --entries N [--hours N] [--seed N]
 *        fill-register --names        prints the names of the visitors it makes up
 *
 * The entries are spread evenly over the last N hours (usually 336, the most that can be there),
 * this one with them. The seed says who comes first. */
#include <getopt.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/moment.h"
#include "base/program.h"
#include "base/recipients.h"
#include "base/wipe.h"
#include "bench/fill-register-rows.h"
#include "register/entries.h"
#include "register/hourkeys.h"
#include "register/register.h"
#include "seal/hourkey.h"
#include "setup/people.h"

#define NAME "fill-register"
#define PEOPLE 64 /* at most so many are in the table, which begins anew after them */

/* The register, and what is to be made. */
struct filling {
	struct visit_register r;
	struct recipients recipients;
	struct fill_register_maker maker;
	uint64_t entries, hours;
};

/* Writes the n rows of one hour into the store, in the order in which they lie there. */
static int
write_rows(struct filling *f, uint64_t n, struct fail *why)
{
	const struct entries_entry *rows = f->maker.rows;
	sqlite3 *db = f->r.store.db;
	sqlite3_stmt *stmt;
	int rc = SQLITE_DONE;
	uint64_t i;

	if (database_begin(db, why) != 0)
		return -1;
	if (database_prepare(db, "INSERT INTO entry(kid,id,box) VALUES(?,?,?)", &stmt, why) != 0) {
		database_rollback(db);
		return -1;
	}
	for (i = 0; i < n && rc == SQLITE_DONE; i++) {
		sqlite3_reset(stmt);
		sqlite3_bind_blob(stmt, 1, rows[i].kid, HOURFILE_KID, SQLITE_STATIC);
		sqlite3_bind_blob(stmt, 2, rows[i].id, ENTRIES_ID, SQLITE_STATIC);
		sqlite3_bind_blob(stmt, 3, rows[i].box, ENTRIES_BOX, SQLITE_STATIC);
		rc = sqlite3_step(stmt);
	}
	if (rc != SQLITE_DONE)
		database_fail(db, "a row cannot be written", why);
	sqlite3_finalize(stmt);
	if (rc == SQLITE_DONE)
		return database_commit(db, why);
	database_rollback(db);
	return -1;
}

/* Makes the key of hour and its n visits. */
static int
fill_hour(struct filling *f, uint32_t hour, uint64_t serial, uint64_t n, struct fail *why)
{
	struct entries_key row = {.hour = hour, .due = hour + HOURFILE_KEEP};
	uint8_t file[HOURFILE_SIZE];
	struct hour_key key;

	if (hourkey_make(&f->recipients, hour, &key, file, why) != 0)
		return -1;
	memcpy(row.kid, key.kid, sizeof row.kid);
	if (hourkeys_write(f->r.store.keys, key.kid, file, why) != 0 ||
		entries_announce(&f->r.store, &row, why) != 0)
		return -1;
	if (fill_register_rows_make(&f->maker, &key, serial, n) != 0)
		return fail_set(why, "visits could not be made");
	return write_rows(f, n, why);
}

static int
fill_hours(struct filling *f, int64_t now, struct fail *why)
{
	uint32_t first = (uint32_t)(now / MOMENT_HOUR) - (uint32_t)f->hours + 1;
	uint64_t i, begin, end;
	int rc = 0;

	if (fill_register_rows_new(&f->maker, f->entries / f->hours + 1) != 0)
		rc = fail_set(why, "not enough memory");
	for (i = 0; i < f->hours && rc == 0; i++) {
		begin = f->entries * i / f->hours;
		end = f->entries * (i + 1) / f->hours;
		rc = fill_hour(f, first + (uint32_t)i, begin, end - begin, why);
	}
	fill_register_rows_free(&f->maker);
	return rc;
}

static int
fill(struct filling *f, const struct conf *conf, struct fail *why)
{
	uint8_t *tag = wipe_alloc(REGISTER_TAG);
	int lock = -1, rc = -1;

	f->maker.country = plan_of_code(conf->calling_code);
	f->maker.tag = tag;
	if (tag == NULL)
		fail_set(why, "not enough memory");
	else if (register_open(&f->r, conf->state_dir, REGISTER_KEEPER, why) == 0 &&
		register_check_side(&f->r.store, why) == 0 && register_tag(&f->r, tag, why) == 0 &&
		(lock = register_lock(&f->r, REGISTER_WAIT, why)) >= 0 &&
		fill_hours(f, time(NULL), why) == 0)
		rc = database_checkpoint(f->r.store.db, why);
	if (lock >= 0)
		close(lock);
	wipe_free(tag);
	register_close(&f->r);
	return rc;
}

/* Every name once, in the order of people_pick. */
static int
print_names(void)
{
	size_t i;

	for (i = 0; i < PEOPLE && (i == 0 || people_pick(i) != people_pick(0)); i++)
		puts(people_pick(i)->name);
	return fflush(stdout) == 0 ? PROGRAM_DONE : PROGRAM_FAILED;
}

int
main(int argc, char **argv)
{
	static const struct option longs[] = {
		{"config", required_argument, NULL, 'c'},
		{"entries", required_argument, NULL, 'e'},
		{"hours", required_argument, NULL, 'h'},
		{"seed", required_argument, NULL, 's'},
		{"names", no_argument, NULL, 'n'},
		{NULL, 0, NULL, 0},
	};
	struct filling f = {.hours = HOURFILE_KEEP};
	const char *config = NULL;
	struct conf conf;
	struct fail why;
	int c;

	while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
		if (c == 'c')
			config = optarg;
		else if (c == 'e')
			f.entries = strtoull(optarg, NULL, 10);
		else if (c == 'h')
			f.hours = strtoull(optarg, NULL, 10);
		else if (c == 's')
			f.maker.seed = strtoull(optarg, NULL, 10);
		else
			return c == 'n' ? print_names() : PROGRAM_WRONG_USE;
	}
	if (config == NULL || f.hours < 1 || f.hours > HOURFILE_KEEP || f.entries < f.hours) {
		fputs("usage: fill-register --config FILE --entries N [--hours N] [--seed N]\n", stderr);
		return PROGRAM_WRONG_USE;
	}
	register_start(&f.r);
	if (wipe_start() != 0 || conf_read(&conf, config, &why) != 0 ||
		recipients_read(conf.folder, &f.recipients, &why) != 0 || fill(&f, &conf, &why) != 0)
		return program_fail(NAME, &why);
	return PROGRAM_DONE;
}
