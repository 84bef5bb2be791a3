/* SPDX-License-Identifier: ISC */
/* The 256 bytes of a visit: known bytes, and every way in which they may not be read. */
#include "visit/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "visit/phone.h"

#define ARRIVAL 1764933634
#define NAME "Zoë van der Berg"
#define PHONE "+31612345678"

/* The visit of sample(), made with Python's struct.pack("<BBHIq16s16sIB128sB32s", ...); zeros
 * follow each row to the place where the next begins. */
static const struct {
	size_t at;
	const char *bytes;
	size_t n;
} known[] = {
	{0, "\x01\xa5\x00\x00\x13\x7b\x07\x00\x02\xc0\x32\x69\x00\x00\x00\x00", 16},
	{16, "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f", 16},
	{32, "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff", 16},
	{48, "\x04\x03\x02\x01\x11\x5a\x6f\xc3\xab\x20\x76\x61\x6e\x20\x64\x65", 16},
	{64, "\x72\x20\x42\x65\x72\x67", 6},
	{181, "\x0c\x2b\x33\x31\x36\x31\x32\x33\x34\x35\x36\x37\x38", 13},
};

/* Takes phone, which is in the kept form, as the visitor's. */
static void
set_phone(struct visitor *visitor, const char *phone)
{
	assert_true(phone_is_kept(phone, strlen(phone)));
	memset(visitor->phone, 0, sizeof visitor->phone);
	memcpy(visitor->phone, phone, strlen(phone));
	visitor->phone_len = (uint8_t)strlen(phone);
}

static void
sample(struct visit *visit)
{
	memset(visit, 0, sizeof *visit);
	visit->flags = 0xA5;
	visit->arrival = ARRIVAL;
	visit->hour = ARRIVAL / 3600;
	visit->seq = 0x01020304;
	for (int i = 0; i < 16; i++) {
		visit->id[i] = (uint8_t)i;
		visit->kid[i] = (uint8_t)(0xF0 + i);
	}
	assert_int_equal(visitor_set_name(&visit->visitor, NAME, strlen(NAME)), VISITOR_NAME_OK);
	set_phone(&visit->visitor, PHONE);
}

static void
sample_bytes(uint8_t bytes[static RECORD_SIZE])
{
	memset(bytes, 0, RECORD_SIZE);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		memcpy(bytes + known[i].at, known[i].bytes, known[i].n);
}

static void
assert_refused(const uint8_t bytes[static RECORD_SIZE])
{
	const struct visit zero = {0};
	struct visit visit;

	memset(&visit, 'x', sizeof visit);
	assert_int_equal(record_read(bytes, &visit), -1);
	assert_memory_equal(&visit.visitor, &zero.visitor, sizeof zero.visitor);
	assert_memory_equal(visit.id, zero.id, sizeof zero.id);
	assert_int_equal(visit.arrival, 0);
}

static void
a_visit_becomes_the_known_bytes(void **state)
{
	uint8_t bytes[RECORD_SIZE], expected[RECORD_SIZE];
	struct visit visit;

	(void)state;
	sample(&visit);
	sample_bytes(expected);
	memset(bytes, 'x', sizeof bytes);
	record_write(&visit, bytes);
	assert_memory_equal(bytes, expected, RECORD_SIZE);
}

static void
the_known_bytes_become_the_visit(void **state)
{
	uint8_t bytes[RECORD_SIZE];
	struct visit expected, visit;

	(void)state;
	sample(&expected);
	sample_bytes(bytes);
	assert_int_equal(record_read(bytes, &visit), 0);
	assert_int_equal(visit.flags, expected.flags);
	assert_int_equal(visit.hour, expected.hour);
	assert_true(visit.arrival == expected.arrival);
	assert_memory_equal(visit.id, expected.id, 16);
	assert_memory_equal(visit.kid, expected.kid, 16);
	assert_int_equal(visit.seq, expected.seq);
	assert_memory_equal(&visit.visitor, &expected.visitor, sizeof visit.visitor);
}

static void
the_longest_name_and_every_length_of_number_fit(void **state)
{
	static const char digits[] = "+1234567890123456789012345678901";
	uint8_t bytes[RECORD_SIZE];
	char name[VISITOR_NAME_MAX], phone[sizeof digits];
	struct visit visit, back;

	(void)state;
	sample(&visit);
	memset(name, 'a', sizeof name);
	assert_int_equal(visitor_set_name(&visit.visitor, name, sizeof name), VISITOR_NAME_OK);
	assert_int_equal(strlen(digits), VISITOR_PHONE_MAX);
	for (size_t n = 3; n <= VISITOR_PHONE_MAX; n++) {
		memset(phone, 0, sizeof phone);
		memcpy(phone, digits, n);
		set_phone(&visit.visitor, phone);
		record_write(&visit, bytes);
		assert_int_equal(record_read(bytes, &back), 0);
		assert_memory_equal(&back.visitor, &visit.visitor, sizeof back.visitor);
	}
}

