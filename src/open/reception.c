/* SPDX-License-Identifier: ISC */
#include "open/reception.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "open/keyfile.h"

#define MAGIC "WKRSK1\0\0"
#define MAGIC_SIZE 8
#define OPS_AT 8
#define MEM_AT 16
#define SALT_AT 24
#define NONCE_AT 40
#define BOX_AT 64

_Static_assert(NONCE_AT - SALT_AT == crypto_pwhash_SALTBYTES, "salt");
_Static_assert(BOX_AT - NONCE_AT == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "nonce");
_Static_assert(BOX_AT + sizeof(struct reception_key) + crypto_aead_xchacha20poly1305_ietf_ABYTES ==
		RECEPTION_FILE,
	"length");

struct reception_cost
reception_moderate(void)
{
	return (struct reception_cost){
		crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE};
}

/* Derives the key of file's first 64 bytes from p. Returns locked memory, or NULL with why. */
static uint8_t *
derive(const struct passphrase *p, const uint8_t *file, struct fail *why)
{
	uint64_t ops = bytes_get64(file + OPS_AT), mem = bytes_get64(file + MEM_AT);
	uint8_t *key;

	/* bounds: a file from elsewhere must not make the machine work for days */
	if (ops < 1 || ops > 10 || mem < 8192 || mem > (1U << 30)) {
		fail_set(why, _("the key file asks for an impossible effort; it is damaged"));
		return NULL;
	}
	key = wipe_alloc(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
	if (key == NULL ||
		crypto_pwhash(key, crypto_aead_xchacha20poly1305_ietf_KEYBYTES, p->text, p->n,
			file + SALT_AT, ops, (size_t)mem, crypto_pwhash_ALG_ARGON2ID13) != 0) {
		wipe_free(key);
		fail_set(why, _("not enough memory to check the passphrase"));
		return NULL;
	}
	return key;
}

/* Fills file with key wrapped under p. Returns 0, or -1 with why. */
static int
wrap(const struct reception_key *key, const struct passphrase *p, struct reception_cost cost,
	uint8_t file[static RECEPTION_FILE], struct fail *why)
{
	uint8_t *wrapping;

	memcpy(file, MAGIC, MAGIC_SIZE);
	bytes_put64(file + OPS_AT, cost.ops);
	bytes_put64(file + MEM_AT, cost.mem);
	randombytes_buf(file + SALT_AT, BOX_AT - SALT_AT);
	wrapping = derive(p, file, why);
	if (wrapping == NULL)
		return -1;
	crypto_aead_xchacha20poly1305_ietf_encrypt(file + BOX_AT, NULL, (const uint8_t *)key,
		sizeof *key, file, BOX_AT, NULL, file + NONCE_AT, wrapping);
	wipe_free(wrapping);
	return 0;
}

/* Writes the new key file. Returns 0, or -1 with why. */
static int
store(const char *file, const uint8_t bytes[static RECEPTION_FILE], struct fail *why)
{
	const char *name;
	int rc = -1, folder = folder_open_parent(file, &name);

	if (folder >= 0)
		rc = file_create(folder, name, 0600, bytes, RECEPTION_FILE);
	if (rc != 0)
		fail_errno(why, errno, _("cannot make the key file %s"), file);
	if (folder >= 0)
		close(folder);
	return rc;
}

struct reception_key *
reception_make(void)
{
	struct reception_key *key = wipe_alloc(sizeof *key);

	if (key != NULL)
		crypto_box_keypair(key->pk, key->sk);
	return key;
}

struct reception_key *
reception_from(const uint8_t sk[static 32])
{
	struct reception_key *key = wipe_alloc(sizeof *key);

	if (key == NULL)
		return NULL;
	memcpy(key->sk, sk, sizeof key->sk);
	if (crypto_scalarmult_base(key->pk, key->sk) == 0)
		return key;
	wipe_free(key);
	return NULL;
}

int
reception_store(const struct reception_key *key, const char *file, const struct passphrase *p,
	struct reception_cost cost, struct fail *why)
{
	uint8_t bytes[RECEPTION_FILE];

	if (wrap(key, p, cost, bytes, why) != 0)
		return -1;
	return store(file, bytes, why);
}

int
reception_create(const char *file, const struct passphrase *p, struct reception_cost cost,
	uint8_t pk[static RECEPTION_PK], struct fail *why)
{
	struct reception_key *key = reception_make();
	int rc;

	if (key == NULL)
		return fail_set(why, _("not enough memory"));
	rc = reception_store(key, file, p, cost, why);
	if (rc == 0)
		memcpy(pk, key->pk, RECEPTION_PK);
	reception_free(key);
	return rc;
}

/* Reads the bytes of a key file. Returns 0, or -1 with why. */
static int
load(const char *file, uint8_t bytes[static RECEPTION_FILE], bool *exposed, struct fail *why)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	ssize_t n = -1;
	char more;

	if (fd < 0)
		return fail_errno(why, errno, _("cannot open the key file %s"), file);
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		n = file_read_all(fd, bytes, RECEPTION_FILE);
	if (n != RECEPTION_FILE || read(fd, &more, 1) != 0 || memcmp(bytes, MAGIC, MAGIC_SIZE) != 0) {
		close(fd);
		return fail_set(why, _("%s is not a reception key"), file);
	}
	close(fd);
	*exposed = (st.st_mode & (S_IRWXG | S_IRWXO)) != 0;
	return 0;
}

