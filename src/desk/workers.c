/* SPDX-License-Identifier: ISC */
#include "desk/workers.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "base/wipe.h"

#define BATCHES 2 /* one is opened while the other is read */
#define CHUNK 8   /* entries that a thread takes at a time: few, so that all end together */
#define STACK (1024 * 1024) /* bytes of a thread's; what is used is far less (wipe.c) */
#define SECOND 1000000000L  /* ns */
#define TICK (SECOND / 20)

/* What a thread opens into, in locked memory. */
struct room {
	struct visit visits[CHUNK];
	uint8_t record[RECORD_SIZE];
};

struct job {
	struct entries_batch batch;
	const struct open_key *key;
	void *tag;
	size_t next, done; /* entries taken by a thread, and opened */
	bool busy;
};

struct thread {
	struct workers *w;
	struct room *room;
	pthread_t id;
};

struct workers {
	pthread_mutex_t lock; /* of all below, but for threads */
	pthread_cond_t work, progress;
	struct workers_boss boss;
	struct job jobs[BATCHES];
	unsigned filled; /* jobs given so far: the next is jobs[filled % BATCHES] */
	uint64_t done;   /* entries opened */
	struct timespec next_tick;
	bool ending; /* no further jobs */
	bool ended;  /* what is left is not opened */
	size_t n;
	struct thread threads[WORKERS_MOST];
	struct room *own; /* of the calling thread, where there is no other */
};

size_t
workers_count(void)
{
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;

	return n < 1 ? 1 : n > WORKERS_MOST ? WORKERS_MOST : (size_t)n;
}

/* Returns the oldest job with something to take, or NULL. */
static struct job *
find_job(struct workers *w)
{
	struct job *job;
	unsigned i;

	for (i = 0; i < BATCHES && !w->ended; i++) {
		job = &w->jobs[(w->filled + i) % BATCHES];
		if (job->busy && job->next < job->batch.n)
			return job;
	}
	return NULL;
}

/* Opens some entries of job. The lock is held before and after, not meanwhile. */
static void
open_chunk(struct workers *w, struct job *job, struct room *room)
{
	enum openvisit_result results[CHUNK];
	const struct entries_entry *rows = job->batch.rows + job->next;
	size_t i, n = job->batch.n - job->next;

	n = n > CHUNK ? CHUNK : n;
	job->next += n;
	pthread_mutex_unlock(&w->lock);
	for (i = 0; i < n; i++)
		results[i] = openvisit_open_with(
			job->key, rows[i].id, rows[i].box, room->record, &room->visits[i]);
	pthread_mutex_lock(&w->lock);
	for (i = 0; i < n; i++)
		w->boss.take(w->boss.arg, job->tag, &rows[i], results[i], &room->visits[i]);
	job->done += n;
	w->done += n;
	if (job->done == job->batch.n) {
		job->busy = false;
		pthread_cond_signal(&w->progress);
	}
}

/* Wipes what the last entries left: once, since 64 KiB for each are as long as all checks of one. */
static void
forget(struct room *room)
{
	wipe_bytes(room, sizeof *room);
	wipe_stack();
}

/* Opens what there is to open; stay: until there are no further jobs. */
static void
work(struct workers *w, struct room *room, bool stay)
{
	struct job *job;

	pthread_mutex_lock(&w->lock);
	while ((job = find_job(w)) != NULL || (stay && !w->ending)) {
		if (job != NULL) {
			open_chunk(w, job, room);
			continue;
		}
		forget(room); /* nobody knows for how long it waits */
		pthread_cond_wait(&w->work, &w->lock);
	}
	pthread_mutex_unlock(&w->lock);
	forget(room); /* the stack of a thread is given to another as it is */
}

static void *
run(void *arg)
{
	struct thread *thread = arg;

	work(thread->w, thread->room, true);
	return NULL;
}

