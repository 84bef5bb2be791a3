/* SPDX-License-Identifier: ISC */
/* An hour key made for its recipients, and opened by each of them and nobody else. */
#include "seal/hourkey.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/wipe.h"
#include "open/openkey.h"

#define HOUR 490259

static struct reception_key people[RECIPIENTS_MAX + 1];

static int
start(void **state)
{
	(void)state;
	if (wipe_start() != 0)
		return -1;
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		crypto_box_keypair(people[i].pk, people[i].sk);
	return 0;
}

static bool no_memory; /* of the locked kind (Makefile.am) */

void *__real_wipe_alloc(size_t n);
void *__wrap_wipe_alloc(size_t n);

void *
__wrap_wipe_alloc(size_t n)
{
	return no_memory ? NULL : __real_wipe_alloc(n);
}

static void
make(size_t n, struct hour_key *key, uint8_t file[static HOURFILE_SIZE])
{
	struct recipients recipients = {.n = n};
	struct fail why = {{0}};

	for (size_t i = 0; i < n; i++)
		memcpy(recipients.list[i].pk, people[i].pk, RECIPIENTS_PK);
	assert_int_equal(hourkey_make(&recipients, HOUR, key, file, &why), 0);
}

static void
every_recipient_can_open_it_and_nobody_else(void **state)
{
	uint8_t file[HOURFILE_SIZE];
	struct hour_key key;
	struct open_key open;
	struct hourfile head;

	(void)state;
	for (size_t n = 1; n <= RECIPIENTS_MAX; n++) {
		make(n, &key, file);
		assert_int_equal(key.hour, HOUR);
		assert_int_equal(key.seq, 1);
		assert_int_equal(hourfile_read(file, &head), 0);
		assert_int_equal(head.wraps, n);
		assert_int_equal(head.hour, HOUR);
		assert_memory_equal(head.kid, key.kid, sizeof key.kid);
		for (size_t i = 0; i < n; i++) {
			assert_int_equal(openkey_open(&people[i], file, &open), OPENKEY_GOOD);
			assert_memory_equal(open.pk, key.pk, sizeof open.pk);
			assert_memory_equal(open.kid, key.kid, sizeof open.kid);
			assert_int_equal(open.hour, HOUR);
		}
		for (size_t i = n; i <= RECIPIENTS_MAX; i++)
			assert_int_equal(openkey_open(&people[i], file, &open), OPENKEY_NOT_OURS);
	}
}

static void
without_locked_memory_no_secret_is_made(void **state)
{
	static const uint8_t nothing[HOURFILE_SIZE];
	struct recipients recipients = {.n = 1};
	uint8_t file[HOURFILE_SIZE] = {0};
	struct fail why = {{0}};
	struct hour_key key;

	(void)state;
	memcpy(recipients.list[0].pk, people[0].pk, RECIPIENTS_PK);
	no_memory = true;
	assert_int_equal(hourkey_make(&recipients, HOUR, &key, file, &why), -1);
	no_memory = false;
	assert_string_equal(why.text, "not enough memory");
	assert_memory_equal(file, nothing, sizeof file);
}

static void
the_secret_half_is_nowhere_in_the_file(void **state)
{
	uint8_t file[HOURFILE_SIZE];
	struct hour_key key;
	struct open_key open;

	(void)state;
	make(3, &key, file);
	assert_int_equal(openkey_open(&people[0], file, &open), OPENKEY_GOOD);
	for (size_t at = 0; at + 8 <= HOURFILE_SIZE; at++) {
		for (size_t part = 0; part + 8 <= sizeof open.sk; part += 8)
			assert_memory_not_equal(file + at, open.sk + part, 8);
		assert_memory_not_equal(file + at, open.pk, 8); /* so nobody can seal into it */
	}
}

static void
two_keys_of_one_hour_differ(void **state)
{
	uint8_t file[HOURFILE_SIZE], other[HOURFILE_SIZE];
	struct hour_key a, b;

	(void)state;
	make(1, &a, file);
	make(1, &b, other);
	assert_memory_not_equal(a.pk, b.pk, sizeof a.pk);
	assert_memory_not_equal(a.kid, b.kid, sizeof a.kid);
	assert_memory_not_equal(file + 48, other + 48, 112);
}

static void
a_public_key_of_low_order_is_refused(void **state)
{
	/* the points with which X25519 gives zero, whatever the secret: RFC 7748, section 6.1 */
	static const uint8_t low[][32] = {
		{1},
		{0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4,
			0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f,
			0x49, 0xb8, 0x00},
		{0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
			0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
			0xff, 0xff, 0x7f},
	};
	struct recipients recipients = {.n = 2};
	uint8_t file[HOURFILE_SIZE];
	struct fail why = {{0}};
	struct hour_key key;

	(void)state;
	memcpy(recipients.list[0].pk, people[0].pk, RECIPIENTS_PK);
	for (size_t i = 0; i < sizeof low / sizeof *low; i++) {
		memcpy(recipients.list[1].pk, low[i], RECIPIENTS_PK);
		assert_int_equal(hourkey_make(&recipients, HOUR, &key, file, &why), -1);
		assert_string_not_equal(why.text, "");
	}
}

static void
the_kid_is_the_known_hash(void **state)
{
	uint8_t pk[32], kid[16];

	(void)state;
	for (int i = 0; i < 32; i++)
		pk[i] = (uint8_t)i;
	/* Python: blake2b(b"welkom-kid-v1" + bytes(range(32)), digest_size=16) */
	hourfile_derive(pk, kid);
	assert_memory_equal(
		kid, "\xac\x15\x10\x65\x54\x88\xa9\x35\x8d\x6b\xa0\x31\x85\x2d\x7a\xed", 16);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_recipient_can_open_it_and_nobody_else),
		cmocka_unit_test(without_locked_memory_no_secret_is_made),
		cmocka_unit_test(the_secret_half_is_nowhere_in_the_file),
		cmocka_unit_test(two_keys_of_one_hour_differ),
		cmocka_unit_test(a_public_key_of_low_order_is_refused),
		cmocka_unit_test(the_kid_is_the_known_hash),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
