/* SPDX-License-Identifier: ISC */
/* An entry opened with its hour key, and every forgery that must not be shown. */
#include "open/openvisit.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "base/wipe.h"
#include "open/openkey.h"
#include "seal/hourkey.h"

#define ARRIVAL 1764933634
#define HOUR (ARRIVAL / 3600)
#define NAME "Zoë van der Berg"
#define PHONE "+31612345678"

/* A reception key, an hour key sealed to it and opened again, and a visit sealed to that. */
static struct {
	struct reception_key reception;
	struct hour_key hour;
	struct open_key open;
	struct visit visit;
	uint8_t box[HOURKEY_BOX];
} world;

static void
make_hour(struct hour_key *hour, struct open_key *open)
{
	struct recipients recipients = {.n = 1};
	uint8_t file[HOURFILE_SIZE];
	struct fail why = {{0}};

	memcpy(recipients.list[0].pk, world.reception.pk, RECIPIENTS_PK);
	assert_int_equal(hourkey_make(&recipients, HOUR, hour, file, &why), 0);
	assert_int_equal(openkey_open(&world.reception, file, open), OPENKEY_GOOD);
}

static void
seal(const struct visit *visit, const struct hour_key *hour, uint8_t box[static HOURKEY_BOX])
{
	uint8_t record[RECORD_SIZE];

	record_write(visit, record);
	assert_int_equal(hourkey_seal(hour, record, box), 0);
}

static int
start(void **state)
{
	struct visit *v = &world.visit;

	(void)state;
	if (wipe_start() != 0)
		return -1;
	memset(&world, 0, sizeof world);
	crypto_box_keypair(world.reception.pk, world.reception.sk);
	make_hour(&world.hour, &world.open);
	v->arrival = ARRIVAL;
	v->hour = HOUR;
	v->seq = 1;
	randombytes_buf(v->id, sizeof v->id);
	memcpy(v->kid, world.hour.kid, sizeof v->kid);
	assert_int_equal(visitor_set_name(&v->visitor, NAME, strlen(NAME)), VISITOR_NAME_OK);
	memcpy(v->visitor.phone, PHONE, strlen(PHONE));
	v->visitor.phone_len = (uint8_t)strlen(PHONE);
	seal(v, &world.hour, world.box);
	return 0;
}

static void
assert_result(const struct open_key *key, const uint8_t id[static 16],
	const uint8_t box[static HOURKEY_BOX], enum openvisit_result expected)
{
	static const struct visit zero;
	struct visit visit;

	memset(&visit, 'x', sizeof visit);
	assert_int_equal(openvisit_open(key, id, box, &visit), expected);
	if (expected != OPENVISIT_GOOD)
		assert_memory_equal(&visit, &zero, sizeof visit);
}

static void
a_sealed_visit_opens(void **state)
{
	struct visit back;

	(void)state;
	assert_int_equal(openvisit_open(&world.open, world.visit.id, world.box, &back), OPENVISIT_GOOD);
	assert_memory_equal(&back.visitor, &world.visit.visitor, sizeof back.visitor);
	assert_int_equal(back.arrival, ARRIVAL);
	assert_int_equal(back.seq, 1);
}

static void
every_changed_bit_is_noticed(void **state)
{
	uint8_t box[HOURKEY_BOX];
	int opened = 0;

	(void)state;
	for (size_t bit = 0; bit < 8 * HOURKEY_BOX; bit++) {
		memcpy(box, world.box, sizeof box);
		box[bit / 8] ^= (uint8_t)(1 << (bit % 8));
		/* X25519 ignores the highest bit of a public key, the nonce made of it does not */
		assert_result(&world.open, world.visit.id, box, OPENVISIT_DAMAGED);
		opened++;
	}
	assert_int_equal(opened, 8 * 304);
}

static void
an_entry_under_another_id_was_moved(void **state)
{
	uint8_t id[16];

	(void)state;
	memcpy(id, world.visit.id, sizeof id);
	id[15] ^= 1;
	assert_result(&world.open, id, world.box, OPENVISIT_MOVED);
}

