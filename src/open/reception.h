/* SPDX-License-Identifier: ISC */
/* reception: a reception key, the X25519 key pair of one person who may open. Its file, 144 bytes:
 *   "WKRSK1\0\0" | ops u64 | mem u64 | salt 16 | nonce 24 | XChaCha20-Poly1305(sk 32 | pk 32) 80
 * under a key of Argon2id (RFC 9106) of the passphrase; the first 64 bytes are authenticated. */
#ifndef OPEN_RECEPTION_H
#define OPEN_RECEPTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"
#include "open/passphrase.h"

#define RECEPTION_FILE 144
#define RECEPTION_PK 32

/* In locked memory. */
struct reception_key {
	uint8_t sk[32];
	uint8_t pk[RECEPTION_PK];
};

/* What making a key costs who guesses passphrases. */
struct reception_cost {
	uint64_t ops; /* 1 to 10 */
	uint64_t mem; /* bytes, 8 KiB to 1 GiB */
};

/* The cost that is used outside tests: 0.4 s and 256 MiB on an ordinary machine. */
struct reception_cost reception_moderate(void);

/* Returns a new key pair, or that of the secret half sk, to be given to reception_free; NULL: no
 * memory, or sk is no secret half. */
struct reception_key *reception_make(void) __attribute__((warn_unused_result));
struct reception_key *reception_from(const uint8_t sk[static 32])
	__attribute__((warn_unused_result));

/* Writes key, wrapped under p, to file, which must not exist, mode 0600. Returns 0, or -1 with why
 * and no file. */
int reception_store(const struct reception_key *key, const char *file, const struct passphrase *p,
	struct reception_cost cost, struct fail *why) __attribute__((warn_unused_result));

/* Makes a key pair and writes file, which must not exist, mode 0600. Returns 0 and the public half
 * in pk, or -1 with why and no file. */
int reception_create(const char *file, const struct passphrase *p, struct reception_cost cost,
	uint8_t pk[static RECEPTION_PK], struct fail *why) __attribute__((warn_unused_result));

/* Opens file with p. Returns 0 and *key, to be given to reception_free, or -1 with why. *exposed
 * says whether others than the owner can read the file (a stick with FAT cannot prevent it). */
int reception_open(const char *file, const struct passphrase *p, struct reception_key **key,
	bool *exposed, struct fail *why) __attribute__((warn_unused_result));

/* Puts key, wrapped under p, in the place of file, which holds this or an older key of the same
 * person: the new bytes are tried first, and the old ones are overwritten (open/keyfile.h). Returns
 * 0, or -1 with why: the file is then whole, either as it was or new. */
int reception_change(const struct reception_key *key, const char *file, const struct passphrase *p,
	struct reception_cost cost, struct fail *why) __attribute__((warn_unused_result));

/* Puts the bytes of the key file from in the place of the key file to, in the same way. */
int reception_replace(const char *from, const char *to, struct fail *why)
	__attribute__((warn_unused_result));

/* Copies the key file from to the file to, which must not exist, mode 0600. Returns 0, or -1 with
 * why. */
int reception_copy(const char *from, const char *to, struct fail *why)
	__attribute__((warn_unused_result));

/* Wipes and frees key; NULL is harmless. */
void reception_free(struct reception_key *key);

#endif