static void
a_wrong_byte_is_refused(void **state)
{
	static const struct {
		size_t at;
		uint8_t value;
		const char *what;
	} wrong[] = {
		{0, 0, "no version"},
		{0, 2, "a later version"},
		{2, 1, "reserved"},
		{3, 0x80, "reserved"},
		{4, 0x12, "an hour too early"},
		{7, 0x80, "an hour far away"},
		{9, 0xBA, "an arrival in another hour"},
		{12, 1, "an arrival far away"},
		{15, 0x80, "an arrival before 1970"},
		{52, 0, "no name"},
		{52, 16, "a name cut short"},
		{52, 18, "a name with a NUL"},
		{52, 129, "a name over its room"},
		{52, 255, "a name over its room"},
		{53, ' ', "a blank in front"},
		{54, '\t', "a control"},
		{55, 'x', "half a code point"},
		{56, ' ', "half a code point"},
		{69, ' ', "a blank at the end"},
		{70, 'x', "more than the name"},
		{180, 1, "more than the name"},
		{181, 0, "no number"},
		{181, 2, "a number cut short"},
		{181, 11, "a number cut short"},
		{181, 13, "a number with a NUL"},
		{181, 33, "a number over its room"},
		{182, '0', "no plus"},
		{183, '0', "a country code from 0"},
		{190, ' ', "a separator"},
		{194, '9', "more than the number"},
		{213, 1, "more than the number"},
		{214, 1, "the rest"},
		{255, 1, "the rest"},
	};
	uint8_t bytes[RECORD_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		sample_bytes(bytes);
		assert_int_not_equal(bytes[wrong[i].at], wrong[i].value);
		bytes[wrong[i].at] = wrong[i].value;
		assert_refused(bytes);
	}
}

static void
a_number_of_one_digit_is_refused(void **state)
{
	uint8_t bytes[RECORD_SIZE];

	(void)state;
	sample_bytes(bytes);
	memset(bytes + 184, 0, VISITOR_PHONE_MAX - 2);
	bytes[181] = 2;
	assert_refused(bytes);
}

static void
a_name_in_another_form_is_refused(void **state)
{
	static const char *const names[] = {
		"Zoe\u0308", "A  B", "A\u00A0B", "\u0301A", "A\u202EB", "\u200D"};
	uint8_t bytes[RECORD_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		sample_bytes(bytes);
		memset(bytes + 53, 0, VISITOR_NAME_MAX);
		memcpy(bytes + 53, names[i], strlen(names[i]));
		bytes[52] = (uint8_t)strlen(names[i]);
		assert_refused(bytes);
	}
}

static void
an_arrival_before_1970_is_in_no_hour(void **state)
{
	uint8_t bytes[RECORD_SIZE];

	(void)state;
	sample_bytes(bytes);
	memset(bytes + 4, 0, 4);
	memset(bytes + 8, 0xFF, 8); /* -1 second: hour -1, though C divides it to 0 */
	assert_refused(bytes);
}

static void
whatever_is_read_is_written_as_the_same_bytes(void **state)
{
	uint8_t bytes[RECORD_SIZE], back[RECORD_SIZE];
	struct visit visit;
	int refused = 0;

	(void)state;
	for (size_t at = 0; at < RECORD_SIZE; at++) {
		sample_bytes(bytes);
		for (int change = 1; change < 256; change++) {
			bytes[at]++;
			if (record_read(bytes, &visit) == 0) {
				record_write(&visit, back);
				assert_memory_equal(back, bytes, RECORD_SIZE);
			} else {
				refused++;
			}
		}
	}
	assert_in_range(refused, 180 * 255, 256 * 255);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_visit_becomes_the_known_bytes),
		cmocka_unit_test(the_known_bytes_become_the_visit),
		cmocka_unit_test(the_longest_name_and_every_length_of_number_fit),
		cmocka_unit_test(a_wrong_byte_is_refused),
		cmocka_unit_test(a_number_of_one_digit_is_refused),
		cmocka_unit_test(a_name_in_another_form_is_refused),
		cmocka_unit_test(an_arrival_before_1970_is_in_no_hour),
		cmocka_unit_test(whatever_is_read_is_written_as_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