static void
an_entry_of_another_key_does_not_open(void **state)
{
	struct hour_key hour;
	struct open_key open;

	(void)state;
	make_hour(&hour, &open);
	assert_result(&open, world.visit.id, world.box, OPENVISIT_DAMAGED);
}

static void
an_entry_copied_under_another_key_was_moved(void **state)
{
	uint8_t box[HOURKEY_BOX];
	struct hour_key hour;
	struct open_key open;

	(void)state;
	make_hour(&hour, &open);
	seal(&world.visit, &hour, box); /* who can open it could seal it to a later key */
	assert_result(&open, world.visit.id, box, OPENVISIT_MOVED);
}

static void
an_entry_of_another_hour_was_moved(void **state)
{
	struct visit visit = world.visit;
	uint8_t box[HOURKEY_BOX];

	(void)state;
	visit.hour++;
	visit.arrival += 3600;
	seal(&visit, &world.hour, box);
	assert_result(&world.open, visit.id, box, OPENVISIT_MOVED);
}

static void
what_is_no_visit_is_named_so(void **state)
{
	uint8_t record[RECORD_SIZE] = {0}, box[HOURKEY_BOX];

	(void)state;
	assert_int_equal(hourkey_seal(&world.hour, record, box), 0);
	assert_result(&world.open, world.visit.id, box, OPENVISIT_NO_VISIT);
	record_write(&world.visit, record);
	record[RECORD_SIZE - 1] = 1;
	assert_int_equal(hourkey_seal(&world.hour, record, box), 0);
	assert_result(&world.open, world.visit.id, box, OPENVISIT_NO_VISIT);
}

static void
the_same_visit_never_gives_the_same_box(void **state)
{
	uint8_t box[HOURKEY_BOX];

	(void)state;
	seal(&world.visit, &world.hour, box);
	assert_memory_not_equal(box, world.box, 32);
	assert_memory_not_equal(box + 48, world.box + 48, 32);
}

/* A machine that is out of memory has not damaged anything. */
static void
no_memory_is_not_damage(void **state)
{
	struct rlimit before, little;
	enum openvisit_result result;
	struct visit visit;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
	little = before;
	little.rlim_cur = 4096; /* less than there is: no further page */
	assert_int_equal(setrlimit(RLIMIT_AS, &little), 0);
	result = openvisit_open(&world.open, world.visit.id, world.box, &visit);
	setrlimit(RLIMIT_AS, &before);
	assert_int_equal(result, OPENVISIT_NO_MEMORY);
	assert_result(&world.open, world.visit.id, world.box, OPENVISIT_GOOD);
}

static void
of_a_moved_visit_only_its_place_is_told(void **state)
{
	uint8_t id[16] = {0}, record[RECORD_SIZE];
	static const struct visitor nobody;
	struct visit visit;

	(void)state;
	assert_int_equal(
		openvisit_open_with(&world.open, id, world.box, record, &visit), OPENVISIT_MOVED);
	assert_memory_equal(&visit.visitor, &nobody, sizeof nobody);
	assert_memory_equal(visit.kid, world.visit.kid, sizeof visit.kid);
	assert_int_equal(visit.seq, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sealed_visit_opens),
		cmocka_unit_test(every_changed_bit_is_noticed),
		cmocka_unit_test(an_entry_under_another_id_was_moved),
		cmocka_unit_test(an_entry_of_another_key_does_not_open),
		cmocka_unit_test(an_entry_copied_under_another_key_was_moved),
		cmocka_unit_test(an_entry_of_another_hour_was_moved),
		cmocka_unit_test(what_is_no_visit_is_named_so),
		cmocka_unit_test(no_memory_is_not_damage),
		cmocka_unit_test(of_a_moved_visit_only_its_place_is_told),
		cmocka_unit_test(the_same_visit_never_gives_the_same_box),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
