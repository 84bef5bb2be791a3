/* SPDX-License-Identifier: ISC */
/* What is destroyed, when, and on what evidence; and what is never touched. */
#include "register/retention.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/hourfile.h"
#include "base/shred.h"
#include "register/entries.h"
#include "unit/scratch.h"

#define H 490000 /* an hour */
#define DUE (H + 336)
#define AT(hour) ((int64_t)(hour)*3600)

static char notes[2000];

static void
note(void *arg, const char *sentence)
{
	(void)arg;
	snprintf(notes + strlen(notes), sizeof notes - strlen(notes), "%s\n", sentence);
}

static struct retention
run_at(struct scratch *s, int64_t now, bool dry)
{
	struct retention run = {.now = now, .dry = dry, .note = note};
	struct fail why = {{0}};

	notes[0] = '\0';
	if (retention_shred(&s->reg, &s->reg.store, &run, &why) != 0 ||
		retention_shred(&s->reg, &s->reg.inbox, &run, &why) != 0)
		fail_msg("%s", why.text);
	return run;
}

static bool
has_key(int keys, unsigned n)
{
	char name[64];

	scratch_name(n, ".key", name);
	return scratch_exists(keys, name);
}

static void
a_key_lives_until_exactly_its_due_hour(void **state)
{
	struct scratch *s = *state;
	struct retention run;

	scratch_key(&s->reg.store, 1, H);
	run = run_at(s, AT(DUE) - 1, false);
	assert_int_equal(run.keys, 0);
	assert_int_equal(run.left, 1);
	assert_int_equal(run.oldest, H);
	assert_int_equal(run.due, DUE);
	assert_true(has_key(s->reg.store.keys, 1));
	run = run_at(s, AT(DUE), false);
	assert_int_equal(run.keys, 1);
	assert_int_equal(run.left + run.oldest + run.due, 0);
	assert_false(has_key(s->reg.store.keys, 1));
	assert_string_equal(notes, "");
}

static void
a_header_is_evidence_without_a_row(void **state)
{
	struct scratch *s = *state;
	struct retention run;

	scratch_key_file(s->reg.store.keys, 1, H);
	scratch_key_file(s->reg.inbox.keys, 2, H);
	scratch_key_file(s->reg.inbox.keys, 3, H + 1);
	run = run_at(s, AT(DUE), false);
	assert_int_equal(run.keys, 2);
	assert_int_equal(run.left, 1);
	assert_int_equal(run.oldest, H + 1);
	assert_true(has_key(s->reg.inbox.keys, 3));
}

static void
a_lower_due_of_the_row_wins(void **state)
{
	struct scratch *s = *state;

	scratch_key_file(s->reg.store.keys, 1, H);
	scratch_key_row(&s->reg.store, 1, H, H + 24);
	scratch_key_file(s->reg.inbox.keys, 2, H);
	scratch_key_row(&s->reg.inbox, 2, H, H + 24);
	assert_int_equal(run_at(s, AT(H + 24) - 1, false).keys, 0);
	assert_int_equal(run_at(s, AT(H + 24), false).keys, 2);
}

static void
a_row_that_says_later_does_not_keep_a_key(void **state)
{
	struct scratch *s = *state;

	scratch_key_file(s->reg.store.keys, 1, H);
	scratch_key_row(&s->reg.store, 1, H + 5000, H + 5336); /* somebody moved its hour */
	assert_int_equal(run_at(s, AT(DUE) - 1, false).keys, 0);
	assert_int_equal(run_at(s, AT(DUE), false).keys, 1);
}

static void
a_row_of_the_inbox_says_nothing_about_a_key_in_the_store(void **state)
{
	struct scratch *s = *state;
	struct retention run;

	scratch_key(&s->reg.store, 1, H);
	scratch_key_row(&s->reg.inbox, 1, H, 0); /* written by the kiosk's account */
	run = run_at(s, AT(H + 1), false);
	assert_int_equal(run.keys, 0);
	assert_int_equal(run.due, DUE);
	assert_true(has_key(s->reg.store.keys, 1));
}

static void
a_destroyed_key_was_overwritten(void **state)
{
	struct scratch *s = *state;
	uint8_t before[HOURFILE_SIZE], after[HOURFILE_SIZE];
	char name[64];
	int fd;

	scratch_key(&s->reg.store, 1, H);
	scratch_name(1, ".key", name);
	fd = openat(s->reg.store.keys, name, O_RDONLY);
	assert_int_equal(read(fd, before, sizeof before), sizeof before);
	run_at(s, AT(DUE), false);
	assert_int_equal(pread(fd, after, sizeof after, 0), sizeof after);
	close(fd);
	assert_true(shred_is_marked(after, sizeof after));
	for (size_t i = 0; i < HOURFILE_SIZE; i += 64)
		assert_memory_not_equal(after + i, before + i, 64);
}

