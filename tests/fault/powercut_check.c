/* SPDX-License-Identifier: ISC */
#include "fault/powercut_check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/recipients.h"
#include "fault/powercut_keeper.h"
#include "open/rewrap.h"
#include "register/chronicle.h"
#include "register/hourkeys.h"
#include "register/wraps.h"

/* --- what can be read -------------------------------------------------------------------------- */

/* Every visit found is one that was there before or was to be there; each that was and is to be is
 * found. */
static int
compare(const struct powercut_expect *x, const struct powercut_census *is, struct fail *why)
{
	const struct powercut_visit *v, *before, *after;
	size_t i;

	for (i = 0; i < is->n; i++) {
		v = &is->visits[i];
		before = powercut_census_find(x->before, v->id);
		after = powercut_census_find(x->after, v->id);
		if (before == NULL && after == NULL)
			return fail_set(why, "an entry is back that was gone");
		if ((before == NULL || memcmp(before, v, sizeof *v) != 0) &&
			(after == NULL || memcmp(after, v, sizeof *v) != 0))
			return fail_set(why, "an entry is neither as it was nor as it was to be");
	}
	for (i = 0; i < x->before->n; i++) {
		v = &x->before->visits[i];
		if (powercut_census_find(x->after, v->id) != NULL &&
			powercut_census_find(is, v->id) == NULL)
			return fail_set(
				why, "an acknowledged entry is not there (%zu of %zu are)", is->n, x->before->n);
	}
	return 0;
}

/* Takes a census and compares. more, if any, is asked besides, with the register open. */
static int
look(const struct powercut_expect *x, const char *when,
	int (*more)(void *arg, struct visit_register *r, struct fail *why), struct fail *why)
{
	static struct powercut_census is;
	const struct powercut_more ask = {more, (void *)(uintptr_t)x};
	struct fail inner = {{0}};

	if (powercut_census_take(x->place, &x->before->head, more == NULL ? NULL : &ask, &is, &inner) ==
			0 &&
		compare(x, &is, &inner) == 0)
		return 0;
	return fail_set(why, "%s: %s", when, inner.text);
}

/* --- the runs afterwards ----------------------------------------------------------------------- */

struct unlock {
	struct recipients list;
	const struct reception_key *keys[8];
	size_t n;
};

static bool
wanted(void *arg, const struct hourfile *head, const uint8_t file[static HOURFILE_SIZE])
{
	struct unlock *u = arg;

	(void)head;
	return !rewrap_is_current(&u->list, file);
}

static int
make(void *arg, const uint8_t file[static HOURFILE_SIZE], uint8_t out[static HOURFILE_SIZE])
{
	struct unlock *u = arg;
	size_t i;

	for (i = 0; i < u->n; i++)
		if (rewrap_make(u->keys[i], &u->list, file, out) == REWRAP_GOOD)
			return 0;
	return -1;
}

/* What an unlock does with hour keys that are not sealed to the installed list. */
static int
unlock(const struct powercut_place *place, struct fail *why)
{
	struct wraps w = {.now = place->now, .wanted = wanted, .make = make};
	struct visit_register r;
	char path[1024];
	struct unlock u;
	int rc;

	snprintf(path, sizeof path, "%s/conf", place->base);
	if (recipients_read(path, &u.list, why) != 0)
		return -1;
	u.n = powercut_people_keys(place, u.keys, 8);
	snprintf(path, sizeof path, "%s/register", place->base);
	w.arg = &u;
	rc = register_open(&r, path, REGISTER_KEEPER, why) == 0 ? wraps_walk(&r, &w, why) : -1;
	if (rc == 0 && w.unreadable > 0)
		rc = fail_set(why, "an hour key cannot be read");
	register_close(&r);
	return rc;
}

/* --- what must not be left --------------------------------------------------------------------- */

