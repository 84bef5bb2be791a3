/* SPDX-License-Identifier: ISC */
/* The file of a reception key made, changed, copied or replaced: what fails leaves it as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/wipe.h"
#include "open/keyfile.h"
#include "open/reception.h"
#include "unit/scratch.h"

static int allocations_left = -1; /* until one fails; -1: none does */
static bool has_public = true;    /* whether a secret half has a public one */

void *__real_wipe_alloc(size_t n);
void *__wrap_wipe_alloc(size_t n);
int __real_crypto_scalarmult_base(unsigned char *q, const unsigned char *n);
int __wrap_crypto_scalarmult_base(unsigned char *q, const unsigned char *n);

void *
__wrap_wipe_alloc(size_t n)
{
	return allocations_left >= 0 && allocations_left-- == 0 ? NULL : __real_wipe_alloc(n);
}

int
__wrap_crypto_scalarmult_base(unsigned char *q, const unsigned char *n)
{
	return has_public ? __real_crypto_scalarmult_base(q, n) : -1;
}

static const struct reception_cost cheap = {1, 8192};

static struct passphrase *
say(const char *text)
{
	struct passphrase *p = passphrase_new();

	assert_non_null(p);
	p->n = strlen(text);
	memcpy(p->text, text, p->n);
	return p;
}

static void
create(struct scratch *s, const char *name, const char *text, uint8_t pk[static RECEPTION_PK])
{
	struct passphrase *p = say(text);
	struct fail why = {{0}};
	char path[SCRATCH_PATH];

	scratch_path(s, name, path);
	if (reception_create(path, p, cheap, pk, &why) != 0)
		fail_msg("%s", why.text);
	passphrase_free(p);
}

/* The key file of that name is just the bytes, and nothing lies beside it. */
static void
assert_untouched(struct scratch *s, const char *name, const uint8_t bytes[static RECEPTION_FILE])
{
	uint8_t now[RECEPTION_FILE + 1];

	assert_int_equal(scratch_read(s->at, name, now, sizeof now), RECEPTION_FILE);
	assert_memory_equal(now, bytes, RECEPTION_FILE);
	assert_int_equal(scratch_names(s->at), 1);
}

static void
without_memory_nothing_is_made_or_changed(void **state)
{
	struct reception_key *made = reception_make(), *key;
	struct passphrase *p = say("x");
	uint8_t pk[RECEPTION_PK], bytes[RECEPTION_FILE];
	struct scratch *s = *state;
	char path[SCRATCH_PATH], other[SCRATCH_PATH];
	struct fail why;
	bool exposed;
	int n;

	scratch_path(s, "me.key", path);
	scratch_path(s, "other.key", other);
	create(s, "me.key", "x", pk);
	scratch_read(s->at, "me.key", bytes, sizeof bytes);
	allocations_left = 0;
	assert_null(reception_make());
	allocations_left = 0;
	assert_null(reception_from(made->sk));
	/* each has two: the key, and what wraps it; a change takes what it has wrapped out again */
	for (n = 0; n < 3; n++) {
		why.text[0] = '\0';
		allocations_left = n;
		if (n < 2) {
			assert_int_equal(reception_create(other, p, cheap, pk, &why), -1);
			assert_non_null(strstr(why.text, "memory"));
			allocations_left = n;
			assert_int_equal(reception_open(path, p, &key, &exposed, &why), -1);
			assert_null(key);
			assert_non_null(strstr(why.text, "memory"));
			allocations_left = n;
		}
		assert_int_equal(reception_change(made, path, p, cheap, &why), -1);
		assert_non_null(strstr(why.text, "memory"));
		assert_int_equal(allocations_left, -1);
		assert_untouched(s, "me.key", bytes);
	}
	passphrase_free(p);
	reception_free(made);
}

static void
a_secret_half_without_a_public_one_is_no_key(void **state)
{
	struct passphrase *p = say("x");
	uint8_t pk[RECEPTION_PK];
	struct scratch *s = *state;
	struct reception_key *key;
	struct fail why = {{0}};
	char path[SCRATCH_PATH];
	bool exposed;

	scratch_path(s, "me.key", path);
	create(s, "me.key", "x", pk);
	has_public = false;
	assert_null(reception_from(pk));
	assert_int_equal(reception_open(path, p, &key, &exposed, &why), -1);
	assert_null(key);
	has_public = true;
	assert_int_equal(reception_open(path, p, &key, &exposed, &why), 0);
	reception_free(key);
	passphrase_free(p);
}