/* Makes the file of kid n with suffix in keys, old seconds before now, and opens it. */
static int
leave(int keys, unsigned n, const char *suffix, int64_t now, int64_t old)
{
	const struct timespec times[2] = {{.tv_sec = now - old}, {.tv_sec = now - old}};
	uint8_t file[HOURFILE_SIZE];
	char name[64];
	int fd;

	memset(file, 'x', sizeof file);
	scratch_name(n, suffix, name);
	scratch_write(keys, name, file, sizeof file);
	fd = openat(keys, name, O_RDONLY);
	assert_int_equal(futimens(fd, times), 0);
	return fd;
}

static bool
was_overwritten(int fd)
{
	uint8_t file[HOURFILE_SIZE];

	assert_int_equal(pread(fd, file, sizeof file, 0), sizeof file);
	close(fd);
	return shred_is_marked(file, sizeof file);
}

/* A crash leaves copies of keys that no row and no header tells of. */
static void
what_was_never_finished_is_overwritten(void **state)
{
	struct scratch *s = *state;
	const int64_t now = AT(H);
	int store = leave(s->reg.store.keys, 1, ".tmp", now, 0);
	/* a kiosk may be writing it */
	int young = leave(s->reg.inbox.keys, 2, ".tmp", now, 24 * 3600);
	int old = leave(s->reg.inbox.keys, 3, ".tmp", now, 24 * 3600 + 1);

	assert_int_equal(run_at(s, now, true).leftovers, 2);
	assert_int_equal(scratch_names(s->reg.store.keys), 1);
	assert_int_equal(scratch_names(s->reg.inbox.keys), 2);
	assert_int_equal(run_at(s, now, false).leftovers, 2);
	assert_true(was_overwritten(store));
	assert_false(was_overwritten(young));
	assert_true(was_overwritten(old));
	assert_int_equal(scratch_names(s->reg.store.keys), 0);
	assert_int_equal(scratch_names(s->reg.inbox.keys), 1);
}

/* So does a change of keys: beside the new file the old one opens to who was revoked. */
static void
an_old_key_beside_the_new_one_is_overwritten(void **state)
{
	struct scratch *s = *state;
	char name[64], old_name[64];
	int old;

	scratch_key(&s->reg.store, 1, H);
	old = leave(s->reg.store.keys, 1, ".old", AT(H), 0);
	assert_int_equal(run_at(s, AT(H), false).leftovers, 1);
	assert_true(was_overwritten(old));
	assert_true(has_key(s->reg.store.keys, 1));
	/* one that is the same file is only another name of it */
	scratch_name(1, ".key", name);
	scratch_name(1, ".old", old_name);
	assert_int_equal(linkat(s->reg.store.keys, name, s->reg.store.keys, old_name, 0), 0);
	old = openat(s->reg.store.keys, name, O_RDONLY);
	assert_int_equal(run_at(s, AT(H), false).leftovers, 1);
	assert_false(was_overwritten(old));
	assert_int_equal(scratch_names(s->reg.store.keys), 1);
	/* and one without a whole key beside it may be the only one that opens */
	unlinkat(s->reg.store.keys, name, 0);
	old = leave(s->reg.store.keys, 1, ".old", AT(H), 0);
	assert_int_equal(run_at(s, AT(H), false).leftovers, 0);
	assert_non_null(strstr(notes, "left alone"));
	assert_false(was_overwritten(old));
}

static void
a_dry_run_changes_nothing(void **state)
{
	struct scratch *s = *state;
	struct retention run;

	scratch_key(&s->reg.store, 1, H);
	scratch_key(&s->reg.store, 2, H + 1);
	run = run_at(s, AT(DUE), true);
	assert_int_equal(run.keys, 1);
	assert_int_equal(run.left, 1);
	assert_true(has_key(s->reg.store.keys, 1));
}

