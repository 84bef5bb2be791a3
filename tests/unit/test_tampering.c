/* SPDX-License-Identifier: ISC */
/* Whoever can write the store changes it: each change has a name of its own, and the other entries are
 * still served. */
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "desk/window.h"
#include "register/erasures.h"
#include "register/hourkeys.h"
#include "register/ledger.h"
#include "unit/arrivals.h"
#include "unit/scratch.h"

#define H ARRIVALS_HOUR
#define AT ARRIVALS_AT

/* Two hours: A, B, C of the first key, D, E of the second. */
static struct arrivals a;
static struct hour_key first, second;
static struct entries_entry entry[5];

static int
begin(void **state)
{
	int i;

	if (arrivals_begin(&a, state) != 0)
		return -1;
	first = arrivals_hour(&a, H, a.reception.pk);
	second = arrivals_hour(&a, H + 1, a.reception.pk);
	for (i = 0; i < 5; i++)
		entry[i] = arrivals_come(
			&a, i < 3 ? &first : &second, 10 * i, (const char[]){(char)('A' + i), 0});
	return 0;
}

/* Opens both hours and asserts whose visits come, how many of kind are named and nothing else, and
 * how many entries of the first hour are missing. */
static void
assert_opening(const char *letters, enum report_kind kind, uint64_t n, uint64_t missing)
{
	struct window w = {.from = AT(H), .to = AT(H + 2)};
	struct fail why = {{0}};
	size_t i;

	if (window_open(&a.desk, &w, &why) != 0)
		fail_msg("%s", why.text);
	assert_int_equal(w.n, strlen(letters));
	for (i = 0; i < w.n; i++)
		assert_int_equal(w.visits[i].visitor.name[0], letters[i]);
	for (i = 0; i < REPORT_KINDS; i++)
		assert_int_equal(w.report.kinds[i], i == kind ? n : 0);
	assert_int_equal(w.report.gaps[0], missing);
	assert_int_equal(report_gaps(&w.report), missing);
	assert_int_equal(report_is_incomplete(&w.report),
		missing > 0 || (n > 0 && kind != REPORT_EXPIRED && kind != REPORT_FOREIGN));
	window_free(&w);
}

#define NOTHING REPORT_KINDS, 0

static void
what_is_whole_has_nothing_to_name(void **state)
{
	(void)state;
	assert_opening("ABCDE", NOTHING, 0);
}

static void
a_changed_byte_is_damage(void **state)
{
	(void)state;
	/* another byte than there is */
	arrivals_sql(&a,
		entry[1].box[100] == 0x55
			? "UPDATE entry SET box=CAST(substr(box,1,100)||x'54'||substr(box,102) AS BLOB) "
			  "WHERE kid=x'%s' AND id=x'%s'"
			: "UPDATE entry SET box=CAST(substr(box,1,100)||x'55'||substr(box,102) AS BLOB) "
			  "WHERE kid=x'%s' AND id=x'%s'",
		&entry[1]);
	assert_opening("ACDE", REPORT_DAMAGED, 1, 0);
}

/* The boxes of rows x and y change places. */
static void
swap(const struct entries_entry *x, const struct entries_entry *y)
{
	struct entries_entry left = *x, right = *y;

	memcpy(left.box, y->box, sizeof left.box);
	memcpy(right.box, x->box, sizeof right.box);
	arrivals_sql(&a, "DELETE FROM entry WHERE kid=x'%s' AND id=x'%s'", x);
	arrivals_sql(&a, "DELETE FROM entry WHERE kid=x'%s' AND id=x'%s'", y);
	arrivals_put(&a.desk.reg.store, &left);
	arrivals_put(&a.desk.reg.store, &right);
}

static void
rows_swapped_between_hours_were_moved(void **state)
{
	(void)state;
	swap(&entry[1], &entry[4]);
	assert_opening("ACD", REPORT_MOVED, 2, 0);
}

