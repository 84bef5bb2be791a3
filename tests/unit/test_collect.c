/* SPDX-License-Identifier: ISC */
/* From the inbox to the store: exact rows, again and again, after every crash, and whatever the
 * kiosk's account put there. */
#include "register/collect.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/hourfile.h"
#include "base/shred.h"
#include "register/entries.h"
#include "register/hourkeys.h"
#include "unit/scratch.h"

#define H 490000

static struct collect_report
collect(struct scratch *s)
{
	struct collect_report report;
	struct fail why = {{0}};

	if (collect_inbox(&s->reg, UINT32_MAX, &report, &why) != 0)
		fail_msg("%s", why.text);
	return report;
}

static void
assert_rows(struct register_side *side, int hours, int entries)
{
	assert_int_equal(scratch_sql(side, "SELECT count(*) FROM hourkey"), hours);
	assert_int_equal(scratch_sql(side, "SELECT count(*) FROM entry"), entries);
}

static void
what_the_kiosk_wrote_is_moved(void **state)
{
	struct scratch *s = *state;
	uint8_t before[HOURFILE_SIZE], after[HOURFILE_SIZE];
	struct collect_report report;
	char name[64];
	struct stat st;

	scratch_key(&s->reg.inbox, 1, H);
	scratch_key(&s->reg.inbox, 2, H + 1);
	for (unsigned i = 0; i < 5; i++)
		scratch_entry(&s->reg.inbox, 1 + i % 2, i);
	scratch_name(1, ".key", name);
	scratch_read(s->reg.inbox.keys, name, before, sizeof before);
	report = collect(s);
	assert_int_equal(report.entries, 5);
	assert_int_equal(report.keys, 2);
	assert_int_equal(report.homeless, 0);
	assert_rows(&s->reg.inbox, 0, 0);
	assert_rows(&s->reg.store, 2, 5);
	assert_int_equal(
		scratch_sql(&s->reg.store, "SELECT due FROM hourkey WHERE hour=490001"), H + 337);
	assert_int_equal(scratch_names(s->reg.inbox.keys), 0);
	assert_int_equal(scratch_names(s->reg.store.keys), 2);
	assert_int_equal(scratch_read(s->reg.store.keys, name, after, sizeof after), sizeof after);
	assert_memory_equal(after, before, sizeof after);
	assert_int_equal(fstatat(s->reg.store.keys, name, &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0660);
	report = collect(s);
	assert_int_equal(report.entries + report.keys + report.homeless, 0);
	assert_rows(&s->reg.store, 2, 5);
}

static void
the_kiosk_has_no_hold_on_the_copy_in_the_store(void **state)
{
	struct scratch *s = *state;
	uint8_t file[HOURFILE_SIZE];
	char name[64];
	int fd;

	scratch_key(&s->reg.inbox, 1, H);
	scratch_name(1, ".key", name);
	fd = openat(s->reg.inbox.keys, name, O_RDWR);
	collect(s);
	assert_int_equal(pread(fd, file, sizeof file, 0), sizeof file);
	assert_true(shred_is_marked(file, sizeof file)); /* the inbox' copy was overwritten */
	assert_int_equal(pwrite(fd, "gotcha", 6, 0), 6);
	close(fd);
	scratch_read(s->reg.store.keys, name, file, sizeof file);
	assert_memory_equal(file, HOURFILE_MAGIC, HOURFILE_MAGIC_SIZE);
}

static void
a_key_already_in_the_store_is_never_replaced(void **state)
{
	struct scratch *s = *state;
	uint8_t before[HOURFILE_SIZE], after[HOURFILE_SIZE];
	char name[64];

	scratch_key(&s->reg.store, 1, H);
	scratch_key(&s->reg.inbox, 1, H);
	scratch_entry(&s->reg.inbox, 1, 7);
	scratch_name(1, ".key", name);
	scratch_read(s->reg.store.keys, name, before, sizeof before);
	assert_int_equal(collect(s).keys, 0);
	scratch_read(s->reg.store.keys, name, after, sizeof after);
	assert_memory_equal(after, before, sizeof after);
	assert_rows(&s->reg.store, 1, 1);
	assert_false(scratch_exists(s->reg.inbox.keys, name));
}

static void
a_due_is_never_raised_and_never_over_the_header(void **state)
{
	struct scratch *s = *state;

	scratch_key(&s->reg.store, 1, H);
	scratch_sql(&s->reg.store, "UPDATE hourkey SET due=490024");
	scratch_key(&s->reg.inbox, 1, H);
	scratch_key_file(s->reg.inbox.keys, 2, H);
	scratch_key_row(&s->reg.inbox, 2, H + 500, H + 836); /* its key says H */
	scratch_key_file(s->reg.inbox.keys, 3, H);
	scratch_key_row(&s->reg.inbox, 3, H, H + 48);
	collect(s);
	assert_int_equal(
		scratch_sql(&s->reg.store, "SELECT due FROM hourkey ORDER BY kid LIMIT 1"), H + 24);
	assert_int_equal(
		scratch_sql(&s->reg.store, "SELECT count(*) FROM hourkey WHERE hour=490000 AND due=490336"),
		1);
	assert_int_equal(
		scratch_sql(&s->reg.store, "SELECT count(*) FROM hourkey WHERE due=490048"), 1);
}

/* Whatever hour a key file claims, it is not kept for longer than the clock allows. */
static void
a_due_beyond_what_can_be_is_lowered(void **state)
{
	struct scratch *s = *state;
	struct clock_verdict clock = {.trusted = (int64_t)(H + 5) * 3600};
	struct collect_report report;
	struct fail why = {{0}};

	assert_int_equal(collect_due_most(&clock), H + 5 + 336);
	scratch_key(&s->reg.inbox, 1, H + 90000);
	assert_int_equal(collect_inbox(&s->reg, collect_due_most(&clock), &report, &why), 0);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT due FROM hourkey"), H + 5 + 336);
	clock.doubt = true; /* the kiosk may have known better */
	assert_int_equal(collect_due_most(&clock), UINT32_MAX);
}

static void
entries_without_any_key_stay_and_are_counted(void **state)
{
	struct scratch *s = *state;
	struct collect_report report;

	scratch_key_row(&s->reg.inbox, 1, H, H + 336); /* its file never came */
	scratch_entry(&s->reg.inbox, 1, 7);
	scratch_entry(&s->reg.inbox, 2, 8); /* not even a row */
	scratch_key(&s->reg.inbox, 3, H);
	scratch_entry(&s->reg.inbox, 3, 9);
	report = collect(s);
	assert_int_equal(report.entries, 1);
	assert_int_equal(report.homeless, 2); /* the row without a file, the entry without a row */
	assert_rows(&s->reg.inbox, 1, 2);
	assert_rows(&s->reg.store, 1, 1);
	scratch_key_file(s->reg.inbox.keys, 1, H); /* now it comes */
	report = collect(s);
	assert_int_equal(report.entries, 1);
	assert_int_equal(report.homeless, 1);
}

static void
a_late_entry_belongs_to_a_key_the_store_knows(void **state)
{
	struct scratch *s = *state;

	scratch_key(&s->reg.inbox, 1, H);
	collect(s);
	scratch_entry(&s->reg.inbox, 1, 7); /* the kiosk still holds the hour key */
	assert_int_equal(collect(s).entries, 1);
	assert_rows(&s->reg.inbox, 0, 0);
	assert_rows(&s->reg.store, 1, 1);
}

static void
many_entries_are_moved_in_batches_also_past_homeless_ones(void **state)
{
	struct scratch *s = *state;
	struct collect_report report;
	char sql[400];

	scratch_key(&s->reg.inbox, 1, H);
	scratch_key(&s->reg.inbox, 3, H);
	snprintf(sql, sizeof sql,
		"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c "
		"WHERE i<%d) INSERT INTO entry SELECT kid,CAST(printf('%%016d',i) AS BLOB),"
		"randomblob(304) FROM c,hourkey",
		ENTRIES_BATCH);
	scratch_sql(&s->reg.inbox, sql);
	scratch_entry(&s->reg.inbox, 2, 5);
	report = collect(s);
	assert_int_equal(report.entries, 2 * ENTRIES_BATCH);
	assert_int_equal(report.homeless, 1);
	assert_rows(&s->reg.inbox, 0, 1);
	assert_rows(&s->reg.store, 2, 2 * ENTRIES_BATCH);
}

/* What is there when the power went after each step: doing it again ends in the same. */
static void
after_a_crash_at_any_step_it_is_done_again(void **state)
{
	struct scratch *s = *state;
	uint8_t file[HOURFILE_SIZE];
	struct fail why = {{0}};
	uint8_t kid[16];
	char name[64];

	for (unsigned crash = 1; crash <= 6; crash++) {
		scratch_key(&s->reg.inbox, crash, H + crash);
		scratch_entry(&s->reg.inbox, crash, crash);
		scratch_name(crash, ".key", name);
		scratch_kid(crash, kid);
		scratch_read(s->reg.inbox.keys, name, file, sizeof file);
		if (crash == 1) { /* while the copy was written */
			scratch_name(crash, ".tmp", name);
			scratch_write(s->reg.store.keys, name, file, 1000);
			continue;
		}
		assert_int_equal(hourkeys_write(s->reg.store.keys, kid, file, &why), 0);
		if (crash == 2) /* after the copy */
			continue;
		scratch_key_row(&s->reg.store, crash, H + crash, H + crash + 336);
		if (crash == 3) /* after the first commit of the store */
			continue;
		scratch_entry(&s->reg.store, crash, crash);
		if (crash == 4) /* after the second */
			continue;
		scratch_sql(&s->reg.inbox, "DELETE FROM entry WHERE kid=(SELECT max(kid) FROM hourkey)");
		if (crash == 5) /* after the first of the inbox */
			continue;
		scratch_sql(&s->reg.inbox, "DELETE FROM hourkey WHERE kid=(SELECT max(kid) FROM hourkey)");
	}
	collect(s);
	assert_rows(&s->reg.inbox, 0, 0);
	assert_rows(&s->reg.store, 6, 6);
	assert_int_equal(scratch_names(s->reg.store.keys), 6);
	/* the last one's copy stays in the inbox until it is due; retention finds it */
	assert_int_equal(scratch_names(s->reg.inbox.keys), 1);
}

/* What is in the inbox goes only when the store has it. */
static void
what_the_store_cannot_take_stays_in_the_inbox(void **state)
{
	struct scratch *s = *state;
	struct collect_report report;
	char path[SCRATCH_PATH];
	struct fail why;
	sqlite3 *other;

	scratch_key(&s->reg.store, 1, H);
	scratch_entry(&s->reg.inbox, 1, 7); /* after its row was collected */
	scratch_path(s, "reg/store/db/store.db", path);
	assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_busy_timeout(s->reg.store.db, 1);
	assert_int_equal(collect_inbox(&s->reg, UINT32_MAX, &report, &why), -1);
	assert_rows(&s->reg.inbox, 0, 1);
	assert_rows(&s->reg.store, 1, 0);
	assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(other), SQLITE_OK);
	assert_int_equal(collect(s).entries, 1);
	assert_rows(&s->reg.inbox, 0, 0);
	assert_rows(&s->reg.store, 1, 1);
}

