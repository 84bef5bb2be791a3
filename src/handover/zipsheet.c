/* SPDX-License-Identifier: ISC */
#include "handover/zipsheet.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "handover/zipsink.h"

#define STACK 524288 /* bytes of the thread's stack */
#define README 2048  /* bytes of README.txt at most */

enum state { GIVING, ENDED, ABANDONED };

struct zipsheet {
	struct zipsink sink;
	zip_t *zip;
	char readme[README];
	zip_error_t error;
	char *stack;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	/* below: under the mutex */
	const char *bytes; /* what zipsheet_write wants to get rid of */
	size_t left;
	enum state state;
	bool closed; /* libzip is done, well or not */
	struct fail why;
	bool failed;
};

/* Takes up to n of the bytes that are given, waiting for some. Returns how many, 0 at the end, or -1. */
static zip_int64_t
take(struct zipsheet *z, char *out, zip_uint64_t n)
{
	zip_int64_t taken;

	pthread_mutex_lock(&z->mutex);
	while (z->left == 0 && z->state == GIVING)
		pthread_cond_wait(&z->changed, &z->mutex);
	taken = (zip_int64_t)(n < z->left ? n : z->left);
	memcpy(out, z->bytes, (size_t)taken);
	z->bytes += taken;
	z->left -= (size_t)taken;
	if (z->state == ABANDONED)
		taken = -1;
	pthread_cond_broadcast(&z->changed);
	pthread_mutex_unlock(&z->mutex);
	return taken;
}