static int
check_folder(
	const struct powercut_expect *x, struct register_side *side, const char *name, struct fail *why)
{
	enum hourkeys_kind kind;
	struct hourkeys_list list;
	struct hourfile head;
	int rc = 0;
	size_t i;

	if (hourkeys_list(side->keys, &list, why) != 0)
		return -1;
	for (i = 0; i < list.n && rc == 0; i++) {
		kind = hourkeys_look(side->keys, list.names[i], 1, &head);
		/* the kiosk may still be making one: it stays for a day */
		if (side->kind == SCHEMA_INBOX && kind == HOURKEYS_UNFINISHED)
			continue;
		if (kind != HOURKEYS_KEY)
			rc = fail_set(why, "%s/keys still holds %s", name, list.names[i]);
		else if (((int64_t)head.hour + HOURFILE_KEEP) * MOMENT_HOUR <= x->place->now)
			rc = fail_set(why, "%s/keys still holds a key that is due", name);
	}
	hourkeys_free(&list);
	return rc;
}

/* No row that sql counts is in side. */
static int
check_none(struct register_side *side, const char *sql, const char *what, struct fail *why)
{
	sqlite3_int64 n;

	if (database_number(side->db, sql, &n, why) != 0)
		return -1;
	return n == 0 ? 0 : fail_set(why, "%lld %s are left", (long long)n, what);
}

/* Takes note of the last run that has its line. */
static void
note_purge(void *arg, const struct ledgerline *line)
{
	int64_t *told = arg;

	if (strcmp(line->what, "purge") == 0)
		*told = (int64_t)ledgerline_number(line, "run");
}

static int
check_tidy(const struct powercut_expect *x, struct visit_register *r, struct fail *why)
{
	const char *homeless = "SELECT count(*) FROM entry WHERE kid NOT IN (SELECT kid FROM hourkey)";
	int64_t told = 0;
	struct chronicle ledger = {.each = note_purge, .arg = &told};
	char due[96];

	snprintf(due, sizeof due, "SELECT count(*) FROM hourkey WHERE due<=%" PRId64,
		x->place->now / MOMENT_HOUR);
	if (register_check_side(&r->inbox, why) != 0 || register_check_side(&r->store, why) != 0 ||
		check_folder(x, &r->store, "store", why) != 0 ||
		check_folder(x, &r->inbox, "inbox", why) != 0 ||
		check_none(&r->store, homeless, "entries of no hour key", why) != 0 ||
		check_none(&r->inbox, "SELECT count(*) FROM entry", "entries in the inbox", why) != 0 ||
		check_none(&r->store, due, "rows that are due", why) != 0 ||
		check_none(&r->inbox, due, "rows that are due", why) != 0 ||
		check_none(&r->inbox, "SELECT count(*) FROM erase", "queued erasures", why) != 0)
		return -1;
	/* as far as it is whole: whoever appends next mends it */
	(void)!chronicle_read(r->state, &ledger, NULL);
	/* what has its line goes with the next rows */
	snprintf(due, sizeof due, "SELECT count(*) FROM done WHERE run>%" PRId64, told);
	return check_none(&r->store, due, "untold deletions", why);
}

/* The ledger goes on: what a cut tore at its end is mended by the next line. */
static int
check_ledger(const struct powercut_expect *x, struct visit_register *r, struct fail *why)
{
	struct chronicle ledger = {.known = {.last = x->before->head}};
	struct ledger_head head;

	if (ledger_append(r->state, x->place->now, "clock", "confirmed=1", &head, why) != 0 ||
		chronicle_read(r->state, &ledger, why) != 0)
		return -1;
	return ledger.head.n == head.n ? 0 : fail_set(why, "the ledger has another end");
}

static int
check_left(void *arg, struct visit_register *r, struct fail *why)
{
	const struct powercut_expect *x = arg;

	return check_tidy(x, r, why) == 0 ? check_ledger(x, r, why) : -1;
}

int
powercut_check_register(const struct powercut_expect *x, struct fail *why)
{
	char state[1024];
	struct run run;

	snprintf(state, sizeof state, "%s/register", x->place->base);
	if (look(x, "when the power is back", NULL, why) != 0 ||
		powercut_keeper_purge(state, x->place->now, &run, why) != 0)
		return -1;
	if (x->rewraps && unlock(x->place, why) != 0)
		return -1;
	if (look(x, "after the second run", check_left, why) != 0)
		return -1;
	if (!x->third)
		return 0;
	if (powercut_keeper_purge(state, x->place->now, &run, why) != 0)
		return -1;
	if (run.retention.keys + run.retention.leftovers + run.entries + run.inbox.entries +
			run.inbox.collected.entries + run.inbox.collected.keys + run.inbox.erasures !=
		0)
		return fail_set(why, "a third run still found something to do");
	return 0;
}
