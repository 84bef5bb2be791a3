/* SPDX-License-Identifier: ISC */
/* The system refuses a call while hour keys are destroyed, or a name is gone when its turn comes:
 * what could not be done is said, and nothing goes without evidence. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/moment.h"
#include "register/hourkeys.h"
#include "register/leftover.h"
#include "register/retention.h"
#include "register/wraps.h"
#include "unit/scratch.h"

#define H 490000
#define DUE (((int64_t)H + 336) * MOMENT_HOUR)

/* These calls go through here (Makefile.am). */
static bool no_sync, no_unlink, flooded;
static struct scratch *vanishing; /* key 1 of its store is gone after the folder was listed */

int __real_fsync(int fd);
int __real_unlinkat(int at, const char *name, int flags);
int __real_hourkeys_list(int keys, struct hourkeys_list *list, struct fail *why);
int __wrap_fsync(int fd);
int __wrap_unlinkat(int at, const char *name, int flags);
int __wrap_hourkeys_list(int keys, struct hourkeys_list *list, struct fail *why);

int
__wrap_fsync(int fd)
{
	errno = EIO;
	return no_sync ? -1 : __real_fsync(fd);
}

int
__wrap_unlinkat(int at, const char *name, int flags)
{
	errno = EROFS;
	return no_unlink ? -1 : __real_unlinkat(at, name, flags);
}

static void
take_away(struct scratch *s)
{
	char name[64];

	scratch_name(1, ".key", name);
	assert_int_equal(__real_unlinkat(s->reg.store.keys, name, 0), 0);
}

int
__wrap_hourkeys_list(int keys, struct hourkeys_list *list, struct fail *why)
{
	int rc = __real_hourkeys_list(keys, list, why);

	list->cut = list->cut || flooded;
	if (vanishing != NULL)
		take_away(vanishing);
	return rc;
}

static char notes[2000];

static void
note(void *arg, const char *sentence)
{
	(void)arg;
	snprintf(notes + strlen(notes), sizeof notes - strlen(notes), "%s\n", sentence);
}

/* Looks at the store when its two keys are due, or at another time. */
static int
look_at(struct scratch *s, int64_t now, struct retention *run, const char *words)
{
	struct fail why = {{0}};
	int rc;

	run->now = now;
	run->note = note;
	notes[0] = '\0';
	rc = retention_shred(&s->reg, &s->reg.store, run, &why);
	if (strstr(why.text, words) == NULL)
		fail_msg("“%s” does not say “%s”", why.text, words);
	return rc;
}

static bool
has(struct scratch *s, const char *suffix)
{
	char name[64];

	scratch_name(1, suffix, name);
	return scratch_exists(s->reg.store.keys, name);
}

static void
keys_that_may_be_back_after_a_power_cut_are_told(void **state)
{
	struct scratch *s = *state;
	struct retention run = {0};
	size_t before = scratch_descriptors();

	scratch_key(&s->reg.store, 1, H);
	no_sync = true;
	assert_int_equal(look_at(s, DUE, &run, ""), -1);
	no_sync = false;
	assert_true(has(s, ".key")); /* not overwritten for certain: its name stays */
	assert_int_equal(run.overdue, 1);
	assert_int_equal(scratch_descriptors(), before);
}

/* In the folder alone, when what was in the files is on the disk. */
static void
a_second_name_that_cannot_go_is_told_and_the_key_stays(void **state)
{
	struct scratch *s = *state;
	struct retention run = {0};
	char name[64], old[64];

	scratch_key(&s->reg.store, 1, H);
	scratch_name(1, ".key", name);
	scratch_name(1, ".old", old);
	assert_int_equal(linkat(s->reg.store.keys, name, s->reg.store.keys, old, 0), 0);
	no_unlink = true;
	assert_int_equal(look_at(s, DUE - 1, &run, "cannot remove the second name"), -1);
	no_unlink = false;
	assert_int_equal(run.leftovers, 0);
	no_sync = true; /* it goes, and may be back */
	assert_int_equal(look_at(s, DUE - 1, &run, "cannot sync the folder of hour keys"), -1);
	no_sync = false;
	assert_int_equal(run.leftovers, 1);
	assert_false(has(s, ".old"));
	assert_true(has(s, ".key"));
}

static void
a_folder_that_was_not_seen_whole_is_no_success(void **state)
{
	struct scratch *s = *state;
	struct wraps w = {.now = 0};
	struct retention run = {0};
	struct fail why = {{0}};

	flooded = true;
	scratch_key(&s->reg.store, 1, H);
	assert_int_equal(look_at(s, DUE, &run, "more files than hour keys can be"), -1);
	assert_int_equal(run.keys, 1); /* what was seen is destroyed all the same */
	assert_int_equal(wraps_walk(&s->reg, &w, &why), -1);
	assert_non_null(strstr(why.text, "more files in store/keys than can be looked at"));
	flooded = false;
	assert_int_equal(wraps_walk(&s->reg, &w, &why), 0);
}

static void
what_is_gone_when_its_turn_comes_is_no_fault(void **state)
{
	struct scratch *s = *state;
	struct retention run = {0};
	struct wraps w = {.now = 0};
	struct fail why = {{0}};

	scratch_key(&s->reg.store, 1, H);
	scratch_key(&s->reg.store, 2, H);
	vanishing = s;
	assert_int_equal(look_at(s, DUE, &run, ""), 0);
	vanishing = NULL;
	assert_int_equal(run.keys, 1);
	assert_int_equal(run.strange + run.left + run.leftovers, 0);
	scratch_key_file(s->reg.store.keys, 1, H);
	vanishing = s;
	assert_int_equal(wraps_walk(&s->reg, &w, &why), 0);
	vanishing = NULL;
	assert_int_equal(w.unreadable, 0);
}

static void
a_key_of_an_hour_to_come_is_named_and_left(void **state)
{
	struct scratch *s = *state;
	struct retention run = {.newest = H};

	scratch_key(&s->reg.store, 1, H + 1);
	assert_int_equal(look_at(s, DUE, &run, ""), 0);
	assert_non_null(strstr(notes, "its hour lies in the future; left alone"));
	assert_int_equal(run.strange, 1);
	assert_int_equal(run.strange_in_store, 1);
	assert_int_equal(run.left, 1);
	assert_true(has(s, ".key"));
	run = (struct retention){.newest = H + 1};
	assert_int_equal(look_at(s, DUE, &run, ""), 0);
	assert_int_equal(run.strange, 0);
}

static void
what_cannot_be_looked_at_is_not_called_abandoned(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(leftover_unfinished(&s->reg.inbox, "none.tmp", INT64_MAX), LEFTOVER_YOUNG);
	scratch_write(s->reg.inbox.keys, "some.tmp", "", 0);
	assert_int_equal(leftover_unfinished(&s->reg.inbox, "some.tmp", INT64_MAX), LEFTOVER_ABANDONED);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(keys_that_may_be_back_after_a_power_cut_are_told),
		IN_REGISTER(a_second_name_that_cannot_go_is_told_and_the_key_stays),
		IN_REGISTER(a_folder_that_was_not_seen_whole_is_no_success),
		IN_REGISTER(what_is_gone_when_its_turn_comes_is_no_fault),
		IN_REGISTER(a_key_of_an_hour_to_come_is_named_and_left),
		IN_REGISTER(what_cannot_be_looked_at_is_not_called_abandoned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
