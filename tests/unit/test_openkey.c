/* SPDX-License-Identifier: ISC */
/* Forged hour key files: header, sealed secret and kid must belong together. */
#include "open/openkey.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/wipe.h"

#define HOUR 490259

static struct reception_key reception;

static int
start(void **state)
{
	(void)state;
	if (wipe_start() != 0)
		return -1;
	crypto_box_keypair(reception.pk, reception.sk);
	return 0;
}

/* What hourkey_make seals, part by part, so that each can be wrong. */
struct forgery {
	uint8_t secret[HOURFILE_SECRET]; /* S.sk | kid | hour | zeros */
	struct hourfile head;
};

static void
begin(struct forgery *f)
{
	uint8_t pk[32];

	memset(f, 0, sizeof *f);
	crypto_box_keypair(pk, f->secret);
	hourfile_derive(pk, f->head.kid);
	f->head.hour = HOUR;
	f->head.wraps = 1;
	memcpy(f->secret + 32, f->head.kid, HOURFILE_KID);
	bytes_put32(f->secret + 48, HOUR);
}

static void
finish(const struct forgery *f, uint8_t file[static HOURFILE_SIZE])
{
	hourfile_write(file, &f->head);
	hourfile_print(reception.pk, file + hourfile_wrap(0));
	assert_int_equal(crypto_box_seal(file + hourfile_wrap(0) + HOURFILE_PRINT, f->secret,
						 HOURFILE_SECRET, reception.pk),
		0);
}

static void
assert_opens(const struct forgery *f, enum openkey_result expected)
{
	static const uint8_t untouched[32] = {0};
	uint8_t file[HOURFILE_SIZE];
	struct open_key key;

	finish(f, file);
	memset(&key, 0, sizeof key);
	assert_int_equal(openkey_open(&reception, file, &key), expected);
	if (expected != OPENKEY_GOOD)
		assert_memory_equal(key.sk, untouched, sizeof key.sk);
}

static void
a_file_made_by_the_book_opens(void **state)
{
	struct forgery f;

	(void)state;
	begin(&f);
	assert_opens(&f, OPENKEY_GOOD);
}

static void
another_hour_in_the_header_is_forged(void **state)
{
	struct forgery f;

	(void)state;
	begin(&f);
	f.head.hour += 336; /* to live longer */
	assert_opens(&f, OPENKEY_FORGED);
	begin(&f);
	f.head.hour--;
	assert_opens(&f, OPENKEY_FORGED);
}

static void
another_kid_is_forged(void **state)
{
	struct forgery f;

	(void)state;
	begin(&f);
	f.head.kid[0] ^= 1; /* in the header */
	assert_opens(&f, OPENKEY_FORGED);
	begin(&f);
	f.secret[32] ^= 1; /* in the sealed part */
	assert_opens(&f, OPENKEY_FORGED);
	begin(&f);
	f.head.kid[0] ^= 1; /* in both: not the hash of the public half */
	f.secret[32] ^= 1;
	assert_opens(&f, OPENKEY_FORGED);
}

static void
another_secret_is_forged(void **state)
{
	struct forgery f;

	(void)state;
	begin(&f);
	f.secret[5] ^= 1;
	assert_opens(&f, OPENKEY_FORGED);
	begin(&f);
	f.secret[HOURFILE_SECRET - 1] = 1; /* not zero at the end */
	assert_opens(&f, OPENKEY_FORGED);
	begin(&f);
	memset(f.secret, 0, sizeof f.secret);
	assert_opens(&f, OPENKEY_FORGED);
}

static void
every_changed_bit_of_header_and_seal_is_noticed(void **state)
{
	uint8_t file[HOURFILE_SIZE], changed[HOURFILE_SIZE];
	enum openkey_result result;
	struct open_key key;
	struct forgery f;

	(void)state;
	begin(&f);
	finish(&f, file);
	for (size_t bit = 0; bit < 8 * (hourfile_wrap(0) + HOURFILE_PRINT + HOURFILE_SEALED); bit++) {
		if (bit / 8 >= 12 && bit / 8 < 16)
			continue; /* the number of wraps: more of them are only more places to look */
		memcpy(changed, file, sizeof changed);
		changed[bit / 8] ^= (uint8_t)(1 << (bit % 8));
		result = openkey_open(&reception, changed, &key);
		assert_int_not_equal(result, OPENKEY_GOOD);
		if (bit / 8 >= hourfile_wrap(0) && bit / 8 < hourfile_wrap(0) + HOURFILE_PRINT)
			assert_int_equal(result, OPENKEY_NOT_OURS);
		else
			assert_int_equal(result, OPENKEY_FORGED);
	}
}

static void
an_impossible_number_of_wraps_is_forged(void **state)
{
	static const uint32_t wraps[] = {0, 9, 32, 0x80000001, UINT32_MAX};
	struct forgery f;

	(void)state;
	for (size_t i = 0; i < sizeof wraps / sizeof *wraps; i++) {
		begin(&f);
		f.head.wraps = wraps[i];
		assert_opens(&f, OPENKEY_FORGED);
	}
}

static void
a_shredded_file_is_no_key(void **state)
{
	uint8_t file[HOURFILE_SIZE];
	struct open_key key;
	struct forgery f;

	(void)state;
	begin(&f);
	finish(&f, file);
	memcpy(file, "WKGONE1", 8);
	assert_int_equal(openkey_open(&reception, file, &key), OPENKEY_FORGED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_made_by_the_book_opens),
		cmocka_unit_test(another_hour_in_the_header_is_forged),
		cmocka_unit_test(another_kid_is_forged),
		cmocka_unit_test(another_secret_is_forged),
		cmocka_unit_test(every_changed_bit_of_header_and_seal_is_noticed),
		cmocka_unit_test(an_impossible_number_of_wraps_is_forged),
		cmocka_unit_test(a_shredded_file_is_no_key),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