/* Opens the bytes of a key file with p. Returns locked memory; or NULL with why, which says nothing
 * when it is the passphrase that does not fit. */
static struct reception_key *
unwrap(const uint8_t bytes[static RECEPTION_FILE], const struct passphrase *p, struct fail *why)
{
	struct reception_key *key;
	uint8_t derived[RECEPTION_PK], *wrapping;
	int rc;

	wrapping = derive(p, bytes, why);
	if (wrapping == NULL)
		return NULL;
	key = wipe_alloc(sizeof *key);
	if (key == NULL) {
		wipe_free(wrapping);
		fail_set(why, _("not enough memory"));
		return NULL;
	}
	rc = crypto_aead_xchacha20poly1305_ietf_decrypt((uint8_t *)key, NULL, NULL, bytes + BOX_AT,
		RECEPTION_FILE - BOX_AT, bytes, BOX_AT, bytes + NONCE_AT, wrapping);
	wipe_free(wrapping);
	if (rc == 0 && crypto_scalarmult_base(derived, key->sk) == 0 &&
		memcmp(derived, key->pk, sizeof derived) == 0)
		return key;
	wipe_free(key);
	fail_set(why, "%s", "");
	return NULL;
}

int
reception_open(const char *file, const struct passphrase *p, struct reception_key **key,
	bool *exposed, struct fail *why)
{
	uint8_t bytes[RECEPTION_FILE];
	struct fail inner = {{0}};

	*key = NULL;
	if (load(file, bytes, exposed, why) != 0)
		return -1;
	*key = unwrap(bytes, p, &inner);
	if (*key != NULL)
		return 0;
	if (inner.text[0] != '\0')
		return fail_set(why, "%s", inner.text);
	return fail_set(why, _("this passphrase does not open the key %s"), file);
}

int
reception_change(const struct reception_key *key, const char *file, const struct passphrase *p,
	struct reception_cost cost, struct fail *why)
{
	uint8_t bytes[RECEPTION_FILE];
	struct reception_key *tried;
	struct fail inner = {{0}};
	int rc;

	if (wrap(key, p, cost, bytes, why) != 0)
		return -1;
	tried = unwrap(bytes, p, &inner);
	if (tried == NULL && inner.text[0] != '\0')
		return fail_set(why, "%s", inner.text);
	rc = tried == NULL ? -1 : sodium_memcmp(tried, key, sizeof *key);
	reception_free(tried);
	if (rc != 0)
		return fail_set(why, _("the new key file does not open; nothing was changed"));
	return keyfile_exchange(file, bytes, sizeof bytes, why);
}

int
reception_replace(const char *from, const char *to, struct fail *why)
{
	uint8_t bytes[RECEPTION_FILE];
	bool exposed;

	return load(from, bytes, &exposed, why) != 0 ? -1
												 : keyfile_exchange(to, bytes, sizeof bytes, why);
}

int
reception_copy(const char *from, const char *to, struct fail *why)
{
	uint8_t bytes[RECEPTION_FILE];
	bool exposed;

	return load(from, bytes, &exposed, why) != 0 ? -1 : store(to, bytes, why);
}

void
reception_free(struct reception_key *key)
{
	wipe_free(key);
}
