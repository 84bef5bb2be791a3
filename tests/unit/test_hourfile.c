/* SPDX-License-Identifier: ISC */
/* The clear part of an hour key file, its places and its name. */
#include "base/hourfile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/wipe.h"

static const uint8_t kid[16] = {0xF0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0xEF};

static int
start(void **state)
{
	(void)state;
	return wipe_start();
}

static void
write_file(uint8_t file[static HOURFILE_SIZE], uint32_t hour, uint32_t wraps)
{
	struct hourfile head = {.hour = hour, .wraps = wraps};

	memcpy(head.kid, kid, sizeof kid);
	hourfile_write(file, &head);
}

static void
a_header_is_written_as_documented_and_read_back(void **state)
{
	uint8_t file[HOURFILE_SIZE];
	struct hourfile head;

	(void)state;
	write_file(file, 490259, 3);
	assert_memory_equal(file, "WKHRK1\0\0\x13\x7b\x07\0\3\0\0\0", 16);
	assert_memory_equal(file + 16, kid, 16);
	assert_int_equal(hourfile_read(file, &head), 0);
	assert_int_equal(head.hour, 490259);
	assert_int_equal(head.wraps, 3);
	assert_memory_equal(head.kid, kid, 16);
}

static void
what_cannot_be_is_no_header(void **state)
{
	uint8_t file[HOURFILE_SIZE];
	struct hourfile head;

	(void)state;
	for (size_t i = 0; i < HOURFILE_MAGIC_SIZE; i++) {
		write_file(file, 490259, 1);
		file[i] ^= 0x20;
		assert_int_equal(hourfile_read(file, &head), -1);
	}
	write_file(file, 490259, 0);
	assert_int_equal(hourfile_read(file, &head), -1);
	write_file(file, 490259, 9);
	assert_int_equal(hourfile_read(file, &head), -1);
	write_file(file, 490259, 8);
	assert_int_equal(hourfile_read(file, &head), 0);
	write_file(file, 3769200, 1);
	assert_int_equal(hourfile_read(file, &head), 0);
	write_file(file, 3769201, 1); /* hour + 336 must not wrap around to the past */
	assert_int_equal(hourfile_read(file, &head), -1);
	write_file(file, UINT32_MAX, 1);
	assert_int_equal(hourfile_read(file, &head), -1);
}

static void
the_rest_is_random(void **state)
{
	uint8_t a[HOURFILE_SIZE], b[HOURFILE_SIZE];

	(void)state;
	write_file(a, 490259, 1);
	write_file(b, 490259, 1);
	for (size_t at = 32; at < HOURFILE_SIZE; at += 32)
		assert_memory_not_equal(a + at, b + at, 32);
}

static void
wraps_lie_one_after_another_before_the_reserved_end(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < HOURFILE_WRAPS; i++)
		assert_int_equal(hourfile_wrap(i), 32 + 128 * i);
	assert_true(hourfile_wrap(HOURFILE_WRAPS) <= HOURFILE_SIZE - 64);
}

static void
a_name_has_one_spelling(void **state)
{
	static const char *const wrong[] = {"", ".key", "f00102030405060708090a0b0c0d0eef",
		"F00102030405060708090A0B0C0D0EEF.key", "f00102030405060708090a0b0c0d0eeF.key",
		"f00102030405060708090a0b0c0d0ee.key", "f00102030405060708090a0b0c0d0eef0.key",
		"f00102030405060708090a0b0c0d0eef.key.tmp", "f00102030405060708090a0b0c0d0eef.tmp",
		"g00102030405060708090a0b0c0d0eef.key", "f0:0102030405060708090a0b0c0d0e.key",
		"f00102030405060708090a0b0c0d0eef_key", "../02030405060708090a0b0c0d0eef0.key"};
	uint8_t back[16];
	char name[HOURFILE_NAME];

	(void)state;
	hourfile_name(kid, name);
	assert_string_equal(name, "f00102030405060708090a0b0c0d0eef.key");
	assert_int_equal(hourfile_kid(name, ".key", back), 0);
	assert_memory_equal(back, kid, 16);
	assert_int_equal(hourfile_kid(name, ".tmp", back), -1);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(hourfile_kid(wrong[i], ".key", back), -1);
}

static void
whole_numbers_are_little_endian(void **state)
{
	uint8_t bytes[8];

	(void)state;
	bytes_put32(bytes, 0x01020304);
	assert_memory_equal(bytes, "\4\3\2\1", 4);
	assert_int_equal(bytes_get32(bytes), 0x01020304);
	bytes_put64(bytes, (uint64_t)-2);
	assert_memory_equal(bytes, "\xfe\xff\xff\xff\xff\xff\xff\xff", 8);
	assert_true((int64_t)bytes_get64(bytes) == -2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_header_is_written_as_documented_and_read_back),
		cmocka_unit_test(what_cannot_be_is_no_header),
		cmocka_unit_test(the_rest_is_random),
		cmocka_unit_test(wraps_lie_one_after_another_before_the_reserved_end),
		cmocka_unit_test(a_name_has_one_spelling),
		cmocka_unit_test(whole_numbers_are_little_endian),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
