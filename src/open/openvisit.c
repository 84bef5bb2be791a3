/* SPDX-License-Identifier: ISC */
#include "open/openvisit.h"

#include <sodium.h>
#include <string.h>

#include "base/wipe.h"

enum openvisit_result
openvisit_open_with(const struct open_key *key, const uint8_t id[static OPENVISIT_ID],
	const uint8_t box[static OPENVISIT_BOX], uint8_t record[static RECORD_SIZE],
	struct visit *visit)
{
	if (crypto_box_seal_open(record, box, OPENVISIT_BOX, key->pk, key->sk) != 0) {
		wipe_bytes(visit, sizeof *visit);
		return OPENVISIT_DAMAGED;
	}
	if (record_read(record, visit) != 0)
		return OPENVISIT_NO_VISIT;
	if (memcmp(visit->id, id, OPENVISIT_ID) == 0 && visit->hour == key->hour &&
		memcmp(visit->kid, key->kid, sizeof key->kid) == 0)
		return OPENVISIT_GOOD;
	visitor_wipe(&visit->visitor);
	return OPENVISIT_MOVED;
}

enum openvisit_result
openvisit_open(const struct open_key *key, const uint8_t id[static OPENVISIT_ID],
	const uint8_t box[static OPENVISIT_BOX], struct visit *visit)
{
	enum openvisit_result result = OPENVISIT_NO_MEMORY;
	uint8_t *record = wipe_alloc(RECORD_SIZE);

	if (record != NULL)
		result = openvisit_open_with(key, id, box, record, visit);
	wipe_free(record);
	wipe_stack();
	if (result != OPENVISIT_GOOD)
		wipe_bytes(visit, sizeof *visit);
	return result;
}
