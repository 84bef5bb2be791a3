/* SPDX-License-Identifier: ISC */
/* opening: how fast the desk opens the last 24 hours of a register, beside crypto_box_seal_open alone
 * on the same boxes with as many threads, in turns of an hour of entries, since a machine's speed may
 * change from second to second; and, in a first run by itself, how much memory a streamed list takes
 * over what the unlocked desk had before.
 *
 * Usage: opening --config FILE --key FILE --passphrase-file FILE --output FILE [--runs N]
 *        [--threads N]
 *
 * FILE of --output is written anew in each run and removed. */
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/program.h"
#include "base/wipe.h"
#include "desk/opening.h"
#include "handover/sheet.h"
#include "desk/workers.h"
#include "register/entries.h"

#define NAME "opening"
#define RUNS 5
#define RUNS_MOST 99
#define PER_KEY 65536 /* boxes of a key that are opened raw at a time */

/* Seconds, of the wall and of all processors. */
struct span {
	double wall, cpu;
};

struct measuring {
	struct desk desk;
	int64_t from, to;
	size_t threads;
	const char *output;
};

static struct span
now(void)
{
	struct timespec wall, cpu;

	clock_gettime(CLOCK_MONOTONIC, &wall);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
	return (struct span){(double)wall.tv_sec + (double)wall.tv_nsec / 1e9,
		(double)cpu.tv_sec + (double)cpu.tv_nsec / 1e9};
}

static void
add(struct span *sum, struct span begin)
{
	struct span end = now();

	sum->wall += end.wall - begin.wall;
	sum->cpu += end.cpu - begin.cpu;
}

/* --- raw -------------------------------------------------------------------------------------- */

/* What one thread opens: every one of so many. */
struct share {
	const struct open_key *key;
	const uint8_t (*boxes)[ENTRIES_BOX];
	size_t first, step, n, failed;
};

static void *
open_share(void *arg)
{
	struct share *share = arg;
	uint8_t record[RECORD_SIZE];
	size_t i;

	for (i = share->first; i < share->n; i += share->step)
		share->failed += crypto_box_seal_open(record, share->boxes[i], ENTRIES_BOX, share->key->pk,
							 share->key->sk) != 0;
	return NULL;
}

static int
open_raw(struct measuring *m, const struct open_key *key, const uint8_t (*boxes)[ENTRIES_BOX],
	size_t n, struct span *sum)
{
	struct share shares[WORKERS_MOST];
	pthread_t threads[WORKERS_MOST];
	struct span begin = now();
	size_t i, failed = 0;

	for (i = 0; i < m->threads; i++) {
		shares[i] = (struct share){key, boxes, i, m->threads, n, 0};
		if (pthread_create(&threads[i], NULL, open_share, &shares[i]) != 0)
			return -1;
	}
	for (i = 0; i < m->threads; i++) {
		pthread_join(threads[i], NULL);
		failed += shares[i].failed;
	}
	add(sum, begin);
	return failed == 0 ? 0 : -1;
}

/* Reads up to PER_KEY boxes of key after id. Returns how many, or -1. */
static long
read_boxes(struct measuring *m, const struct keyring_key *key, uint8_t id[static ENTRIES_ID],
	uint8_t (*boxes)[ENTRIES_BOX], struct fail *why)
{
	struct entries_batch batch;
	long n = 0;
	size_t i;

	if (entries_new_batch(&batch) != 0)
		return -1;
	do {
		if (entries_read(&m->desk.reg.store, key->kid, id, true, &batch, why) != 0) {
			n = -1;
			break;
		}
		for (i = 0; i < batch.n; i++)
			memcpy(boxes[n++], batch.rows[i].box, ENTRIES_BOX);
		if (batch.n > 0)
			memcpy(id, batch.rows[batch.n - 1].id, ENTRIES_ID);
	} while (batch.n == ENTRIES_BATCH && n + ENTRIES_BATCH <= PER_KEY);
	entries_free_batch(&batch);
	return n;
}

