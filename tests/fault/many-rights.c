/* SPDX-License-Identifier: ISC */
#include "fault/many-rights.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PAUSE 100 /* ms between two requests at most */
#define ROTATE 40 /* one request in so many is for a new key */
#define TRIES 50  /* so often is done again what was killed */

struct rights {
	struct many_role *role;
	char query[PATH_MAX], right[PATH_MAX]; /* files */
	char next[PATH_MAX], list[PATH_MAX];
};

static int
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (f == NULL)
		return -1;
	fprintf(f, "%s\n", text);
	return fclose(f);
}

/* Runs argv until it comes to its end. With e that is the caller's to drop. */
static bool
insist(struct many_role *role, enum many_program kind, const char *const *argv, struct errand *e)
{
	unsigned long failures = role->failures;
	int i;

	for (i = 0; i < TRIES && role->failures == failures; i++) {
		if (many_board_run(role, kind, argv, i < TRIES - 1, e))
			return true;
		if (e != NULL)
			errand_drop(e);
	}
	return false;
}

static void
erase(struct rights *r)
{
	const struct many_board *b = r->role->b;
	const char *argv[] = {"welkom-desk", "erase", "--config", b->other.config, "--query-file",
		r->query, "--yes", NULL};
	long n = many_board_pick(r->role, MANY_ERASING);

	if (n < 0)
		return;
	if (write_file(r->query, b->visit[n].code) != 0 || !insist(r->role, MANY_ERASE, argv, NULL)) {
		many_board_fail(r->role, "not erased: visit", n);
		return;
	}
	r->role->b->visit[n].fate = MANY_ERASED;
	r->role->b->erased++;
}

static void
rectify(struct rights *r)
{
	const struct many_board *b = r->role->b;
	const char *argv[] = {"welkom-desk", "rectify", "--config", b->other.config, "--key",
		b->other.key, "--passphrase-file", b->other.passphrase_file, "--query-file", r->query,
		"--recognised", "in-person", "--correction-file", r->right, "--yes", NULL};
	long n = many_board_pick(r->role, MANY_RIGHTING);
	char right[32];

	if (n < 0)
		return;
	snprintf(right, sizeof right, "Correct %ld\n", n); /* the number stays */
	if (write_file(r->query, b->visit[n].code) != 0 || write_file(r->right, right) != 0 ||
		!insist(r->role, MANY_RECTIFY, argv, NULL)) {
		many_board_fail(r->role, "not corrected: visit", n);
		return;
	}
	r->role->b->visit[n].fate = MANY_RIGHTED;
	r->role->b->righted++;
}

/* A new key in the place of the own one: made, installed by root, taken into use by unlocking. What
 * was killed is done again. */
static void
rotate(struct rights *r)
{
	const struct many_board *b = r->role->b;
	const char *make[] = {"welkom-desk", "keys", "rotate", "--config", b->other.config, "--key",
		b->other.key, "--passphrase-file", b->other.passphrase_file, NULL};
	const char *cheapen[] = {getenv("CHEAP"), r->next, b->other.passphrase_file, NULL};
	const char *install[] = {"welkom-setup", "recipients", "install", r->list, "--config",
		b->other.config, "--yes", NULL};
	const char *drill[] = {"welkom-desk", "drill", "--config", b->other.config, "--key",
		b->other.key, "--passphrase-file", b->other.passphrase_file, NULL};
	struct errand proof;
	bool made;

	r->role->expected = "waits already"; /* when it was killed at its very end */
	made = insist(r->role, MANY_ROTATE, make, NULL);
	r->role->expected = NULL;
	if (!made ||
		(cheapen[0] != NULL && !many_board_run(r->role, MANY_CHEAPEN, cheapen, false, NULL)) ||
		!insist(r->role, MANY_INSTALL, install, NULL) ||
		!insist(r->role, MANY_DRILL, drill, &proof)) {
		many_board_fail(r->role, "no new key, number", (long)b->rotated + 1);
		return;
	}
	if (access(r->next, F_OK) == 0) {
		many_board_fail(r->role, "the new key still waits, number", (long)b->rotated + 1);
		errand_tell(&proof, r->role->name);
	}
	errand_drop(&proof);
	r->role->b->rotated++;
}

void
many_rights_run(struct many_role *role)
{
	const char *key = role->b->other.key;
	struct rights r = {.role = role};
	struct timespec pause = {0, 0};
	uint64_t what, n;

	snprintf(r.query, sizeof r.query, "%s/query", role->b->scratch);
	snprintf(r.right, sizeof r.right, "%s/right", role->b->scratch);
	snprintf(r.next, sizeof r.next, "%.*s.next.key", (int)(strlen(key) - strlen(".key")), key);
	snprintf(r.list, sizeof r.list, "%.*s/recipients.new", (int)(strrchr(key, '/') - key), key);
	for (n = 1; !role->b->over; n++) {
		what = many_board_throw(role, 3);
		if (n % ROTATE == 10)
			rotate(&r);
		else if (what == 0)
			rectify(&r);
		else
			erase(&r);
		pause.tv_nsec = (long)many_board_throw(role, PAUSE) * 1000000;
		nanosleep(&pause, NULL);
	}
}