/* Answers libzip about the file of visits. */
static zip_int64_t
answer(void *arg, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
	struct zipsheet *z = arg;

	switch (command) {
	case ZIP_SOURCE_OPEN:
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
		return 0;
	case ZIP_SOURCE_READ:
		return take(z, data, n);
	case ZIP_SOURCE_STAT:
		zip_stat_init(data);
		return sizeof(zip_stat_t);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&z->error, data, n);
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
			ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	default:
		zip_error_set(&z->error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

/* The thread: libzip pulls, packs, seals and writes. */
static void *
run(void *arg)
{
	struct zipsheet *z = arg;
	int rc = zip_close(z->zip);

	pthread_mutex_lock(&z->mutex);
	if (rc != 0) {
		z->failed = true;
		fail_set(&z->why, _("cannot write the list: %s"), zip_strerror(z->zip));
		zip_discard(z->zip);
	}
	z->closed = true;
	pthread_cond_broadcast(&z->changed);
	pthread_mutex_unlock(&z->mutex);
	return NULL;
}

static void
make_readme(struct zipsheet *z, const struct sheet_facts *facts)
{
	char from[MOMENT_TEXT], to[MOMENT_TEXT], destroy[MOMENT_TEXT];

	moment_print_local(facts->from, from);
	moment_print_local(facts->to, to);
	moment_print_local(facts->destroy_by, destroy);
	snprintf(z->readme, sizeof z->readme,
		_("Visitors of %1$s who arrived from %2$s to just before %3$s.\nReference %4$s.\n\n"
		  "DESTROY THIS AND ALL COPIES BY %5$s\n\n"
		  "visits.csv is sealed with AES-256. 7-Zip and most other archive programs open it with the\n"
		  "passphrase, which you are told by phone. It is a list with commas in UTF-8. An apostrophe\n"
		  "before a name or number is not part of it: it keeps spreadsheets from calculating.\n"),
		*facts->organisation == '\0' ? "-" : facts->organisation, from, to, facts->reference,
		destroy);
}

/* Adds source, which becomes libzip's, as name; -1: not under a passphrase. Returns 0, or -1. */
static int
add(struct zipsheet *z, const char *name, zip_source_t *source, time_t made, const char *passphrase)
{
	zip_int64_t index = -1;

	if (source != NULL)
		index = zip_file_add(z->zip, name, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return -1;
	}
	if (zip_file_set_mtime(z->zip, (zip_uint64_t)index, made, 0) != 0)
		return -1;
	return passphrase == NULL
		? 0
		: zip_file_set_encryption(z->zip, (zip_uint64_t)index, ZIP_EM_AES_256, passphrase);
}

/* Says what will be in the archive. Returns 0, or -1. */
static int
plan(struct zipsheet *z, const struct sheet_facts *facts, const char *passphrase)
{
	char comment[80], destroy[MOMENT_TEXT];
	int n;

	make_readme(z, facts);
	moment_print_utc(facts->destroy_by, destroy);
	n = snprintf(comment, sizeof comment, "destroy_by=%s", destroy);
	if (zip_set_archive_comment(z->zip, comment, (zip_uint16_t)n) != 0)
		return -1;
	if (add(z, "README.txt", zip_source_buffer(z->zip, z->readme, strlen(z->readme), 0),
			(time_t)facts->made, NULL) != 0)
		return -1;
	return add(
		z, "visits.csv", zip_source_function(z->zip, answer, z), (time_t)facts->made, passphrase);
}

/* Starts the thread, without signals: those are the program's. Returns 0, or an error number. */
static int
start(struct zipsheet *z)
{
	pthread_attr_t attributes;
	sigset_t all, before;
	int error;

	z->stack = wipe_alloc(STACK);
	if (z->stack == NULL || pthread_attr_init(&attributes) != 0)
		return -1;
	sigfillset(&all);
	error = pthread_attr_setstack(&attributes, z->stack, STACK);
	if (error == 0 && (error = pthread_sigmask(SIG_SETMASK, &all, &before)) == 0) {
		error = pthread_create(&z->thread, &attributes, run, z);
		pthread_sigmask(SIG_SETMASK, &before, NULL);
	}
	pthread_attr_destroy(&attributes);
	return error;
}

static void
let_go(struct zipsheet *z)
{
	zipsink_close(&z->sink);
	zip_error_fini(&z->error);
	pthread_cond_destroy(&z->changed);
	pthread_mutex_destroy(&z->mutex);
	wipe_free(z->stack);
	free(z);
}

struct zipsheet *
zipsheet_begin(
	int fd, const struct sheet_facts *facts, const struct passphrase *passphrase, struct fail *why)
{
	struct zipsheet *z = calloc(1, sizeof *z);
	zip_source_t *source;

	if (z == NULL || passphrase == NULL || passphrase->n >= sizeof passphrase->text) {
		fail_set(why, z == NULL ? _("not enough memory") : _("a ZIP needs a passphrase"));
		free(z);
		return NULL;
	}
	if (zipsink_open(&z->sink, fd, why) != 0) {
		free(z);
		return NULL;
	}
	zip_error_init(&z->error);
	pthread_mutex_init(&z->mutex, NULL);
	pthread_cond_init(&z->changed, NULL);
	source = zipsink_source(&z->sink);
	if (source != NULL)
		z->zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &z->error);
	if (z->zip == NULL) {
		zip_source_free(source);
		fail_set(why, _("cannot write the list: %s"), zip_error_strerror(&z->error));
	} else if (plan(z, facts, passphrase->text) != 0) {
		fail_set(why, _("cannot write the list: %s"), zip_strerror(z->zip));
		zip_discard(z->zip);
	} else if (start(z) != 0) {
		fail_set(why, _("not enough memory"));
		zip_discard(z->zip);
	} else {
		return z;
	}
	let_go(z);
	return NULL;
}

int
zipsheet_write(struct zipsheet *z, const char *bytes, size_t n)
{
	int rc;

	pthread_mutex_lock(&z->mutex);
	z->bytes = bytes;
	z->left = n;
	pthread_cond_broadcast(&z->changed);
	while (z->left > 0 && !z->closed)
		pthread_cond_wait(&z->changed, &z->mutex);
	rc = z->left > 0 ? -1 : 0;
	z->left = 0;
	pthread_mutex_unlock(&z->mutex);
	return rc;
}

/* Waits for the thread to end after state was said. */
static void
finish(struct zipsheet *z, enum state state)
{
	pthread_mutex_lock(&z->mutex);
	z->state = state;
	pthread_cond_broadcast(&z->changed);
	pthread_mutex_unlock(&z->mutex);
	pthread_join(z->thread, NULL);
}

int
zipsheet_end(struct zipsheet *z, struct fail *why)
{
	int rc;

	finish(z, ENDED);
	rc = z->failed ? fail_set(why, "%s", z->why.text) : zipsink_finish(&z->sink, why);
	let_go(z);
	return rc;
}

void
zipsheet_abandon(struct zipsheet *z)
{
	finish(z, ABANDONED);
	let_go(z);
}