static void
a_key_that_resists_is_reported_as_left_and_the_others_still_go(void **state)
{
	const struct rlimit none = {0, RLIM_INFINITY}, much = {RLIM_INFINITY, RLIM_INFINITY};
	struct scratch *s = *state;
	struct retention run = {.now = AT(DUE)};
	struct fail why = {{0}};
	int rc;

	scratch_key(&s->reg.store, 1, H);
	scratch_key_file(s->reg.inbox.keys, 2, H);
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &none); /* every overwrite fails, as on a broken disk */
	rc = retention_shred(&s->reg, &s->reg.store, &run, &why) +
		retention_shred(&s->reg, &s->reg.inbox, &run, &why);
	setrlimit(RLIMIT_FSIZE, &much);
	assert_int_equal(rc, -2);
	assert_int_equal(run.keys, 0);
	assert_int_equal(run.left, 2);
	assert_int_equal(run.overdue, 2);
	assert_int_equal(run.oldest, H);
	assert_int_equal(run.due, DUE); /* what the watch calls overdue */
	assert_true(has_key(s->reg.store.keys, 1));
	assert_int_equal(run_at(s, AT(DUE), false).keys, 2);
}

static void
a_broken_side_does_not_stop_the_other(void **state)
{
	struct scratch *s = *state;
	struct retention run = {.now = AT(DUE)};
	struct fail why = {{0}};

	scratch_key(&s->reg.store, 1, H);
	scratch_key_file(s->reg.inbox.keys, 2, H);
	register_close_side(&s->reg.inbox);
	assert_int_equal(retention_shred(&s->reg, &s->reg.store, &run, &why), 0);
	assert_int_equal(retention_shred(&s->reg, &s->reg.inbox, &run, &why), -1);
	assert_int_equal(run.keys, 1);
	assert_false(has_key(s->reg.store.keys, 1));
}

static void
dues_above_a_trusted_time_are_lowered(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};

	scratch_key(&s->reg.store, 1, H);
	scratch_key(&s->reg.store, 2, H + 9000); /* the clock had run ahead */
	assert_int_equal(retention_lower(&s->reg.store, AT(H) + 5, &why), 0);
	assert_int_equal(
		scratch_sql(&s->reg.store, "SELECT count(*) FROM hourkey WHERE due=490336"), 2);
	assert_int_equal(run_at(s, AT(DUE) - 1, false).keys, 0);
	assert_int_equal(run_at(s, AT(DUE), false).keys, 2);
}

static void
more_due_files_of_the_inbox_than_a_kiosk_makes_wait_for_the_next_look(void **state)
{
	struct scratch *s = *state;
	struct retention run = {.now = AT(DUE)}, again = {.now = AT(DUE)}, store = {.now = AT(DUE)};
	struct fail why;

	for (unsigned i = 0; i < RETENTION_INBOX + 2; i++) {
		scratch_key_file(s->reg.inbox.keys, i, H);
		scratch_key_file(s->reg.store.keys, i, H);
	}
	assert_int_equal(retention_shred(&s->reg, &s->reg.inbox, &run, &why), -1);
	assert_int_equal(run.keys, RETENTION_INBOX);
	assert_int_equal(run.put_off, 2);
	assert_int_equal(run.overdue, 2);
	assert_int_equal(scratch_names(s->reg.inbox.keys), 2);
	assert_int_equal(retention_shred(&s->reg, &s->reg.inbox, &again, &why), 0);
	assert_int_equal(again.keys, 2);
	assert_int_equal(scratch_names(s->reg.inbox.keys), 0);

	/* in the store nothing waits */
	assert_int_equal(retention_shred(&s->reg, &s->reg.store, &store, &why), 0);
	assert_int_equal(store.keys, RETENTION_INBOX + 2);
	assert_int_equal(scratch_names(s->reg.store.keys), 0);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(a_key_lives_until_exactly_its_due_hour),
		IN_REGISTER(a_header_is_evidence_without_a_row),
		IN_REGISTER(a_lower_due_of_the_row_wins),
		IN_REGISTER(a_row_that_says_later_does_not_keep_a_key),
		IN_REGISTER(a_row_of_the_inbox_says_nothing_about_a_key_in_the_store),
		IN_REGISTER(a_destroyed_key_was_overwritten),
		IN_REGISTER(what_was_never_finished_is_overwritten),
		IN_REGISTER(an_old_key_beside_the_new_one_is_overwritten),
		IN_REGISTER(a_dry_run_changes_nothing),
		IN_REGISTER(a_key_that_resists_is_reported_as_left_and_the_others_still_go),
		IN_REGISTER(a_broken_side_does_not_stop_the_other),
		IN_REGISTER(dues_above_a_trusted_time_are_lowered),
		IN_REGISTER(more_due_files_of_the_inbox_than_a_kiosk_makes_wait_for_the_next_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
