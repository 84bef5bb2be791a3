/* SPDX-License-Identifier: ISC */
#include "fault/powercut_tears.h"

#include <string.h>

#define SINGLED 16 /* pending effects, the last ones, of which each alone is kept or lost */
#define TORN 2     /* pending writes that are torn while they are synced */

const char *
powercut_tears_word(enum powercut_tear tear)
{
	static const char *const words[] = {
		"lost", "kept", "only", "but", "head", "head-only", "tail", "tail-only", "zeros", "mixed"};

	return words[tear];
}

void
powercut_tears_all(
	const struct powercut_disk *d, struct powercut_choice *choice, enum powercut_fate fate)
{
	memset(choice->fate, fate, d->n);
	choice->grown = false;
}

static void
set_all(const struct powercut_tears *t, enum powercut_fate fate)
{
	powercut_tears_all(t->disk, t->choice, fate);
}

static void
cut(const struct powercut_tears *t, enum powercut_tear tear, uint32_t place)
{
	t->cut(t->arg, tear, place);
}

/* Tears the pending write j at its byte place, each side of it kept and lost. */
static void
tear_at(const struct powercut_tears *t, size_t j, uint32_t size, uint32_t place)
{
	int kept;

	for (kept = 1; kept >= 0; kept--) {
		set_all(t, kept ? POWERCUT_KEPT : POWERCUT_LOST);
		t->choice->fate[j] = POWERCUT_PART;
		t->choice->from = 0;
		t->choice->to = place;
		cut(t, kept ? POWERCUT_TEAR_HEAD : POWERCUT_TEAR_HEAD_ONLY, place);
		t->choice->from = place;
		t->choice->to = size;
		t->choice->grown = true;
		cut(t, kept ? POWERCUT_TEAR_TAIL : POWERCUT_TEAR_TAIL_ONLY, place);
	}
}

/* Tears the pending write j at every sector, and within its first and last. */
static void
tear_write(const struct powercut_tears *t, size_t j)
{
	const struct powercut_effect *e = &t->disk->journal->list[t->disk->pending[j]];
	uint32_t size = e->r.m, place;

	if (e->r.kind != POWERCUT_WRITE || size < 2)
		return;
	place = POWERCUT_SECTOR - (uint32_t)(e->r.at % POWERCUT_SECTOR);
	for (; place < size; place += POWERCUT_SECTOR)
		tear_at(t, j, size, place);
	tear_at(t, j, size, 1);
	tear_at(t, j, size, size / 2 + 1);
	tear_at(t, j, size, size - 1);
	set_all(t, POWERCUT_KEPT);
	t->choice->fate[j] = POWERCUT_LOST;
	t->choice->grown = true;
	cut(t, POWERCUT_TEAR_ZEROS, (uint32_t)j);
}

static void
mix_all(const struct powercut_tears *t)
{
	uint64_t seed = t->seed ^ (t->at * 0x100000001b3);
	size_t i, j;

	for (i = 0; i < t->mixed; i++) {
		uint64_t odds = powercut_choice_chance(&seed) % 4;

		t->choice->seed = powercut_choice_chance(&seed);
		t->choice->grown = t->choice->seed & 1;
		for (j = 0; j < t->disk->n; j++)
			t->choice->fate[j] = powercut_choice_chance(&seed) % 4 < odds ? POWERCUT_KEPT
				: powercut_choice_chance(&seed) & 1                       ? POWERCUT_MIXED
																		  : POWERCUT_LOST;
		cut(t, POWERCUT_TEAR_MIXED, (uint32_t)i);
	}
}

void
powercut_tears_each(const struct powercut_tears *t, bool sync)
{
	size_t j, n = t->disk->n;

	set_all(t, POWERCUT_LOST);
	cut(t, POWERCUT_TEAR_LOST, 0);
	if (n == 0)
		return;
	set_all(t, POWERCUT_KEPT);
	cut(t, POWERCUT_TEAR_KEPT, 0);
	for (j = n < 2 ? n : n > SINGLED ? n - SINGLED : 0; j < n; j++) {
		set_all(t, POWERCUT_LOST);
		t->choice->fate[j] = POWERCUT_KEPT;
		cut(t, POWERCUT_TEAR_ONLY, (uint32_t)j);
		set_all(t, POWERCUT_KEPT);
		t->choice->fate[j] = POWERCUT_LOST;
		cut(t, POWERCUT_TEAR_BUT, (uint32_t)j);
	}
	/* a write is torn when it is written, and the last ones again while they are synced */
	for (j = !sync ? n - 1 : n > TORN ? n - TORN : 0; j < n; j++)
		tear_write(t, j);
	mix_all(t);
}