/* Starts n threads, or as many as there can be. */
static void
start_threads(struct workers *w, size_t n)
{
	struct thread *thread;
	pthread_attr_t attr;
	sigset_t all, before;

	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	while (w->n < n) {
		thread = &w->threads[w->n];
		thread->w = w;
		thread->room = wipe_alloc(sizeof *thread->room);
		if (thread->room == NULL || pthread_create(&thread->id, &attr, run, thread) != 0) {
			wipe_free(thread->room);
			break;
		}
		w->n++;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attr);
}

struct workers *
workers_start(size_t n, const struct workers_boss *boss)
{
	struct workers *w = calloc(1, sizeof *w);
	pthread_condattr_t attr;
	size_t i;
	int rc = 0;

	if (w == NULL)
		return NULL;
	w->boss = *boss;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->work, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&w->progress, &attr);
	pthread_condattr_destroy(&attr);
	w->own = wipe_alloc(sizeof *w->own);
	for (i = 0; i < BATCHES; i++)
		rc |= entries_new_batch(&w->jobs[i].batch);
	if (w->own == NULL || rc != 0) {
		workers_stop(w);
		return NULL;
	}
	start_threads(w, n == 0 || n > WORKERS_MOST ? workers_count() : n);
	return w;
}

/* Lets time pass, with the lock held: until something was opened, or a tick is due. Returns false
 * when the work was ended. */
static bool
pass_time(struct workers *w)
{
	struct timespec now;
	uint64_t done;
	bool go_on;

	if (w->n == 0) {
		pthread_mutex_unlock(&w->lock);
		work(w, w->own, false);
		pthread_mutex_lock(&w->lock);
	} else {
		pthread_cond_timedwait(&w->progress, &w->lock, &w->next_tick);
	}
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec < w->next_tick.tv_sec ||
		(now.tv_sec == w->next_tick.tv_sec && now.tv_nsec < w->next_tick.tv_nsec))
		return !w->ended;
	now.tv_nsec += TICK;
	w->next_tick.tv_sec = now.tv_sec + now.tv_nsec / SECOND;
	w->next_tick.tv_nsec = now.tv_nsec % SECOND;
	done = w->done;
	pthread_mutex_unlock(&w->lock);
	go_on = w->boss.tick == NULL || w->boss.tick(w->boss.arg, done);
	pthread_mutex_lock(&w->lock);
	w->ended = w->ended || !go_on;
	return !w->ended;
}

struct entries_batch *
workers_batch(struct workers *w)
{
	struct job *job = &w->jobs[w->filled % BATCHES];

	pthread_mutex_lock(&w->lock);
	while (job->busy && pass_time(w))
		;
	pthread_mutex_unlock(&w->lock);
	return w->ended ? NULL : &job->batch;
}

void
workers_open(struct workers *w, const struct open_key *key, void *tag)
{
	struct job *job = &w->jobs[w->filled % BATCHES];

	pthread_mutex_lock(&w->lock);
	job->key = key;
	job->tag = tag;
	job->next = job->done = 0;
	job->busy = job->batch.n > 0;
	w->filled++;
	pthread_cond_broadcast(&w->work);
	pthread_mutex_unlock(&w->lock);
}

int
workers_drain(struct workers *w)
{
	size_t i;

	pthread_mutex_lock(&w->lock);
	for (i = 0; i < BATCHES; i++)
		while (w->jobs[i].busy && pass_time(w))
			;
	pthread_mutex_unlock(&w->lock);
	return w->ended ? -1 : 0;
}

void
workers_stop(struct workers *w)
{
	size_t i;

	if (w == NULL)
		return;
	pthread_mutex_lock(&w->lock);
	w->ending = w->ended = true;
	pthread_cond_broadcast(&w->work);
	pthread_mutex_unlock(&w->lock);
	for (i = 0; i < w->n; i++) {
		pthread_join(w->threads[i].id, NULL);
		wipe_free(w->threads[i].room);
	}
	for (i = 0; i < BATCHES; i++)
		entries_free_batch(&w->jobs[i].batch);
	wipe_free(w->own);
	pthread_cond_destroy(&w->work);
	pthread_cond_destroy(&w->progress);
	pthread_mutex_destroy(&w->lock);
	free(w);
}
