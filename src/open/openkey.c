/* SPDX-License-Identifier: ISC */
#include "open/openkey.h"

#include <sodium.h>
#include <string.h>

#include "base/bytes.h"
#include "base/wipe.h"

#define KID_AT 32
#define HOUR_AT 48

/* Returns the sealed secret of reception in file, or NULL. */
static const uint8_t *
find_wrap(
	const struct reception_key *reception, const uint8_t file[static HOURFILE_SIZE], uint32_t wraps)
{
	uint8_t print[HOURFILE_PRINT];
	uint32_t i;

	hourfile_print(reception->pk, print);
	for (i = 0; i < wraps; i++)
		if (memcmp(file + hourfile_wrap(i), print, sizeof print) == 0)
			return file + hourfile_wrap(i) + HOURFILE_PRINT;
	return NULL;
}

enum openkey_result
openkey_open(const struct reception_key *reception, const uint8_t file[static HOURFILE_SIZE],
	struct open_key *key)
{
	static const uint8_t zero[HOURFILE_SECRET - HOUR_AT - 4];
	enum openkey_result result = OPENKEY_FORGED;
	uint8_t *secret, kid[HOURFILE_KID];
	struct hourfile head;
	const uint8_t *sealed;

	wipe_bytes(key, sizeof *key);
	if (hourfile_read(file, &head) != 0)
		return OPENKEY_FORGED;
	sealed = find_wrap(reception, file, head.wraps);
	if (sealed == NULL)
		return OPENKEY_NOT_OURS;
	secret = wipe_alloc(HOURFILE_SECRET);
	if (secret == NULL)
		return OPENKEY_NO_MEMORY;
	if (crypto_box_seal_open(secret, sealed, HOURFILE_SEALED, reception->pk, reception->sk) == 0 &&
		crypto_scalarmult_base(key->pk, secret) == 0) {
		hourfile_derive(key->pk, kid);
		if (memcmp(kid, head.kid, sizeof kid) == 0 &&
			memcmp(secret + KID_AT, kid, sizeof kid) == 0 &&
			bytes_get32(secret + HOUR_AT) == head.hour &&
			memcmp(secret + HOUR_AT + 4, zero, sizeof zero) == 0) {
			memcpy(key->sk, secret, sizeof key->sk);
			memcpy(key->kid, kid, sizeof kid);
			key->hour = head.hour;
			result = OPENKEY_GOOD;
		}
	}
	wipe_free(secret);
	if (result != OPENKEY_GOOD)
		wipe_bytes(key, sizeof *key);
	return result;
}