static void
rows_swapped_in_an_hour_were_moved(void **state)
{
	(void)state;
	swap(&entry[0], &entry[2]);
	assert_opening("BDE", REPORT_MOVED, 2, 0);
}

static void
a_row_moved_to_another_hour_was_moved(void **state)
{
	(void)state;
	arrivals_sql(&a,
		"UPDATE entry SET kid=(SELECT kid FROM hourkey WHERE hour=490001) "
		"WHERE kid=x'%s' AND id=x'%s'",
		&entry[0]);
	assert_opening("BCDE", REPORT_MOVED, 1, 0);
}

static void
a_replayed_row_was_copied(void **state)
{
	(void)state;
	arrivals_sql(&a,
		"INSERT INTO entry SELECT kid,randomblob(16),box FROM entry WHERE kid=x'%s' AND id=x'%s'",
		&entry[2]);
	assert_opening("ABCDE", REPORT_MOVED, 1, 0);
}

static void
a_row_under_another_id_was_moved_and_is_not_missing(void **state)
{
	(void)state;
	arrivals_sql(&a, "UPDATE entry SET id=randomblob(16) WHERE kid=x'%s' AND id=x'%s'", &entry[0]);
	assert_opening("BCDE", REPORT_MOVED, 1, 0);
}

static void
remove_row(const struct entries_entry *e)
{
	arrivals_sql(&a, "DELETE FROM entry WHERE kid=x'%s' AND id=x'%s'", e);
}

static void
a_deleted_row_is_missing(void **state)
{
	(void)state;
	remove_row(&entry[0]);
	assert_opening("BCDE", NOTHING, 1);
	remove_row(&entry[1]);
	assert_opening("CDE", NOTHING, 2);
}

/* The window is a part of the hour: its other visits are no gap, and what is missing is. */
static void
a_part_of_an_hour_has_no_gap_of_its_own(void **state)
{
	struct window w = {.from = AT(H) + 20, .to = AT(H) + 25};
	struct fail why = {{0}};

	(void)state;
	assert_int_equal(window_open(&a.desk, &w, &why), 0);
	assert_int_equal(w.n, 1);
	assert_int_equal(report_gaps(&w.report), 0);
	window_free(&w);
	remove_row(&entry[0]);
	assert_int_equal(window_open(&a.desk, &w, &why), 0);
	assert_int_equal(w.report.gaps[0], 1);
	window_free(&w);
}

static void
note_erasure(const char *fields, const struct hour_key *key)
{
	char hex[2 * HOURFILE_KID + 1], text[LEDGER_FIELDS];
	struct ledger_head head;
	struct fail why = {{0}};

	sodium_bin2hex(hex, sizeof hex, key->kid, sizeof key->kid);
	snprintf(text, sizeof text, "%s\tkid=%s", fields, hex);
	assert_int_equal(ledger_append(a.desk.reg.state, AT(H + 2), "erase", text, &head, &why), 0);
}

static void
an_erasure_in_the_ledger_explains_one_of_its_key(void **state)
{
	(void)state;
	remove_row(&entry[0]);
	note_erasure("matched=1", &second);
	assert_opening("BCDE", NOTHING, 1);
	note_erasure("matched=1", &first);
	assert_opening("BCDE", NOTHING, 0);
	remove_row(&entry[1]);
	assert_opening("CDE", NOTHING, 1);
}

static void
what_a_visitor_erases_is_not_missing_at_any_moment(void **state)
{
	uint64_t n;
	struct fail why = {{0}};

	(void)state;
	assert_int_equal(erasures_queue(&a.desk.reg.inbox, entry[0].id, &why), 0);
	assert_opening("BCDE", NOTHING, 0); /* queued, and still in the store */
	scratch_sql(&a.desk.reg.inbox, "UPDATE erase SET kid=NULL");
	assert_int_equal(erasures_carry_out(&a.desk.reg, AT(H + 2), &n, &why), 0);
	assert_int_equal(n, 1);
	assert_opening("BCDE", NOTHING, 0);
}

