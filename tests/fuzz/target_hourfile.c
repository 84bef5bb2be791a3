/* SPDX-License-Identifier: ISC */
/* An hour key file. The public reception key is known to everybody, so anybody can seal 64 bytes to
 * it. Of the input: how the rest is meant (bit 0: a kid that fits the secret half, 1: it stands inside
 * too, 2: the hour of the header stands inside too, 3: not sealed at all, 4: to somebody else), header
 * 32, secret 64. */
#include <sodium.h>
#include <string.h>

#include "base/bytes.h"
#include "base/recipients.h"
#include "fuzz/target.h"
#include "open/openkey.h"
#include "open/rewrap.h"

#define HEAD HOURFILE_HEAD
#define INPUT (1 + HEAD + HOURFILE_SECRET)

static const struct open_key nothing;

/* A reception key of nobody. */
static const struct reception_key *
reception(void)
{
	static struct reception_key key;
	static const uint8_t seed[crypto_box_SEEDBYTES] = "hourfile";

	crypto_box_seed_keypair(key.pk, key.sk, seed);
	return &key;
}

static void
make(const uint8_t in[static INPUT], const struct reception_key *own,
	uint8_t file[static HOURFILE_SIZE], uint8_t secret[static HOURFILE_SECRET])
{
	uint8_t pk[32], *wrap = file + hourfile_wrap(in[INPUT - 1] % 8);

	memset(file, in[0], HOURFILE_SIZE);
	memcpy(file, in + 1, HEAD);
	memcpy(secret, in + 1 + HEAD, HOURFILE_SECRET);
	if ((in[0] & 1) != 0 && crypto_scalarmult_base(pk, secret) == 0)
		hourfile_derive(pk, file + 16);
	if ((in[0] & 2) != 0)
		memcpy(secret + 32, file + 16, HOURFILE_KID);
	if ((in[0] & 4) != 0)
		memcpy(secret + 48, file + 8, 4);
	if ((in[0] & 16) != 0)
		return;
	hourfile_print(own->pk, wrap);
	if ((in[0] & 8) != 0)
		memcpy(wrap + HOURFILE_PRINT, secret, HOURFILE_SECRET);
	else
		(void)crypto_box_seal(wrap + HOURFILE_PRINT, secret, HOURFILE_SECRET, own->pk);
}

/* What opened fits together, and is the same after it was sealed anew. */
static void
check_open(const struct reception_key *own, const uint8_t file[static HOURFILE_SIZE],
	const uint8_t secret[static HOURFILE_SECRET], const struct open_key *key)
{
	static const uint8_t zeros[12];
	struct recipients list = {.n = 1, .list = {{.label = "desk"}}};
	uint8_t anew[HOURFILE_SIZE], pk[32], kid[HOURFILE_KID];
	struct open_key again = nothing;
	struct hourfile head;

	TARGET_MUST(hourfile_read(file, &head) == 0 && key->hour == head.hour);
	TARGET_MUST(memcmp(secret, key->sk, 32) == 0 && memcmp(secret + 32, head.kid, 16) == 0);
	TARGET_MUST(bytes_get32(secret + 48) == head.hour && memcmp(secret + 52, zeros, 12) == 0);
	TARGET_MUST(crypto_scalarmult_base(pk, key->sk) == 0 && memcmp(pk, key->pk, 32) == 0);
	hourfile_derive(pk, kid);
	TARGET_MUST(memcmp(kid, head.kid, sizeof kid) == 0 && memcmp(kid, key->kid, sizeof kid) == 0);
	memcpy(list.list[0].pk, own->pk, RECIPIENTS_PK);
	TARGET_MUST(rewrap_make(own, &list, file, anew) == REWRAP_GOOD);
	TARGET_MUST(rewrap_is_current(&list, anew));
	TARGET_MUST(openkey_open(own, anew, &again) == OPENKEY_GOOD);
	TARGET_MUST(memcmp(key, &again, sizeof again) == 0);
}

/* What a header says is within its bounds, and its name leads back to it. */
static void
check_head(const struct hourfile *head)
{
	uint8_t kid[HOURFILE_KID];
	char name[HOURFILE_NAME];

	TARGET_MUST(head->wraps >= 1 && head->wraps <= HOURFILE_WRAPS && head->hour < 4000000);
	hourfile_name(head->kid, name);
	TARGET_MUST(hourfile_kid(name, ".key", kid) == 0 && memcmp(kid, head->kid, sizeof kid) == 0);
}

int
target_hourfile(const uint8_t *data, size_t n)
{
	static const uint8_t blank[HOURFILE_SIZE];
	const struct reception_key *own = reception();
	uint8_t in[INPUT] = {0}, file[HOURFILE_SIZE], out[HOURFILE_SIZE], secret[HOURFILE_SECRET];
	struct recipients list = {.n = 1, .list = {{.label = "desk"}}};
	struct open_key key = nothing;
	struct hourfile head;

	memcpy(in, data, n < sizeof in ? n : sizeof in);
	if (memcmp(in + 1, HOURFILE_MAGIC, HOURFILE_MAGIC_SIZE) != 0) {
		TARGET_MUST(hourfile_read(in + 1, &head) != 0);
		return 0;
	}
	make(in, own, file, secret);
	if (hourfile_read(file, &head) == 0)
		check_head(&head);
	if (openkey_open(own, file, &key) == OPENKEY_GOOD) {
		check_open(own, file, secret, &key);
		return 1;
	}
	TARGET_MUST(memcmp(&key, &nothing, sizeof key) == 0);
	memcpy(list.list[0].pk, own->pk, RECIPIENTS_PK);
	TARGET_MUST(rewrap_make(own, &list, file, out) != REWRAP_GOOD);
	TARGET_MUST(memcmp(out, blank, sizeof out) == 0);
	return 0;
}
