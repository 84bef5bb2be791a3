/* SPDX-License-Identifier: ISC */
/* The file of a reception key: only its passphrase opens it, and nothing that was changed opens. */
#include "open/reception.h"

#include <fcntl.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "unit/scratch.h"

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

/* Tries to open it. Returns what reception_open returned; *key is freed here. */
static int
try(struct scratch *s, const char *name, const char *text, uint8_t pk[static RECEPTION_PK],
	bool *exposed)
{
	struct passphrase *p = say(text);
	struct reception_key *key;
	struct fail why = {{0}};
	char path[SCRATCH_PATH];
	int rc;

	scratch_path(s, name, path);
	rc = reception_open(path, p, &key, exposed, &why);
	passphrase_free(p);
	if (rc == 0) {
		memcpy(pk, key->pk, RECEPTION_PK);
		reception_free(key);
	} else {
		assert_null(key);
		assert_string_not_equal(why.text, "");
	}
	return rc;
}

static void
its_passphrase_opens_it_and_no_other(void **state)
{
	uint8_t pk[RECEPTION_PK], back[RECEPTION_PK], bytes[RECEPTION_FILE + 1];
	struct scratch *s = *state;
	struct stat st;
	bool exposed;

	umask(0);
	create(s, "me.key", "correct horse battery", pk);
	assert_int_equal(try(s, "me.key", "correct horse battery", back, &exposed), 0);
	assert_memory_equal(back, pk, sizeof pk);
	assert_false(exposed);
	assert_int_equal(try(s, "me.key", "correct horse batterz", back, &exposed), -1);
	assert_int_equal(try(s, "me.key", "correct horse battery ", back, &exposed), -1);
	assert_int_equal(try(s, "me.key", "", back, &exposed), -1);
	assert_int_equal(fstatat(s->at, "me.key", &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(scratch_read(s->at, "me.key", bytes, sizeof bytes), RECEPTION_FILE);
	assert_memory_equal(bytes, "WKRSK1\0\0\1\0\0\0\0\0\0\0\0\x20\0\0\0\0\0\0", 24);
}

/* The same key and passphrase twice: with one nonce for both, the difference of the files would tell
 * that of what is in them. */
static void
no_salt_and_no_nonce_is_used_twice(void **state)
{
	const size_t salt = 24, nonce = 40, box = 64;
	uint8_t one[RECEPTION_FILE], other[RECEPTION_FILE];
	struct reception_key *key = reception_make();
	struct passphrase *p = say("correct horse battery");
	struct scratch *s = *state;
	struct fail why = {{0}};
	char path[SCRATCH_PATH];

	scratch_path(s, "me.key", path);
	assert_int_equal(reception_store(key, path, p, cheap, &why), 0);
	scratch_read(s->at, "me.key", one, sizeof one);
	assert_int_equal(reception_change(key, path, p, cheap, &why), 0);
	scratch_read(s->at, "me.key", other, sizeof other);
	assert_memory_equal(one, other, salt);
	assert_memory_not_equal(one + salt, other + salt, nonce - salt);
	assert_memory_not_equal(one + nonce, other + nonce, box - nonce);
	assert_memory_not_equal(one + box, other + box, sizeof one - box);
	passphrase_free(p);
	reception_free(key);
}

static void
what_others_can_read_is_said_to_be_exposed(void **state)
{
	static const mode_t modes[] = {0640, 0604, 0610, 0755};
	uint8_t pk[RECEPTION_PK];
	struct scratch *s = *state;
	bool exposed;

	create(s, "me.key", "x", pk);
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		assert_int_equal(fchmodat(s->at, "me.key", modes[i], 0), 0);
		assert_int_equal(try(s, "me.key", "x", pk, &exposed), 0);
		assert_true(exposed);
	}
}

static void
an_existing_file_is_never_overwritten(void **state)
{
	struct passphrase *p = say("x");
	struct scratch *s = *state;
	uint8_t pk[RECEPTION_PK];
	char path[SCRATCH_PATH], back[16];
	size_t before = scratch_descriptors();

	scratch_write(s->at, "me.key", "precious", 8);
	scratch_path(s, "me.key", path);
	assert_int_equal(reception_create(path, p, cheap, pk, NULL), -1);
	assert_int_equal(scratch_read(s->at, "me.key", back, sizeof back), 8);
	assert_memory_equal(back, "precious", 8);
	assert_int_equal(symlinkat("nowhere", s->at, "link.key"), 0);
	scratch_path(s, "link.key", path);
	assert_int_equal(reception_create(path, p, cheap, pk, NULL), -1);
	assert_false(scratch_exists(s->at, "nowhere"));
	scratch_path(s, "no-folder/me.key", path);
	assert_int_equal(reception_create(path, p, cheap, pk, NULL), -1);
	assert_int_equal(scratch_descriptors(), before);
	passphrase_free(p);
}

static void
every_changed_bit_keeps_it_closed(void **state)
{
	uint8_t pk[RECEPTION_PK], bytes[RECEPTION_FILE];
	struct scratch *s = *state;
	bool exposed;

	create(s, "me.key", "x", pk);
	scratch_read(s->at, "me.key", bytes, sizeof bytes);
	for (size_t bit = 0; bit < 8 * RECEPTION_FILE; bit++) {
		bytes[bit / 8] ^= (uint8_t)(1 << (bit % 8));
		/* what asks for much memory, within the bounds, would only be slow */
		if (bytes_get64(bytes + 16) <= 65536 || bytes_get64(bytes + 16) > 1U << 30) {
			scratch_write(s->at, "me.key", bytes, sizeof bytes);
			assert_int_equal(try(s, "me.key", "x", pk, &exposed), -1);
		}
		bytes[bit / 8] ^= (uint8_t)(1 << (bit % 8));
	}
	scratch_write(s->at, "me.key", bytes, sizeof bytes);
	assert_int_equal(try(s, "me.key", "x", pk, &exposed), 0);
}

static void
an_absurd_effort_is_refused_at_once(void **state)
{
	static const struct reception_cost absurd[] = {{0, 8192}, {11, 8192}, {UINT64_MAX, 8192},
		{1, 8191}, {1, 0}, {1, (1U << 30) + 1}, {1, UINT64_MAX}, {1, (uint64_t)1 << 40}};
	uint8_t pk[RECEPTION_PK], bytes[RECEPTION_FILE];
	struct scratch *s = *state;
	struct passphrase *p = say("x");
	char path[SCRATCH_PATH];
	bool exposed;

	create(s, "me.key", "x", pk);
	scratch_path(s, "new.key", path);
	for (size_t i = 0; i < sizeof absurd / sizeof *absurd; i++) {
		scratch_read(s->at, "me.key", bytes, sizeof bytes);
		bytes_put64(bytes + 8, absurd[i].ops);
		bytes_put64(bytes + 16, absurd[i].mem);
		scratch_write(s->at, "absurd.key", bytes, sizeof bytes);
		assert_int_equal(try(s, "absurd.key", "x", pk, &exposed), -1);
		assert_int_equal(reception_create(path, p, absurd[i], pk, NULL), -1);
		assert_false(scratch_exists(s->at, "new.key"));
	}
	passphrase_free(p);
}

static void
what_is_no_key_file_is_refused(void **state)
{
	uint8_t pk[RECEPTION_PK], bytes[RECEPTION_FILE + 1] = {0};
	struct scratch *s = *state;
	size_t before = scratch_descriptors();
	bool exposed;

	create(s, "me.key", "x", pk);
	scratch_read(s->at, "me.key", bytes, RECEPTION_FILE);
	scratch_write(s->at, "long.key", bytes, RECEPTION_FILE + 1);
	scratch_write(s->at, "short.key", bytes, RECEPTION_FILE - 1);
	scratch_write(s->at, "empty.key", "", 0);
	bytes[5] = '2';
	scratch_write(s->at, "later.key", bytes, RECEPTION_FILE);
	assert_int_equal(mkfifoat(s->at, "fifo.key", 0600), 0);
	assert_int_equal(mkdirat(s->at, "folder.key", 0700), 0);
	assert_int_equal(try(s, "long.key", "x", pk, &exposed), -1);
	assert_int_equal(try(s, "short.key", "x", pk, &exposed), -1);
	assert_int_equal(try(s, "empty.key", "x", pk, &exposed), -1);
	assert_int_equal(try(s, "later.key", "x", pk, &exposed), -1);
	assert_int_equal(try(s, "fifo.key", "x", pk, &exposed), -1);
	assert_int_equal(try(s, "folder.key", "x", pk, &exposed), -1);
	assert_int_equal(try(s, "none.key", "x", pk, &exposed), -1);
	assert_int_equal(scratch_descriptors(), before);
}

static void
a_key_pair_that_is_none_does_not_open(void **state)
{
	uint8_t bytes[RECEPTION_FILE], pk[RECEPTION_PK], pair[64] = {1}, wrapping[32];
	struct scratch *s = *state;
	bool exposed;

	/* rightly wrapped, but the public half belongs to another secret */
	create(s, "me.key", "x", pk);
	scratch_read(s->at, "me.key", bytes, sizeof bytes);
	memcpy(pair + 32, pk, 32);
	assert_int_equal(
		crypto_pwhash(wrapping, 32, "x", 1, bytes + 24, 1, 8192, crypto_pwhash_ALG_ARGON2ID13), 0);
	crypto_aead_xchacha20poly1305_ietf_encrypt(
		bytes + 64, NULL, pair, 64, bytes, 64, NULL, bytes + 40, wrapping);
	scratch_write(s->at, "me.key", bytes, sizeof bytes);
	assert_int_equal(try(s, "me.key", "x", pk, &exposed), -1);
	reception_free(NULL);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(its_passphrase_opens_it_and_no_other),
		IN_FOLDER(no_salt_and_no_nonce_is_used_twice),
		IN_FOLDER(what_others_can_read_is_said_to_be_exposed),
		IN_FOLDER(an_existing_file_is_never_overwritten),
		IN_FOLDER(every_changed_bit_keeps_it_closed),
		IN_FOLDER(an_absurd_effort_is_refused_at_once),
		IN_FOLDER(what_is_no_key_file_is_refused),
		IN_FOLDER(a_key_pair_that_is_none_does_not_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
