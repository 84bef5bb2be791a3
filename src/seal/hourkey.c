/* SPDX-License-Identifier: ISC */
#include "seal/hourkey.h"

#include <sodium.h>
#include <string.h>

#include "base/bytes.h"
#include "base/nls.h"
#include "base/wipe.h"

_Static_assert(RECORD_SIZE + crypto_box_SEALBYTES == HOURKEY_BOX, "size of an entry");
_Static_assert(HOURFILE_SECRET + crypto_box_SEALBYTES == HOURFILE_SEALED, "size of a wrap");

#define KID_AT 32
#define HOUR_AT 48

/* Seals secret to each of recipients into its place in file. */
static int
wrap(const struct recipients *recipients, const uint8_t secret[static HOURFILE_SECRET],
	uint8_t file[static HOURFILE_SIZE])
{
	uint8_t *at;
	uint32_t i;

	for (i = 0; i < recipients->n; i++) {
		at = file + hourfile_wrap(i);
		hourfile_print(recipients->list[i].pk, at);
		if (crypto_box_seal(at + HOURFILE_PRINT, secret, HOURFILE_SECRET, recipients->list[i].pk) !=
			0)
			return -1;
	}
	return 0;
}

int
hourkey_make(const struct recipients *recipients, uint32_t hour, struct hour_key *key,
	uint8_t file[static HOURFILE_SIZE], struct fail *why)
{
	struct hourfile head = {.hour = hour, .wraps = (uint32_t)recipients->n};
	uint8_t *secret = wipe_alloc(HOURFILE_SECRET);
	int rc;

	if (secret == NULL)
		return fail_set(why, _("not enough memory"));
	crypto_box_keypair(key->pk, secret);
	hourfile_derive(key->pk, key->kid);
	key->hour = hour;
	key->seq = 1;
	memcpy(head.kid, key->kid, sizeof head.kid);
	memcpy(secret + KID_AT, key->kid, HOURFILE_KID);
	bytes_put32(secret + HOUR_AT, hour);
	hourfile_write(file, &head);
	rc = wrap(recipients, secret, file);
	wipe_free(secret);
	if (rc != 0)
		return fail_set(why, _("a key in the list of recipients is not a public key"));
	return 0;
}

int
hourkey_seal(const struct hour_key *key, const uint8_t record[static RECORD_SIZE],
	uint8_t box[static HOURKEY_BOX])
{
	return crypto_box_seal(box, record, RECORD_SIZE, key->pk);
}
