/* SPDX-License-Identifier: ISC */
/* purge-wait: how long others wait for the databases while a purge runs: every few milliseconds a
 * write transaction in the inbox, as a kiosk begins one, and a read of the store, as the desk does,
 * until it is told to end (SIGTERM). Prints the longest wait of each in milliseconds, and how often
 * they were tried.
 *
 * Usage: purge-wait INBOX.DB STORE.DB */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <time.h>

#define PAUSE 2000000 /* ns */
#define BUSY 60000    /* ms: whoever waits longer has failed */

static volatile sig_atomic_t over;

static void
end(int number)
{
	(void)number;
	over = 1;
}

/* Runs sql and raises *longest to the milliseconds it took. Returns 0, or -1. */
static int
attempt(sqlite3 *db, const char *sql, double *longest)
{
	struct timespec a, b;
	double took;

	clock_gettime(CLOCK_MONOTONIC, &a);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
		fprintf(stderr, "purge-wait: %s: %s\n", sql, sqlite3_errmsg(db));
		return -1;
	}
	clock_gettime(CLOCK_MONOTONIC, &b);
	took = (double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6;
	*longest = took > *longest ? took : *longest;
	return 0;
}

int
main(int argc, char **argv)
{
	const struct sigaction action = {.sa_handler = end};
	const struct timespec pause = {0, PAUSE};
	double writing = 0, reading = 0;
	sqlite3 *inbox = NULL, *store = NULL;
	long n;

	if (argc != 3 || sqlite3_open_v2(argv[1], &inbox, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
		sqlite3_open_v2(argv[2], &store, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
		fputs("usage: purge-wait INBOX.DB STORE.DB\n", stderr);
		return 2;
	}
	sqlite3_busy_timeout(inbox, BUSY);
	sqlite3_busy_timeout(store, BUSY);
	sigaction(SIGTERM, &action, NULL);
	for (n = 0; !over; n++) {
		if (attempt(inbox, "BEGIN IMMEDIATE", &writing) != 0 ||
			sqlite3_exec(inbox, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK ||
			attempt(store, "SELECT kid,id,box FROM entry ORDER BY kid,id LIMIT 16", &reading) != 0)
			return 1;
		nanosleep(&pause, NULL);
	}
	printf("%.1f %.1f %ld\n", writing, reading, n);
	return sqlite3_close(inbox) == SQLITE_OK && sqlite3_close(store) == SQLITE_OK ? 0 : 1;
}
