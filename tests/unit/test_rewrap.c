/* SPDX-License-Identifier: ISC */
/* An hour key sealed anew: those in the list open it, nobody else, and nothing of the old file is
 * left in the new one. */
#include "open/rewrap.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/wipe.h"
#include "open/openkey.h"
#include "seal/hourkey.h"

#define HOUR 490259
#define PEOPLE RECIPIENTS_MAX

static int allocations_left = -1; /* until one fails; -1: none does */

void *__real_wipe_alloc(size_t n);
void *__wrap_wipe_alloc(size_t n);

void *
__wrap_wipe_alloc(size_t n)
{
	return allocations_left >= 0 && allocations_left-- == 0 ? NULL : __real_wipe_alloc(n);
}

static struct reception_key people[PEOPLE];
static struct hour_key made;
static uint8_t file[HOURFILE_SIZE];

/* The list of those whose bit is set in who. */
static struct recipients
list_of(unsigned who)
{
	struct recipients list = {.n = 0};
	unsigned i;

	for (i = 0; i < PEOPLE; i++)
		if ((who >> i & 1) != 0) {
			memcpy(list.list[list.n].pk, people[i].pk, RECIPIENTS_PK);
			list.list[list.n].label[0] = (char)('a' + i);
			list.n++;
		}
	return list;
}

static int
seal_to(void **state, unsigned who)
{
	struct recipients list = list_of(who);
	struct fail why;

	(void)state;
	return hourkey_make(&list, HOUR, &made, file, &why);
}

static void
assert_opened_by(const uint8_t bytes[static HOURFILE_SIZE], unsigned who)
{
	struct open_key key;
	unsigned i;

	for (i = 0; i < PEOPLE; i++) {
		if ((who >> i & 1) == 0) {
			assert_int_equal(openkey_open(&people[i], bytes, &key), OPENKEY_NOT_OURS);
			continue;
		}
		assert_int_equal(openkey_open(&people[i], bytes, &key), OPENKEY_GOOD);
		assert_memory_equal(key.pk, made.pk, sizeof key.pk);
		assert_int_equal(key.hour, HOUR);
	}
}

static void
exactly_the_new_list_opens_it(void **state)
{
	static const struct {
		unsigned from, to, by;
	} cases[] = {
		{1, 2, 0},       /* one for another */
		{1, 3, 0},       /* one more */
		{3, 2, 1},       /* one revoked, by the other */
		{3, 2, 0},       /* the same, by the revoked one */
		{1, 255, 0},     /* as many as there can be */
		{255, 128, 3},   /* and all but one revoked */
		{0x55, 0xaa, 2}, /* all others */
	};
	struct recipients list;
	uint8_t out[HOURFILE_SIZE];
	size_t i;

	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_int_equal(seal_to(state, cases[i].from), 0);
		list = list_of(cases[i].to);
		assert_false(rewrap_is_current(&list, file));
		assert_int_equal(rewrap_make(&people[cases[i].by], &list, file, out), REWRAP_GOOD);
		assert_true(rewrap_is_current(&list, out));
		assert_opened_by(out, cases[i].to);
	}
}

static void
no_old_wrap_is_left_in_the_new_file(void **state)
{
	struct recipients list = list_of(1);
	uint8_t out[HOURFILE_SIZE];
	size_t i, k;

	assert_int_equal(seal_to(state, 0xff), 0);
	assert_int_equal(rewrap_make(&people[0], &list, file, out), REWRAP_GOOD);
	for (i = 0; i < PEOPLE; i++)
		for (k = 0; k + HOURFILE_PRINT <= HOURFILE_SIZE; k++)
			assert_memory_not_equal(
				out + k, file + hourfile_wrap((uint32_t)i) + HOURFILE_PRINT, HOURFILE_PRINT);
	for (i = 1; i < PEOPLE; i++)
		assert_false(rewrap_names(people[i].pk, out));
}

