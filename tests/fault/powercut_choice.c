/* SPDX-License-Identifier: ISC */
#include "fault/powercut_choice.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

uint64_t
powercut_choice_chance(uint64_t *seed)
{
	uint64_t x = *seed += 0x9e3779b97f4a7c15; /* splitmix64, by S. Vigna */

	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
	return x ^ (x >> 31);
}

static void
overlay_mixed(struct powercut_bytes *b, const struct powercut_effect *e, uint64_t seed)
{
	size_t at = 0, n;

	for (; at < e->r.m; at += n) {
		n = POWERCUT_SECTOR - ((size_t)e->r.at + at) % POWERCUT_SECTOR;
		n = n < e->r.m - at ? n : e->r.m - at;
		if (powercut_choice_chance(&seed) & 1)
			powercut_bytes_overlay(b, (size_t)e->r.at + at, e->data + at, n);
	}
}

/* Does to the bytes of a file what becomes of a pending effect on it. */
static void
meet_fate(struct powercut_bytes *b, const struct powercut_effect *e,
	const struct powercut_choice *c, uint8_t fate, size_t i)
{
	size_t end = (size_t)e->r.at + e->r.m;

	if (e->r.kind == POWERCUT_TRUNCATE) {
		if (fate != POWERCUT_LOST)
			powercut_bytes_resize(b, (size_t)e->r.at);
		return;
	}
	switch (fate) {
	case POWERCUT_KEPT:
		powercut_bytes_overlay(b, (size_t)e->r.at, e->data, e->r.m);
		break;
	case POWERCUT_PART:
		powercut_bytes_overlay(b, (size_t)e->r.at + c->from, e->data + c->from, c->to - c->from);
		break;
	case POWERCUT_MIXED:
		overlay_mixed(b, e, c->seed + i * 7919);
		break;
	}
	if (c->grown && end > b->n)
		powercut_bytes_resize(b, end);
}

static uint64_t
hash_bytes(const struct powercut_bytes *b)
{
	static const uint8_t key[crypto_shorthash_KEYBYTES] = "powercut";
	uint8_t h[crypto_shorthash_BYTES];
	uint64_t hash;

	crypto_shorthash(h, b->p, b->n, key);
	memcpy(&hash, h, sizeof hash);
	return hash ^ b->n;
}

static uint64_t
mix(uint64_t a, uint64_t b)
{
	uint64_t seed = a ^ (b * 0xff51afd7ed558ccd);

	return powercut_choice_chance(&seed);
}

/* The hash of a name, its inode with it: the order of names does not matter. */
static uint64_t
hash_name(const struct powercut_disk *d, const struct powercut_name *name)
{
	const struct powercut_inode *inode = &d->list[name->inode];
	uint64_t h = mix(name->folder + 1, name->inode + 1);
	const char *c;

	for (c = name->name; *c != '\0'; c++)
		h = mix(h, (uint8_t)*c);
	return inode->folder ? h : mix(h, inode->hash);
}

static void
choose_names(struct powercut_disk *d, const struct powercut_choice *c)
{
	const struct powercut_effect *e;
	size_t i;

	if (d->now.room < d->durable.n) {
		d->now.room = d->durable.n + 64;
		d->now.list = realloc(d->now.list, d->now.room * sizeof d->now.list[0]);
		if (d->now.list == NULL)
			abort();
	}
	memcpy(d->now.list, d->durable.list, d->durable.n * sizeof d->now.list[0]);
	d->now.n = d->durable.n;
	for (i = 0; i < d->n; i++) {
		e = &d->journal->list[d->pending[i]];
		if (powercut_disk_is_of_names(e->r.kind) && c->fate[i] != POWERCUT_LOST)
			powercut_disk_rename(d, &d->now, d->pending[i]);
	}
}

static void
choose_bytes(struct powercut_disk *d, const struct powercut_choice *c)
{
	const struct powercut_effect *e;
	struct powercut_inode *inode;
	size_t i;

	for (i = 0; i < d->inodes; i++) {
		inode = &d->list[i];
		inode->reached = false;
		if (inode->pending == 0)
			continue;
		inode->now.n = 0;
		powercut_bytes_overlay(&inode->now, 0, inode->durable.p, inode->durable.n);
	}
	for (i = 0; i < d->n; i++) {
		e = &d->journal->list[d->pending[i]];
		if (!powercut_disk_is_of_names(e->r.kind))
			meet_fate(&d->list[d->who[d->pending[i]].inode].now, e, c, c->fate[i], i);
	}
	for (i = 0; i < d->inodes; i++) {
		inode = &d->list[i];
		if (inode->folder || (inode->pending == 0 && inode->hash != 0))
			continue;
		inode->hash = hash_bytes(inode->pending == 0 ? &inode->durable : &inode->now);
	}
}

uint64_t
powercut_choice_make(struct powercut_disk *d, const struct powercut_choice *c)
{
	uint64_t h = 0;
	size_t i;

	choose_names(d, c);
	choose_bytes(d, c);
	for (i = 0; i < d->now.n; i++) {
		d->list[d->now.list[i].inode].reached = true;
		h += hash_name(d, &d->now.list[i]);
	}
	for (i = 0; i < d->inodes; i++)
		if (d->list[i].pending > 0)
			d->list[i].hash = 0;
	return h;
}
