/* SPDX-License-Identifier: ISC */
/* purge-rival: what a purge is measured beside: SQLite alone, told in one transaction to delete and
 * overwrite (secure_delete) the rows of the hours due, with the settings of a register, and to move
 * its log into the database.
 *
 * Usage: purge-rival STORE.DB HOUR    deletes what is due by that hour, counted since 1970 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static int
run(sqlite3 *db, const char *sql)
{
	char *error = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &error) == SQLITE_OK)
		return 0;
	fprintf(stderr, "purge-rival: %s: %s\n", sql, error);
	return -1;
}

int
main(int argc, char **argv)
{
	static const char *const settings = "PRAGMA secure_delete=ON;PRAGMA trusted_schema=OFF;"
										"PRAGMA cell_size_check=ON;PRAGMA mmap_size=0;"
										"PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=0;"
										"PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL";
	char entries[128], hours[128];
	long hour = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
	sqlite3 *db = NULL;

	if (hour <= 0) {
		fputs("usage: purge-rival STORE.DB HOUR\n", stderr);
		return 2;
	}
	snprintf(entries, sizeof entries,
		"DELETE FROM entry WHERE kid IN (SELECT kid FROM hourkey WHERE due<=%ld)", hour);
	snprintf(hours, sizeof hours, "DELETE FROM hourkey WHERE due<=%ld", hour);
	if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
		fprintf(stderr, "purge-rival: %s cannot be opened\n", argv[1]);
		return 1;
	}
	if (run(db, settings) != 0 || run(db, "BEGIN IMMEDIATE") != 0 || run(db, entries) != 0 ||
		run(db, hours) != 0 || run(db, "COMMIT") != 0 ||
		run(db, "PRAGMA wal_checkpoint(TRUNCATE)") != 0)
		return 1;
	return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}
