/* SPDX-License-Identifier: ISC */
#include "open/rewrap.h"

#include <sodium.h>
#include <string.h>

#include "base/bytes.h"
#include "base/wipe.h"
#include "open/openkey.h"

#define KID_AT 32
#define HOUR_AT 48

bool
rewrap_names(const uint8_t pk[static RECIPIENTS_PK], const uint8_t file[static HOURFILE_SIZE])
{
	uint8_t print[HOURFILE_PRINT];
	struct hourfile head;
	uint32_t i;

	if (hourfile_read(file, &head) != 0)
		return false;
	hourfile_print(pk, print);
	for (i = 0; i < head.wraps; i++)
		if (memcmp(file + hourfile_wrap(i), print, sizeof print) == 0)
			return true;
	return false;
}

bool
rewrap_is_current(const struct recipients *list, const uint8_t file[static HOURFILE_SIZE])
{
	struct hourfile head;
	size_t i;

	/* as many as in the list, in which no key stands twice: so none besides */
	if (hourfile_read(file, &head) != 0 || head.wraps != list->n)
		return false;
	for (i = 0; i < list->n; i++)
		if (!rewrap_names(list->list[i].pk, file))
			return false;
	return true;
}

/* Seals secret to each of list into its place in out. Returns 0, or -1. */
static int
seal(const struct recipients *list, const uint8_t secret[static HOURFILE_SECRET],
	uint8_t out[static HOURFILE_SIZE])
{
	uint8_t *at;
	uint32_t i;

	for (i = 0; i < list->n; i++) {
		at = out + hourfile_wrap(i);
		hourfile_print(list->list[i].pk, at);
		if (crypto_box_seal(at + HOURFILE_PRINT, secret, HOURFILE_SECRET, list->list[i].pk) != 0)
			return -1;
	}
	return 0;
}

/* The secret half as it is sealed (base/hourfile.h). */
static void
lay_out(const struct open_key *key, uint8_t secret[static HOURFILE_SECRET])
{
	memcpy(secret, key->sk, sizeof key->sk);
	memcpy(secret + KID_AT, key->kid, HOURFILE_KID);
	bytes_put32(secret + HOUR_AT, key->hour);
}

enum rewrap_result
rewrap_make(const struct reception_key *own, const struct recipients *list,
	const uint8_t file[static HOURFILE_SIZE], uint8_t out[static HOURFILE_SIZE])
{
	struct open_key *key = wipe_alloc(sizeof *key);
	uint8_t *secret = wipe_alloc(HOURFILE_SECRET);
	struct hourfile head = {.wraps = (uint32_t)list->n};
	enum rewrap_result result = REWRAP_NO_MEMORY;

	if (key == NULL || secret == NULL)
		goto out;
	switch (openkey_open(own, file, key)) {
	case OPENKEY_GOOD:
		lay_out(key, secret);
		head.hour = key->hour;
		memcpy(head.kid, key->kid, sizeof head.kid);
		hourfile_write(out, &head);
		result = seal(list, secret, out) == 0 ? REWRAP_GOOD : REWRAP_NO_KEY;
		break;
	case OPENKEY_NOT_OURS:
		result = REWRAP_NOT_OURS;
		break;
	case OPENKEY_FORGED:
		result = REWRAP_FORGED;
		break;
	case OPENKEY_NO_MEMORY:
		break;
	}
out:
	wipe_free(secret);
	wipe_free(key);
	if (result != REWRAP_GOOD)
		wipe_bytes(out, HOURFILE_SIZE);
	return result;
}

bool
rewrap_takes(const uint8_t pk[static RECIPIENTS_PK])
{
	uint8_t sealed[crypto_box_SEALBYTES + 1];
	const uint8_t nothing = 0;

	return crypto_box_seal(sealed, &nothing, sizeof nothing, pk) == 0;
}
