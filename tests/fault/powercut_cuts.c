/* SPDX-License-Identifier: ISC */
#include "fault/powercut_cuts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fault/powercut_check.h"
#include "fault/powercut_choice.h"
#include "fault/powercut_init.h"
#include "fault/powercut_seals.h"
#include "fault/powercut_seen.h"
#include "fault/powercut_tears.h"
#include "fault/powercut_tree.h"

#define ACKS 32
#define SAID 8 /* violations of a journal that are told in words */

struct cutter {
	const struct powercut_order *order;
	struct powercut_sum *sum;
	struct powercut_journal journal;
	struct powercut_disk disk;
	struct powercut_place place;
	bool init, rewraps;
	const char *program, *step;
	/* what was acknowledged, mark by mark */
	struct powercut_census *acks;
	uint64_t whole; /* of init */
	size_t n, passed;
	uint64_t said;
	struct powercut_seen seen;
	/* the cut */
	size_t at;
	enum powercut_tear tear;
	uint32_t place_of_tear;
	uint32_t tried[POWERCUT_TEARS];
	struct powercut_choice choice;
};

/* --- a cut -------------------------------------------------------------------------------------- */

static int
check_seals(struct cutter *c, struct fail *why)
{
	struct powercut_seals s = {.disk = &c->disk,
		.acks = c->acks,
		.last = c->passed - 1,
		.next = c->passed < c->n ? c->passed : c->passed - 1};
	int rc = powercut_seals_check(&s, why);

	c->sum->unnamed += s.unnamed > 0;
	return rc;
}

static int
check(struct cutter *c, struct fail *why)
{
	size_t next = c->passed < c->n ? c->passed : c->passed - 1;
	struct powercut_expect x = {.place = &c->place,
		.before = &c->acks[c->passed - 1],
		.after = &c->acks[next],
		.rewraps = c->rewraps,
		.third = c->sum->states % 16 == 0};

	powercut_tree_write(&c->disk);
	if (c->init)
		return powercut_init_check(
			&c->place, c->whole, c->passed == c->n, c->sum->states % 16 == 0, why);
	return powercut_check_register(&x, why);
}

static void
say(struct cutter *c, const struct fail *why)
{
	const struct powercut_effect *e = &c->journal.list[c->at];

	c->sum->violations++;
	if (c->order->first || c->said++ >= SAID)
		return;
	fprintf(stderr, "%s, %s, effect %zu (kind %u %s, %u bytes at %" PRId64 "), %s %u: %s\n",
		c->program, c->step, c->at, e->r.kind, e->name, e->r.m, e->r.at,
		powercut_tears_word(c->tear), c->place_of_tear, why->text);
}

/* Whether enough was found. */
static bool
is_over(const struct cutter *c)
{
	return c->order->first && c->sum->violations > 0;
}

static void
cut(void *arg, enum powercut_tear tear, uint32_t place)
{
	struct cutter *c = arg;
	struct fail why = {{0}};
	uint64_t hash;

	c->sum->cuts++;
	c->sum->points += tear != POWERCUT_TEAR_MIXED || c->tried[tear] == 0;
	c->tried[tear]++;
	if (c->order->count || is_over(c))
		return;
	c->tear = tear;
	c->place_of_tear = place;
	hash = powercut_choice_make(&c->disk, &c->choice);
	if (!powercut_seen_add(&c->seen, hash * 31 + c->passed))
		return;
	c->sum->states++;
	if (check_seals(c, &why) != 0 || check(c, &why) != 0)
		say(c, &why);
}

/* The power goes during the effect c->at, in every way. */
static void
cut_here(struct cutter *c, bool sync)
{
	const struct powercut_tears t = {.disk = &c->disk,
		.choice = &c->choice,
		.at = c->at,
		.mixed = c->order->mixed,
		.seed = c->order->seed,
		.cut = cut,
		.arg = c};

	memset(c->tried, 0, sizeof c->tried);
	c->sum->effects++;
	c->sum->open += c->disk.n > 0;
	powercut_tears_each(&t, sync);
}

