/* SPDX-License-Identifier: ISC */
#include "residue/sweep.h"

#include <stdbool.h>
#include <string.h>

/* A run of a word in an encoding, listed under its first byte. */
struct run {
	const struct words_word *word;
	enum words_encoding encoding;
	int from;
	int next; /* of the same first byte, -1: none */
};

struct index {
	struct run run[WORDS_MOST * WORDS_LENGTH * WORDS_ENCODINGS];
	int head[256];
};

struct stretch {
	const unsigned char *memory;
	size_t n;
};

/* Says whether character i of a word begins at byte at. */
static bool
is_at(const struct stretch *in, const struct words_spelling *as, int i, size_t at, int stride)
{
	int u;

	for (u = as->start[i]; u < as->start[i + 1]; u++, at += (size_t)stride)
		if (at + (size_t)as->width > in->n ||
			memcmp(in->memory + at, as->unit[u], (size_t)as->width) != 0)
			return false;
	return true;
}

/* The bytes from character i to character to. */
static size_t
distance(const struct words_spelling *as, int i, int to, int stride)
{
	return (size_t)(as->start[to] - as->start[i]) * (size_t)stride;
}

/* Says whether the place is one of the next wider encoding too: then it is told there. */
static bool
is_wider(const struct stretch *in, const struct sweep_hit *hit)
{
	const struct words_spelling *as;
	size_t at = hit->at;
	int i;

	if (hit->encoding + 1 == WORDS_ENCODINGS)
		return false;
	as = &hit->word->as[hit->encoding + 1];
	if (hit->stride < as->width)
		return false;
	for (i = hit->from; i < hit->to; i++, at += (size_t)hit->stride)
		if (!is_at(in, as, i, at, hit->stride))
			return false;
	return true;
}

/* Follows run at byte hit->at and hit->stride. Returns whether it begins there and is long enough. */
static bool
follow(const struct stretch *in, const struct run *run, int least, struct sweep_hit *hit)
{
	const struct words_spelling *as = &run->word->as[run->encoding];
	size_t before;
	int i = run->from;

	while (i < run->word->n &&
		is_at(in, as, i, hit->at + distance(as, run->from, i, hit->stride), hit->stride))
		i++;
	if (i - run->from < least)
		return false;
	hit->word = run->word;
	hit->encoding = run->encoding;
	hit->from = run->from;
	hit->to = i;
	if (run->from > 0) {
		before = distance(as, run->from - 1, run->from, hit->stride);
		if (hit->at >= before && is_at(in, as, run->from - 1, hit->at - before, hit->stride))
			return false; /* told with the character before */
	}
	return !is_wider(in, hit);
}

static void
make_index(struct index *index, const struct words *words, int least)
{
	int w, i, e, n = 0, *head;

	memset(index->head, -1, sizeof index->head);
	for (w = 0; w < words->n; w++)
		for (e = 0; e < WORDS_ENCODINGS; e++)
			for (i = 0; i + least <= words->word[w].n; i++) {
				head = &index->head[words->word[w].as[e].unit[words->word[w].as[e].start[i]][0]];
				index->run[n] = (struct run){&words->word[w], (enum words_encoding)e, i, *head};
				*head = n++;
			}
}

void
sweep_memory(const struct words *words, int least, const unsigned char *memory, size_t n,
	void (*found)(const struct sweep_hit *hit, void *arg), void *arg)
{
	const struct stretch in = {memory, n};
	struct sweep_hit hit = {0};
	struct index index;
	const struct run *run;
	int r;

	make_index(&index, words, least);
	for (hit.at = 0; hit.at < n; hit.at++)
		for (r = index.head[memory[hit.at]]; r >= 0; r = run->next) {
			run = &index.run[r];
			if (!is_at(&in, &run->word->as[run->encoding], run->from, hit.at, 0))
				continue;
			for (hit.stride = run->word->as[run->encoding].width; hit.stride <= SWEEP_STRIDE;
				 hit.stride++)
				if (follow(&in, run, least, &hit))
					found(&hit, arg);
		}
}