static void
an_entry_that_is_still_in_the_inbox_is_not_missing(void **state)
{
	(void)state;
	remove_row(&entry[1]);
	arrivals_put(&a.desk.reg.inbox, &entry[1]);
	assert_opening("ACDE", NOTHING, 0);
}

/* Somebody who knows the public half, which is stored nowhere. */
static void
a_forged_visit_has_a_number_that_another_one_has(void **state)
{
	(void)state;
	first.seq = 2;
	arrivals_come(&a, &first, 15, "X");
	assert_opening("ABXCDE", REPORT_REPEATED, 1, 0);
}

static void
a_forged_visit_beyond_the_last_leaves_a_gap(void **state)
{
	(void)state;
	first.seq = 9;
	arrivals_come(&a, &first, 15, "X");
	assert_opening("ABXCDE", NOTHING, 5);
}

static void
a_visit_without_a_number_is_none(void **state)
{
	(void)state;
	first.seq = 0;
	arrivals_come(&a, &first, 15, "X");
	assert_opening("ABCDE", REPORT_NO_VISIT, 1, 0);
}

static void
what_opens_to_no_visit_is_named_so(void **state)
{
	struct entries_entry strange = entry[0];
	uint8_t record[RECORD_SIZE] = {0};

	(void)state;
	randombytes_buf(strange.id, sizeof strange.id);
	assert_int_equal(hourkey_seal(&first, record, strange.box), 0);
	arrivals_put(&a.desk.reg.store, &strange);
	assert_opening("ABCDE", REPORT_NO_VISIT, 1, 0);
}

static void
a_changed_or_deleted_row_of_a_key_hides_nothing(void **state)
{
	(void)state;
	arrivals_sql(&a, "UPDATE hourkey SET hour=hour+100 WHERE kid=x'%s'", &entry[0]);
	assert_opening("ABCDE", REPORT_DISAGREES, 1, 0);
	arrivals_sql(&a, "UPDATE hourkey SET hour=hour-200,due=hour+136 WHERE kid=x'%s'", &entry[0]);
	assert_opening("ABCDE", REPORT_DISAGREES, 1, 0);
	arrivals_sql(&a, "DELETE FROM hourkey WHERE kid=x'%s'", &entry[0]);
	assert_opening("ABCDE", REPORT_DISAGREES, 1, 0);
}

static void
a_key_file_alone_is_what_a_crash_leaves(void **state)
{
	struct hour_key third = arrivals_hour(&a, H + 1, a.reception.pk);
	struct entries_entry e = arrivals_seal(&third, 1, "Z");

	(void)state;
	arrivals_sql(&a, "DELETE FROM hourkey WHERE kid=x'%s'", &e);
	assert_opening("ABCDE", NOTHING, 0);
}

static void
a_foreign_key_is_named_and_the_rest_is_served(void **state)
{
	struct reception_key other;
	struct hour_key foreign;

	(void)state;
	crypto_box_keypair(other.pk, other.sk);
	foreign = arrivals_hour(&a, H, other.pk);
	arrivals_come(&a, &foreign, 1, "X");
	assert_opening("ABCDE", REPORT_FOREIGN, 1, 0);
}

/* Writes n bytes of file in the place of the first key's. */
static void
put_file(const uint8_t *file, size_t n)
{
	char name[HOURFILE_NAME];

	hourfile_name(first.kid, name);
	scratch_write(a.desk.reg.store.keys, name, file, n);
}

static void
a_key_file_that_was_changed_is_named(void **state)
{
	uint8_t file[HOURFILE_SIZE], other[HOURFILE_SIZE];

	(void)state;
	assert_int_equal(hourkeys_read(a.desk.reg.store.keys, first.kid, file), HOURKEYS_KEY);
	assert_int_equal(hourkeys_read(a.desk.reg.store.keys, second.kid, other), HOURKEYS_KEY);
	file[hourfile_wrap(0) + HOURFILE_PRINT + 60] ^= 1; /* the sealed secret */
	put_file(file, sizeof file);
	assert_opening("DE", REPORT_FORGED, 1, 0);
	put_file(other, sizeof other); /* another key under this name */
	assert_opening("DE", REPORT_BROKEN, 1, 0);
	put_file(file, 100);
	assert_opening("DE", REPORT_BROKEN, 1, 0);
}