static void
who_is_not_among_them_changes_nothing(void **state)
{
	static const uint8_t zero[HOURFILE_SIZE];
	struct recipients list = list_of(2);
	uint8_t out[HOURFILE_SIZE];

	assert_int_equal(seal_to(state, 1), 0);
	assert_int_equal(rewrap_make(&people[1], &list, file, out), REWRAP_NOT_OURS);
	assert_memory_equal(out, zero, sizeof out);
	file[hourfile_wrap(0) + HOURFILE_PRINT + 40] ^= 1;
	assert_int_equal(rewrap_make(&people[0], &list, file, out), REWRAP_FORGED);
	assert_memory_equal(out, zero, sizeof out);
	file[0] ^= 1;
	assert_int_equal(rewrap_make(&people[0], &list, file, out), REWRAP_FORGED);
}

static void
a_key_that_is_none_is_refused(void **state)
{
	/* points of low order on Curve25519: nothing sealed to them is secret */
	static const uint8_t low[2][RECIPIENTS_PK] = {{1},
		{0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4,
			0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f,
			0x49, 0xb8, 0x00}};
	static const uint8_t zero[HOURFILE_SIZE];
	struct recipients list = list_of(3);
	uint8_t out[HOURFILE_SIZE];
	int i;

	assert_int_equal(seal_to(state, 1), 0);
	assert_true(rewrap_takes(people[0].pk));
	for (i = 0; i < 2; i++) {
		assert_false(rewrap_takes(low[i]));
		memcpy(list.list[1].pk, low[i], RECIPIENTS_PK);
		assert_int_equal(rewrap_make(&people[0], &list, file, out), REWRAP_NO_KEY);
		assert_memory_equal(out, zero, sizeof out);
	}
}

static void
current_means_the_same_set_in_any_order(void **state)
{
	struct recipients list = list_of(7), turned = list_of(7);
	struct recipient first;

	assert_int_equal(seal_to(state, 7), 0);
	assert_true(rewrap_is_current(&list, file));
	first = turned.list[0];
	turned.list[0] = turned.list[2];
	turned.list[2] = first;
	assert_true(rewrap_is_current(&turned, file));
	list = list_of(3);
	assert_false(rewrap_is_current(&list, file));
	list = list_of(15);
	assert_false(rewrap_is_current(&list, file));
	list = list_of(11);
	assert_false(rewrap_is_current(&list, file));
}

static void
without_memory_nothing_is_sealed(void **state)
{
	static const uint8_t zero[HOURFILE_SIZE];
	struct recipients list = list_of(2);
	uint8_t out[HOURFILE_SIZE];
	int n;

	assert_int_equal(seal_to(state, 1), 0);
	for (n = 0; n < 3; n++) {
		memset(out, 1, sizeof out);
		allocations_left = n;
		assert_int_equal(rewrap_make(&people[0], &list, file, out), REWRAP_NO_MEMORY);
		assert_int_equal(allocations_left, -1);
		assert_memory_equal(out, zero, sizeof out);
	}
	assert_int_equal(rewrap_make(&people[0], &list, file, out), REWRAP_GOOD);
}

static void
what_is_no_hour_key_names_nobody(void **state)
{
	struct recipients list = list_of(1);

	assert_int_equal(seal_to(state, 1), 0);
	assert_true(rewrap_names(people[0].pk, file));
	assert_true(rewrap_is_current(&list, file));
	file[0] ^= 1;
	assert_false(rewrap_names(people[0].pk, file));
	assert_false(rewrap_is_current(&list, file));
}

static int
start(void **state)
{
	int i;

	(void)state;
	if (wipe_start() != 0)
		return -1;
	for (i = 0; i < PEOPLE; i++)
		crypto_box_keypair(people[i].pk, people[i].sk);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exactly_the_new_list_opens_it),
		cmocka_unit_test(no_old_wrap_is_left_in_the_new_file),
		cmocka_unit_test(who_is_not_among_them_changes_nothing),
		cmocka_unit_test(a_key_that_is_none_is_refused),
		cmocka_unit_test(current_means_the_same_set_in_any_order),
		cmocka_unit_test(without_memory_nothing_is_sealed),
		cmocka_unit_test(what_is_no_hour_key_names_nobody),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
