/* SPDX-License-Identifier: ISC */
#include "bench/fill-register-rows.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "base/wipe.h"
#include "setup/people.h"
#include "visit/erasure.h"
#include "visit/phone.h"
#include "visit/record.h"

/* One visit on its way, in locked memory like a real one. */
struct fill_register_desk {
	struct visit visit;
	uint8_t record[RECORD_SIZE];
	char code[ERASURE_CODE];
};

/* A part of the visits of one hour, made by one thread. */
struct part {
	const struct fill_register_maker *m;
	struct hour_key key;        /* its seq is that of the next visit */
	uint64_t serial;            /* of the first visit, over all hours */
	uint64_t n, all;            /* visits of this part, and of the hour */
	struct entries_entry *rows; /* n of them */
	struct fill_register_desk *desk;
	bool good;
};

/* Makes visit i of the part: its row. Returns 0, or -1. */
static int
make_row(struct part *p, uint64_t i)
{
	struct entries_entry *row = &p->rows[i];
	struct visit *visit = &p->desk->visit;
	int64_t begin = (int64_t)p->key.hour * MOMENT_HOUR;

	*visit = (struct visit){.hour = p->key.hour, .seq = p->key.seq};
	visit->arrival = begin + (int64_t)((p->key.seq - 1) * (uint64_t)MOMENT_HOUR / p->all);
	if (people_come((size_t)(p->m->seed + p->serial + i), p->m->country, &visit->visitor) != 0)
		return -1;
	erasure_make(p->desk->code);
	erasure_id(p->m->tag, p->desk->code, visit->id);
	memcpy(visit->kid, p->key.kid, sizeof visit->kid);
	record_write(visit, p->desk->record);
	memcpy(row->kid, p->key.kid, sizeof row->kid);
	memcpy(row->id, visit->id, sizeof row->id);
	p->key.seq++;
	return hourkey_seal(&p->key, p->desk->record, row->box);
}

static void *
work(void *arg)
{
	struct part *p = arg;
	uint64_t i;

	p->good = true;
	for (i = 0; i < p->n && p->good; i++)
		p->good = make_row(p, i) == 0;
	wipe_bytes(p->desk, sizeof *p->desk);
	wipe_stack();
	return NULL;
}

static int
compare_rows(const void *a, const void *b)
{
	return memcmp(
		((const struct entries_entry *)a)->id, ((const struct entries_entry *)b)->id, ENTRIES_ID);
}

int
fill_register_rows_new(struct fill_register_maker *maker, uint64_t most)
{
	int i, rc = 0;

	maker->rows = calloc(most, sizeof *maker->rows);
	for (i = 0; i < FILL_REGISTER_WORKERS; i++) {
		maker->desks[i] = wipe_alloc(sizeof *maker->desks[i]);
		if (maker->desks[i] == NULL)
			rc = -1;
	}
	return maker->rows == NULL ? -1 : rc;
}

void
fill_register_rows_free(struct fill_register_maker *maker)
{
	int i;

	for (i = 0; i < FILL_REGISTER_WORKERS; i++)
		wipe_free(maker->desks[i]);
	free(maker->rows);
}

int
fill_register_rows_make(
	struct fill_register_maker *maker, const struct hour_key *key, uint64_t serial, uint64_t n)
{
	struct part parts[FILL_REGISTER_WORKERS];
	pthread_t threads[FILL_REGISTER_WORKERS];
	int i, started = 0, rc = 0;
	uint64_t begin, end;

	for (i = 0; i < FILL_REGISTER_WORKERS; i++, started++) {
		begin = n * (uint64_t)i / FILL_REGISTER_WORKERS;
		end = n * (uint64_t)(i + 1) / FILL_REGISTER_WORKERS;
		parts[i] = (struct part){.m = maker,
			.key = *key,
			.serial = serial + begin,
			.n = end - begin,
			.all = n,
			.rows = maker->rows + begin,
			.desk = maker->desks[i]};
		parts[i].key.seq += (uint32_t)begin;
		if (pthread_create(&threads[i], NULL, work, &parts[i]) != 0)
			break;
	}
	for (i = 0; i < started; i++)
		if (pthread_join(threads[i], NULL) != 0 || !parts[i].good)
			rc = -1;
	qsort(maker->rows, n, sizeof maker->rows[0], compare_rows);
	return started < FILL_REGISTER_WORKERS ? -1 : rc;
}
