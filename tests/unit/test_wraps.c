/* SPDX-License-Identifier: ISC */
/* Hour keys whose wraps are made anew, beside another desk that does the same, or was killed at it. */
#include "register/wraps.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/moment.h"
#include "register/hourkeys.h"
#include "unit/scratch.h"

#define H 490000

static bool
want(void *arg, const struct hourfile *head, const uint8_t file[static HOURFILE_SIZE])
{
	(void)head, (void)file;
	++*(unsigned *)arg;
	return true;
}

static int
make(void *arg, const uint8_t file[static HOURFILE_SIZE], uint8_t out[static HOURFILE_SIZE])
{
	(void)arg;
	memcpy(out, file, HOURFILE_SIZE);
	out[HOURFILE_SIZE - 1] ^= 1;
	return 0;
}

/* Key 1, with the second name that it has while its wraps are made anew. */
static void
add_key_of_two_names(struct scratch *s)
{
	int keys = s->reg.store.keys;
	char name[64], old[64];

	scratch_key(&s->reg.store, 1, H);
	scratch_name(1, ".key", name);
	scratch_name(1, ".old", old);
	assert_int_equal(linkat(keys, name, keys, old, 0), 0);
}

static void
a_key_of_two_names_is_not_called_unreadable(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	unsigned shown = 0;
	struct wraps w = {.now = (int64_t)H * MOMENT_HOUR, .wanted = want, .arg = &shown};

	add_key_of_two_names(s);
	assert_int_equal(wraps_walk(&s->reg, &w, &why), 0);
	assert_int_equal(shown, 1);
	assert_int_equal(w.unreadable, 0);
}

/* Another desk is killed after the leftovers were finished and before this key's turn comes. */
static bool
want_and_leave(void *arg, const struct hourfile *head, const uint8_t file[static HOURFILE_SIZE])
{
	struct scratch *s = arg;
	int keys = s->reg.store.keys;
	char name[64], old[64];

	(void)head, (void)file;
	scratch_name(1, ".key", name);
	scratch_name(1, ".old", old);
	assert_int_equal(linkat(keys, name, keys, old, 0), 0);
	return true;
}

static void
what_another_desk_left_meanwhile_is_finished(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	struct wraps w = {
		.now = (int64_t)H * MOMENT_HOUR, .wanted = want_and_leave, .make = make, .arg = s};
	uint8_t before[HOURFILE_SIZE], after[HOURFILE_SIZE], kid[HOURFILE_KID];
	char old[64];

	scratch_key(&s->reg.store, 1, H);
	scratch_kid(1, kid);
	assert_int_equal(hourkeys_read(s->reg.store.keys, kid, before), HOURKEYS_KEY);
	assert_int_equal(wraps_walk(&s->reg, &w, &why), 0);
	assert_int_equal(w.changed, 1);
	assert_int_equal(w.unreadable, 0);
	assert_int_equal(hourkeys_read(s->reg.store.keys, kid, after), HOURKEYS_KEY);
	assert_memory_not_equal(before, after, sizeof before);
	scratch_name(1, ".old", old);
	assert_int_equal(faccessat(s->reg.store.keys, old, F_OK, 0), -1);
}

/* For whom wraps are made anew: what happens between the look at a key and the change of it. */
static bool
want_and_purge(void *arg, const struct hourfile *head, const uint8_t file[static HOURFILE_SIZE])
{
	struct scratch *s = arg;
	char name[64];

	(void)head, (void)file;
	scratch_name(1, ".key", name);
	assert_int_equal(unlinkat(s->reg.store.keys, name, 0), 0);
	return true;
}

static void
allow_writing(bool allowed)
{
	const struct rlimit none = {0, RLIM_INFINITY}, much = {RLIM_INFINITY, RLIM_INFINITY};

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, allowed ? &much : &none);
}

static void
leave_unfinished(struct scratch *s)
{
	char name[64];

	scratch_name(1, ".tmp", name);
	scratch_write(s->reg.store.keys, name, "secret", 6);
	allow_writing(false); /* it can be seen, and not be overwritten */
}

static bool
want_and_leave_unfinished(
	void *arg, const struct hourfile *head, const uint8_t file[static HOURFILE_SIZE])
{
	(void)head, (void)file;
	leave_unfinished(arg);
	return true;
}

static bool
has(struct scratch *s, const char *suffix)
{
	char name[64];

	scratch_name(1, suffix, name);
	return scratch_exists(s->reg.store.keys, name);
}

static int
make_nothing(void *arg, const uint8_t file[static HOURFILE_SIZE], uint8_t out[static HOURFILE_SIZE])
{
	(void)arg, (void)file, (void)out;
	fail_msg("nothing may be made here");
	return 0;
}

static void
a_key_that_was_purged_meanwhile_is_not_made_anew(void **state)
{
	struct scratch *s = *state;
	struct wraps w = {
		.now = (int64_t)H * MOMENT_HOUR, .wanted = want_and_purge, .make = make_nothing, .arg = s};
	size_t before = scratch_descriptors();
	struct fail why = {{0}};

	scratch_key(&s->reg.store, 1, H);
	assert_int_equal(wraps_walk(&s->reg, &w, &why), 0);
	assert_int_equal(w.changed + w.unreadable, 0);
	assert_false(has(s, ".key"));
	assert_int_equal(scratch_descriptors(), before);
}

static void
what_an_earlier_change_left_is_finished_before_anything_is_made(void **state)
{
	struct scratch *s = *state;
	struct wraps w = {.now = (int64_t)H * MOMENT_HOUR,
		.wanted = want_and_leave_unfinished,
		.make = make_nothing,
		.arg = s};
	size_t before = scratch_descriptors();
	struct fail why;

	scratch_key(&s->reg.store, 1, H);
	for (int i = 0; i < 2; i++) { /* found just before the change, and when the walk begins */
		why.text[0] = '\0';
		if (i == 1)
			leave_unfinished(s);
		assert_int_equal(wraps_walk(&s->reg, &w, &why), -1);
		allow_writing(true);
		assert_non_null(strstr(why.text, "cannot finish an earlier change of the hour key"));
		assert_true(has(s, ".tmp"));
		assert_int_equal(scratch_descriptors(), before);
	}
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(a_key_of_two_names_is_not_called_unreadable),
		IN_REGISTER(what_another_desk_left_meanwhile_is_finished),
		IN_REGISTER(a_key_that_was_purged_meanwhile_is_not_made_anew),
		IN_REGISTER(what_an_earlier_change_left_is_finished_before_anything_is_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
