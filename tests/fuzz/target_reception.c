/* SPDX-License-Identifier: ISC */
/* A reception key file. Of the input: how the rest is meant (bit 0: the 64 bytes behind the header are
 * what is wrapped, not the wrapping; 1: their second half is made to fit the first), then the file. An effort that is
 * allowed is made the least there is. */
#include <sodium.h>
#include <stdbool.h>
#include <string.h>

#include "base/bytes.h"
#include "fuzz/ground.h"
#include "fuzz/target.h"
#include "open/reception.h"

#define OPS_AT 8
#define MEM_AT 16
#define SALT_AT 24
#define NONCE_AT 40
#define BOX_AT 64
#define KEYS 64
#define MEM_LEAST 8192

/* Keeps what is out of bounds. */
static void
make_cheap(uint8_t file[static RECEPTION_FILE])
{
	uint64_t ops = bytes_get64(file + OPS_AT), mem = bytes_get64(file + MEM_AT);

	if (ops >= 1 && ops <= 10 && mem >= MEM_LEAST && mem <= 1U << 30) {
		bytes_put64(file + OPS_AT, 1);
		bytes_put64(file + MEM_AT, MEM_LEAST);
	}
}

static void
wrap(uint8_t file[static RECEPTION_FILE], const struct passphrase *p, bool fit)
{
	uint8_t keys[KEYS], key[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
	uint64_t ops = bytes_get64(file + OPS_AT), mem = bytes_get64(file + MEM_AT);

	memcpy(keys, file + BOX_AT, sizeof keys);
	if (fit)
		(void)crypto_scalarmult_base(keys + 32, keys);
	if (ops != 1 || mem != MEM_LEAST ||
		crypto_pwhash(key, sizeof key, p->text, p->n, file + SALT_AT, ops, (size_t)mem,
			crypto_pwhash_ALG_ARGON2ID13) != 0)
		return;
	crypto_aead_xchacha20poly1305_ietf_encrypt(
		file + BOX_AT, NULL, keys, sizeof keys, file, BOX_AT, NULL, file + NONCE_AT, key);
}

int
target_reception(const uint8_t *data, size_t n)
{
	static struct passphrase *p;
	uint8_t file[RECEPTION_FILE + 2] = {0}, pk[32], sk[32];
	struct reception_key *key;
	struct fail why = {{0}};
	bool exposed, good;

	if (p == NULL) {
		p = passphrase_new();
		TARGET_MUST(p != NULL);
		memcpy(p->text, "a word of nobody", p->n = 16);
	}
	if (n < 1 || n - 1 > sizeof file)
		return 0;
	memcpy(file, data + 1, n - 1);
	make_cheap(file);
	memcpy(sk, file + BOX_AT, sizeof sk);
	if ((data[0] & 1) != 0)
		wrap(file, p, (data[0] & 2) != 0);
	n--;
	if ((data[0] & 1) != 0 && n > BOX_AT && n < RECEPTION_FILE)
		n = RECEPTION_FILE;
	good = reception_open(ground_file(file, n), p, &key, &exposed, &why) == 0;
	TARGET_MUST(good == (key != NULL) && good == (why.text[0] == '\0'));
	if (!good)
		return 0;
	TARGET_MUST(n == RECEPTION_FILE && (data[0] & 1) != 0 && memcmp(file, "WKRSK1\0", 8) == 0);
	TARGET_MUST(crypto_scalarmult_base(pk, key->sk) == 0 && memcmp(pk, key->pk, sizeof pk) == 0);
	TARGET_MUST(memcmp(key->sk, sk, sizeof sk) == 0);
	reception_free(key);
	return 1;
}