/* Opens all boxes of key raw; reading them is not counted. */
static int
run_raw(struct measuring *m, const struct keyring_key *key, struct span *sum, struct fail *why)
{
	uint8_t(*boxes)[ENTRIES_BOX] = malloc(PER_KEY * sizeof *boxes), id[ENTRIES_ID] = {0};
	struct report report = {0};
	struct open_key open;
	long n = 1;
	int rc = -1;

	if (boxes != NULL && keyring_open(&m->desk, key, &open, &report, why) == 1)
		rc = 0;
	while (rc == 0 && (n = read_boxes(m, key, id, boxes, why)) != 0)
		rc = n < 0 ? -1 : open_raw(m, &open, (const void *)boxes, (size_t)n, sum);
	free(boxes);
	return rc;
}

/* --- the desk --------------------------------------------------------------------------------- */

/* Both in turns. */
struct turns {
	struct measuring *m;
	struct opening o;
	struct sheet *sheet;
	struct span begin, desk, raw; /* begin: of the desk's turn */
	size_t hour;                  /* the key whose entries the desk opens */
	uint64_t done;                /* entries when it is through with them */
	bool alone;                   /* the desk has all turns */
	bool failed;
};

static int
write_visit(void *arg, const struct visit *visit, struct fail *why)
{
	return sheet_add(((struct turns *)arg)->sheet, visit, why);
}

/* After each hour libsodium has its turn. */
static bool
change_turns(void *arg, uint64_t done, uint64_t total)
{
	struct turns *t = arg;
	struct fail why;

	(void)total;
	if (t->alone || t->hour == t->o.ring.n || done < t->done)
		return true;
	add(&t->desk, t->begin);
	t->failed = run_raw(t->m, &t->o.ring.keys[t->hour], &t->raw, &why) != 0;
	if (++t->hour < t->o.ring.n)
		t->done += t->o.ring.keys[t->hour].entries;
	t->begin = now();
	return !t->failed;
}

/* Opens the window into a list, as trace does. */
static int
run_desk(struct turns *t, struct fail *why)
{
	struct measuring *m = t->m;
	const struct opening_taker taker = {
		.each = write_visit, .progress = change_turns, .threads = m->threads, .arg = t};
	const struct sheet_facts facts = {.organisation = "",
		.reference = "R-1",
		.from = m->from,
		.to = m->to,
		.made = m->desk.shown,
		.destroy_by = m->desk.shown};
	int rc, fd = open(m->output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	t->begin = now();
	if (fd < 0 || opening_begin(&m->desk, m->from, m->to, &t->o, why) != 0)
		return fail_set(why, "the window cannot be opened");
	t->done = t->o.ring.n > 0 ? t->o.ring.keys[0].entries : 0;
	t->sheet = sheet_begin(fd, DESK_CSV, &facts, NULL, why);
	rc = t->sheet == NULL ? -1 : opening_each(&t->o, &taker, why);
	if (t->sheet != NULL && sheet_end(t->sheet, why) != 0)
		rc = -1;
	add(&t->desk, t->begin);
	if (rc == 0 &&
		(t->failed || (!t->alone && t->hour != t->o.ring.n) || report_is_incomplete(&t->o.report) ||
			t->o.report.visits != t->o.report.entries))
		rc = fail_set(why, "not all was opened");
	opening_end(&t->o);
	close(fd);
	unlink(m->output);
	return rc;
}

/* --- memory ----------------------------------------------------------------------------------- */

/* Returns the KiB after name in /proc/self/status. */
static long
status(const char *name)
{
	FILE *file = fopen("/proc/self/status", "re");
	char line[256];
	long kib = 0;

	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		if (strncmp(line, name, strlen(name)) == 0)
			kib = strtol(line + strlen(name), NULL, 10);
	if (file != NULL)
		fclose(file);
	return kib;
}

/* The highest resident memory begins anew: unlocking took more than anything after it. */
static void
forget_peak(void)
{
	int fd = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, "5", 1) != 1)
		fputs("the peak cannot be reset\n", stderr);
	if (fd >= 0)
		close(fd);
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Prints what the desk takes at most, alone. */
static int
measure_memory(struct measuring *m, struct fail *why)
{
	struct turns t = {.m = m, .alone = true};
	long base = status("VmRSS:");

	forget_peak();
	if (run_desk(&t, why) != 0)
		return -1;
	printf("%8" PRIu64 " entries: peak %ld KiB over %ld\n", t.o.report.visits,
		status("VmHWM:") - base, base);
	return 0;
}