static void
a_key_file_that_is_none_is_not_brought(void **state)
{
	struct scratch *s = *state;
	char name[64];

	for (unsigned n = 1; n <= 3; n++)
		scratch_key_row(&s->reg.inbox, n, H, H + 336);
	scratch_name(1, ".key", name);
	assert_int_equal(mkfifoat(s->reg.inbox.keys, name, 0600), 0);
	scratch_name(2, ".key", name);
	assert_int_equal(symlinkat("../tag.key", s->reg.inbox.keys, name), 0);
	scratch_name(3, ".key", name);
	scratch_write(s->reg.inbox.keys, name, "short", 5);
	assert_int_equal(collect(s).homeless, 3);
	assert_int_equal(scratch_names(s->reg.store.keys), 0);
	assert_int_equal(scratch_names(s->reg.inbox.keys), 3);
	assert_rows(&s->reg.store, 0, 0);
}

/* Makes n hour keys in the inbox from kid first on. */
static void
flood(struct scratch *s, unsigned first, unsigned n)
{
	for (unsigned i = first; i < first + n; i++)
		scratch_key(&s->reg.inbox, i, H);
}

static void
more_keys_than_a_kiosk_makes_come_in_parts_and_not_without_end(void **state)
{
	struct scratch *s = *state;
	struct collect_report report;
	struct fail why;

	flood(s, 1, COLLECT_KEYS + 2);
	scratch_entry(&s->reg.inbox, 1, 1);
	scratch_entry(&s->reg.inbox, COLLECT_KEYS + 2, 2);
	assert_int_equal(collect_inbox(&s->reg, UINT32_MAX, &report, &why), -1);
	assert_int_equal(report.keys, COLLECT_KEYS);
	assert_int_equal(report.refused, 2);
	assert_int_equal(report.homeless, 0);
	assert_rows(&s->reg.store, COLLECT_KEYS, 1);
	assert_rows(&s->reg.inbox, 2, 1);
	assert_int_equal(scratch_names(s->reg.inbox.keys), 2);
	report = collect(s);
	assert_int_equal(report.keys, 2);
	assert_rows(&s->reg.store, COLLECT_KEYS + 2, 2);

	/* a store that is full takes entries of the keys it has */
	scratch_sql(&s->reg.store,
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<20000) "
		"INSERT INTO hourkey SELECT randomblob(16),490000,490336 FROM n");
	flood(s, COLLECT_KEYS + 3, 1);
	scratch_entry(&s->reg.inbox, 1, 3);
	assert_int_equal(collect_inbox(&s->reg, UINT32_MAX, &report, &why), -1);
	assert_int_equal(report.keys, 0);
	assert_int_equal(report.refused, 1);
	assert_int_equal(report.entries, 1);
	assert_int_equal(scratch_names(s->reg.inbox.keys), 1);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(what_the_kiosk_wrote_is_moved),
		IN_REGISTER(the_kiosk_has_no_hold_on_the_copy_in_the_store),
		IN_REGISTER(a_key_already_in_the_store_is_never_replaced),
		IN_REGISTER(a_due_is_never_raised_and_never_over_the_header),
		IN_REGISTER(a_due_beyond_what_can_be_is_lowered),
		IN_REGISTER(entries_without_any_key_stay_and_are_counted),
		IN_REGISTER(a_late_entry_belongs_to_a_key_the_store_knows),
		IN_REGISTER(many_entries_are_moved_in_batches_also_past_homeless_ones),
		IN_REGISTER(after_a_crash_at_any_step_it_is_done_again),
		IN_REGISTER(what_the_store_cannot_take_stays_in_the_inbox),
		IN_REGISTER(a_key_file_that_is_none_is_not_brought),
		IN_REGISTER(more_keys_than_a_kiosk_makes_come_in_parts_and_not_without_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
