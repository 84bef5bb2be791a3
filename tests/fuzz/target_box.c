/* SPDX-License-Identifier: ISC */
/* A sealed entry, by somebody who has the public half of its hour key. Of the input: how the rest is
 * meant (bit 0: the kid inside fits, 1: the id, 2: the hour, 3: the box is damaged), the record. */
#include <sodium.h>
#include <string.h>

#include "base/bytes.h"
#include "fuzz/target.h"
#include "open/openvisit.h"

#define HOUR 490259

static const struct open_key *
hour_key(void)
{
	static struct open_key key = {.hour = HOUR};
	static const uint8_t seed[crypto_box_SEEDBYTES] = "box";

	if (key.pk[0] == 0 && key.pk[1] == 0) {
		crypto_box_seed_keypair(key.pk, key.sk, seed);
		hourfile_derive(key.pk, key.kid);
	}
	return &key;
}

int
target_box(const uint8_t *data, size_t n)
{
	static const uint8_t id[OPENVISIT_ID] = "the row's own id";
	static const struct visit nothing;
	const struct open_key *key = hour_key();
	uint8_t in[RECORD_SIZE] = {0}, box[OPENVISIT_BOX], again[RECORD_SIZE];
	struct visit visit;

	if (n < 2 || data[1] != 1) /* no record of this version: not worth the time of sealing it */
		return 0;
	memcpy(in, data + 1, n - 1 < sizeof in ? n - 1 : sizeof in);
	if ((data[0] & 1) != 0)
		memcpy(in + 32, key->kid, sizeof key->kid);
	if ((data[0] & 2) != 0)
		memcpy(in + 16, id, sizeof id);
	if ((data[0] & 4) != 0) {
		bytes_put32(in + 4, HOUR);
		bytes_put64(in + 8, (uint64_t)HOUR * 3600 + data[0]);
	}
	TARGET_MUST(crypto_box_seal(box, in, sizeof in, key->pk) == 0);
	if ((data[0] & 8) != 0)
		box[(size_t)data[n - 1] * OPENVISIT_BOX / 256] ^= 1;
	memset(&visit, 0xA5, sizeof visit);
	if (openvisit_open(key, id, box, &visit) != OPENVISIT_GOOD) {
		TARGET_MUST(memcmp(&visit, &nothing, sizeof visit) == 0);
		return 0;
	}
	TARGET_MUST((data[0] & 8) == 0);
	TARGET_MUST(memcmp(visit.id, id, sizeof id) == 0 && visit.hour == key->hour);
	TARGET_MUST(memcmp(visit.kid, key->kid, sizeof key->kid) == 0);
	record_write(&visit, again);
	TARGET_MUST(memcmp(in, again, sizeof in) == 0);
	return 1;
}