/* --- a journal ----------------------------------------------------------------------------------- */

static void
read_mark(struct cutter *c, const char *text)
{
	struct powercut_person who;

	if (sscanf(text, "clock %" SCNd64, &c->place.now) == 1)
		return;
	if (sscanf(text, "passphrase %63s %255s", who.folder, who.passphrase) == 2) {
		c->place.people[c->place.people[0].folder[0] == '\0' ||
					strcmp(c->place.people[0].folder, who.folder) == 0
				? 0
				: 1] = who;
		return;
	}
	if (strncmp(text, "step ", 5) == 0)
		c->step = text + 5;
	c->rewraps |= strcmp(text, "rewraps") == 0;
}

/* Whether there is anything yet. */
static bool
has_register(const struct cutter *c)
{
	char path[1024];

	snprintf(path, sizeof path, "%s/register", c->place.base);
	return access(path, F_OK) == 0;
}

/* First: what the programs themselves saw when they said that it was done. */
static int
take_acks(struct cutter *c)
{
	static const struct ledger_head nothing;
	const struct powercut_effect *e;
	struct fail why = {{0}};
	size_t i;

	for (i = 0; i < c->journal.n; i++) {
		e = &c->journal.list[i];
		powercut_disk_do(&c->disk, i);
		if (e->r.kind != POWERCUT_MARK)
			continue;
		read_mark(c, e->name);
		if (strcmp(e->name, "done") != 0)
			continue;
		if (c->n == ACKS)
			abort();
		c->place.base = c->disk.base;
		powercut_tears_all(&c->disk, &c->choice, POWERCUT_KEPT);
		powercut_choice_make(&c->disk, &c->choice);
		powercut_tree_write(&c->disk);
		c->n++;
		c->init |= c->n == 1 && !has_register(c);
		if (c->init)
			c->whole = powercut_init_whole(c->place.base);
		else if (powercut_census_take(&c->place, &nothing, NULL, &c->acks[c->n - 1], &why) != 0) {
			fprintf(stderr, "%s: %s\n", c->order->journal, why.text);
			return -1;
		}
	}
	powercut_tears_all(&c->disk, &c->choice, POWERCUT_KEPT);
	powercut_choice_make(&c->disk, &c->choice);
	if (c->disk.unknown || c->n < 2 || powercut_tree_compare(&c->disk) != 0)
		return -1;
	return 0;
}

/* Then again, with the power going at each effect. */
static void
cut_all(struct cutter *c)
{
	const struct powercut_effect *e;
	size_t i;

	for (i = 0; i < c->journal.n && !is_over(c); i++) {
		e = &c->journal.list[i];
		c->at = i;
		if (e->r.kind == POWERCUT_PROGRAM)
			c->program = e->name;
		if (e->r.kind == POWERCUT_MARK) {
			read_mark(c, e->name);
			c->passed += strcmp(e->name, "done") == 0;
		}
		if (e->r.kind == POWERCUT_SYNC || e->r.kind == POWERCUT_SYNC_ALL)
			cut_here(c, true);
		if (powercut_disk_do(&c->disk, i) || (e->r.kind == POWERCUT_MARK && c->passed == c->n))
			cut_here(c, false);
	}
}

int
powercut_cuts_run(const struct powercut_order *order, struct powercut_sum *sum)
{
	static struct cutter c;
	int rc = -1;

	c = (struct cutter){.order = order, .sum = sum, .program = "", .step = ""};
	c.acks = calloc(ACKS, sizeof c.acks[0]);
	if (c.acks == NULL)
		abort();
	if (powercut_journal_read(order->journal, &c.journal) == 0) {
		powercut_disk_start(&c.disk, &c.journal, POWERCUT_IGNORE_NOTHING);
		rc = take_acks(&c);
		powercut_disk_free(&c.disk);
		powercut_disk_start(&c.disk, &c.journal, order->ignore);
		if (rc == 0)
			cut_all(&c);
		powercut_disk_free(&c.disk);
	}
	powercut_journal_free(&c.journal);
	powercut_seen_free(&c.seen);
	free(c.acks);
	return rc;
}