static void
a_key_file_that_is_gone_is_named(void **state)
{
	char name[HOURFILE_NAME];

	(void)state;
	hourfile_name(first.kid, name);
	unlinkat(a.desk.reg.store.keys, name, 0);
	assert_opening("DE", REPORT_LOST, 1, 0);
}

static void
a_key_with_two_names_is_read(void **state)
{
	char name[HOURFILE_NAME], old[HOURFILE_NAME];

	(void)state;
	hourfile_name(first.kid, name);
	memcpy(old, name, sizeof old);
	memcpy(old + 2 * HOURFILE_KID, ".old", 5);
	assert_int_equal(linkat(a.desk.reg.store.keys, name, a.desk.reg.store.keys, old, 0), 0);
	assert_opening("ABCDE", NOTHING, 0);
}

/* Keeps the sentences that are said. */
static void
note_sentence(void *arg, const char *sentence)
{
	strncat(arg, sentence, 300);
	strcat(arg, "\n");
}

static void
each_kind_has_a_sentence_of_its_own(void **state)
{
	char said[REPORT_KINDS][700], many[700];
	size_t i, j;

	(void)state;
	for (i = 0; i < REPORT_KINDS; i++) {
		struct report report = {.first = H};

		said[i][0] = many[0] = '\0';
		report.kinds[i] = 1;
		report_tell(&report, note_sentence, said[i]);
		assert_true(strlen(said[i]) > 20);
		assert_int_equal(strstr(said[i], "ALARM") != NULL, report_is_incomplete(&report));
		report.kinds[i] = 12345;
		report_tell(&report, note_sentence, many);
		assert_non_null(strstr(many, "12345 "));
		for (j = 0; j < i; j++)
			assert_string_not_equal(said[i], said[j]);
	}
}

#define IN_DESK(test) cmocka_unit_test_setup_teardown(test, begin, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_DESK(what_is_whole_has_nothing_to_name),
		IN_DESK(a_changed_byte_is_damage),
		IN_DESK(rows_swapped_between_hours_were_moved),
		IN_DESK(rows_swapped_in_an_hour_were_moved),
		IN_DESK(a_row_moved_to_another_hour_was_moved),
		IN_DESK(a_replayed_row_was_copied),
		IN_DESK(a_row_under_another_id_was_moved_and_is_not_missing),
		IN_DESK(a_deleted_row_is_missing),
		IN_DESK(a_part_of_an_hour_has_no_gap_of_its_own),
		IN_DESK(an_erasure_in_the_ledger_explains_one_of_its_key),
		IN_DESK(what_a_visitor_erases_is_not_missing_at_any_moment),
		IN_DESK(an_entry_that_is_still_in_the_inbox_is_not_missing),
		IN_DESK(a_forged_visit_has_a_number_that_another_one_has),
		IN_DESK(a_forged_visit_beyond_the_last_leaves_a_gap),
		IN_DESK(a_visit_without_a_number_is_none),
		IN_DESK(what_opens_to_no_visit_is_named_so),
		IN_DESK(a_changed_or_deleted_row_of_a_key_hides_nothing),
		IN_DESK(a_key_file_alone_is_what_a_crash_leaves),
		IN_DESK(a_foreign_key_is_named_and_the_rest_is_served),
		IN_DESK(a_key_file_that_was_changed_is_named),
		IN_DESK(a_key_file_that_is_gone_is_named),
		IN_DESK(a_key_with_two_names_is_read),
		cmocka_unit_test(each_kind_has_a_sentence_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