static void
a_change_that_would_not_open_is_not_made(void **state)
{
	struct reception_key *made = reception_make();
	struct passphrase *p = say("x");
	uint8_t pk[RECEPTION_PK], bytes[RECEPTION_FILE];
	struct scratch *s = *state;
	struct fail why = {{0}};
	char path[SCRATCH_PATH];

	scratch_path(s, "me.key", path);
	create(s, "me.key", "x", pk);
	scratch_read(s->at, "me.key", bytes, sizeof bytes);
	assert_int_equal(reception_change(made, path, p, (struct reception_cost){0, 8192}, &why), -1);
	assert_non_null(strstr(why.text, "impossible effort"));
	assert_untouched(s, "me.key", bytes);
	made->pk[0] ^= 1;
	assert_int_equal(reception_change(made, path, p, cheap, &why), -1);
	assert_string_equal(why.text, "the new key file does not open; nothing was changed");
	assert_untouched(s, "me.key", bytes);
	passphrase_free(p);
	reception_free(made);
}

static void
only_a_key_file_is_copied_or_put_in_anothers_place(void **state)
{
	uint8_t pk[RECEPTION_PK], one[RECEPTION_FILE], bytes[RECEPTION_FILE];
	struct scratch *s = *state;
	char path[SCRATCH_PATH], other[SCRATCH_PATH], nowhere[SCRATCH_PATH];
	struct fail why = {{0}};

	scratch_path(s, "me.key", path);
	scratch_path(s, "other.key", other);
	scratch_path(s, "nowhere", nowhere);
	create(s, "me.key", "x", pk);
	scratch_read(s->at, "me.key", one, sizeof one);
	assert_int_equal(reception_copy(nowhere, other, &why), -1);
	assert_int_equal(reception_replace(nowhere, path, &why), -1);
	assert_untouched(s, "me.key", one);
	assert_int_equal(reception_copy(path, other, &why), 0);
	assert_int_equal(scratch_read(s->at, "other.key", bytes, sizeof bytes), RECEPTION_FILE);
	assert_memory_equal(bytes, one, sizeof one);
	assert_int_equal(unlinkat(s->at, "other.key", 0), 0);
	create(s, "other.key", "y", pk);
	assert_int_equal(reception_replace(other, path, &why), 0);
	scratch_read(s->at, "other.key", one, sizeof one);
	assert_int_equal(unlinkat(s->at, "other.key", 0), 0);
	assert_untouched(s, "me.key", one);
}

/* A change needs two names more, of eleven letters more. */
static void
a_name_that_leaves_no_room_for_another_is_refused(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	char name[256] = {0}, path[SCRATCH_PATH];
	uint8_t pk[RECEPTION_PK], bytes[RECEPTION_FILE];
	size_t before = scratch_descriptors();

	memset(name, 'k', 244);
	create(s, name, "x", pk);
	scratch_read(s->at, name, bytes, sizeof bytes);
	scratch_path(s, name, path);
	assert_int_equal(keyfile_exchange(path, "new", 3, &why), -1);
	assert_non_null(strstr(why.text, "too long"));
	assert_int_equal(keyfile_finish(path, &why), -1);
	assert_untouched(s, name, bytes);
	name[243] = '\0';
	scratch_path(s, name, path);
	create(s, name, "x", pk);
	assert_int_equal(keyfile_exchange(path, "new", 3, &why), 0);
	assert_int_equal(keyfile_finish(path, &why), 0);
	scratch_path(s, "no-folder/me.key", path);
	assert_int_equal(keyfile_exchange(path, "new", 3, &why), -1);
	assert_int_equal(keyfile_finish(path, &why), -1);
	assert_int_equal(scratch_descriptors(), before);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(without_memory_nothing_is_made_or_changed),
		IN_FOLDER(a_secret_half_without_a_public_one_is_no_key),
		IN_FOLDER(a_change_that_would_not_open_is_not_made),
		IN_FOLDER(only_a_key_file_is_copied_or_put_in_anothers_place),
		IN_FOLDER(a_name_that_leaves_no_room_for_another_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