static int
measure(struct measuring *m, int runs, struct fail *why)
{
	double wall[RUNS_MOST], cpu[RUNS_MOST], n = 0;
	struct span raw = {0, 0}, desk = {0, 0};
	struct turns t;
	int i;

	for (i = 0; i < runs; i++) {
		t = (struct turns){.m = m};
		if (run_desk(&t, why) != 0)
			return -1;
		wall[i] = t.raw.wall / t.desk.wall;
		cpu[i] = t.raw.cpu / t.desk.cpu;
		raw.wall += t.raw.wall;
		desk.wall += t.desk.wall;
		n += (double)t.o.report.visits;
	}
	qsort(wall, (size_t)runs, sizeof wall[0], compare);
	qsort(cpu, (size_t)runs, sizeof cpu[0], compare);
	printf(
		"%8.0f entries, %zu threads: desk %6.0f/s, raw %6.0f/s; desk/raw by the clock %.3f (%.3f to "
		"%.3f), by processor time %.3f (%.3f to %.3f; medians of %d)\n",
		n / runs, m->threads, n / desk.wall, n / raw.wall, wall[runs / 2], wall[0], wall[runs - 1],
		cpu[runs / 2], cpu[0], cpu[runs - 1], runs);
	return 0;
}

static int
unlock(struct measuring *m, struct fail *why)
{
	struct passphrase *p = passphrase_new();
	bool exposed;
	int rc = -1;

	if (p != NULL && passphrase_read(p, m->desk.options.passphrase_file, why) == 0 &&
		reception_open(m->desk.options.key, p, &m->desk.key, &exposed, why) == 0)
		rc = 0;
	passphrase_free(p);
	if (rc == 0)
		rc = register_open(&m->desk.reg, m->desk.conf.state_dir, REGISTER_KEEPER, why);
	return rc;
}

int
main(int argc, char **argv)
{
	static const struct option longs[] = {
		{"config", required_argument, NULL, 'c'},
		{"key", required_argument, NULL, 'k'},
		{"passphrase-file", required_argument, NULL, 'p'},
		{"output", required_argument, NULL, 'o'},
		{"runs", required_argument, NULL, 'r'},
		{"threads", required_argument, NULL, 't'},
		{NULL, 0, NULL, 0},
	};
	struct measuring m = {.threads = workers_count()};
	const char *config = NULL;
	struct fail why = {{0}};
	int c, runs = RUNS;

	while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
		if (c == 'c')
			config = optarg;
		else if (c == 'k')
			m.desk.options.key = optarg;
		else if (c == 'p')
			m.desk.options.passphrase_file = optarg;
		else if (c == 'o')
			m.output = optarg;
		else if (c == 'r')
			runs = atoi(optarg);
		else if (c == 't')
			m.threads = (size_t)atoi(optarg);
		else
			return PROGRAM_WRONG_USE;
	}
	if (config == NULL || m.desk.options.key == NULL || m.desk.options.passphrase_file == NULL ||
		m.output == NULL || runs < 1 || runs > RUNS_MOST || m.threads < 1 ||
		m.threads > WORKERS_MOST)
		return PROGRAM_WRONG_USE;
	register_start(&m.desk.reg);
	if (wipe_start() != 0 || conf_read(&m.desk.conf, config, &why) != 0 || unlock(&m, &why) != 0)
		return program_fail(NAME, &why);
	m.desk.shown = time(NULL);
	m.to = (m.desk.shown / MOMENT_HOUR + 1) * MOMENT_HOUR;
	m.from = m.to - OPENING_MOST;
	if (measure_memory(&m, &why) != 0 || measure(&m, runs, &why) != 0)
		return program_fail(NAME, &why);
	reception_free(m.desk.key);
	register_close(&m.desk.reg);
	return PROGRAM_DONE;
}
