/* SPDX-License-Identifier: ISC */
/* The 256 bytes of a visit, after its seal was opened: whoever can seal decides what is in them. */
#include <string.h>

#include "base/text.h"
#include "base/wipe.h"
#include "fuzz/target.h"
#include "visit/phone.h"
#include "visit/record.h"
#include "visit/samename.h"

/* What screens, files and searches do with a visit that was taken. */
static void
use(const struct visitor *visitor)
{
	char folded[SAMENAME_FOLD], shown[3 * VISITOR_NAME_MAX + 4], phone[PHONE_GROUPED];
	struct visitor again = {0};

	TARGET_MUST(visitor->name_len >= 1 && visitor->name_len <= VISITOR_NAME_MAX);
	TARGET_MUST(visitor_set_name(&again, visitor->name, visitor->name_len) == VISITOR_NAME_OK);
	TARGET_MUST(memcmp(again.name, visitor->name, sizeof again.name) == 0);
	TARGET_MUST(samename_fold(visitor, folded) >= 0);
	/* nothing in a name that was taken needs to be replaced before it is shown */
	TARGET_MUST(text_neutralise(visitor->name, visitor->name_len, shown, sizeof shown) ==
		(long)visitor->name_len);
	TARGET_MUST(memcmp(shown, visitor->name, visitor->name_len) == 0);
	TARGET_MUST(phone_is_kept(visitor->phone, visitor->phone_len));
	TARGET_MUST(phone_group(visitor->phone, visitor->phone_len, phone, sizeof phone) == 0);
}

int
target_visit(const uint8_t *data, size_t n)
{
	static const struct visit nothing;
	static uint8_t *in;
	uint8_t again[RECORD_SIZE];
	struct visit visit;

	if (in == NULL)
		in = wipe_alloc(RECORD_SIZE); /* as the desk has it: nothing can be read behind it */
	TARGET_MUST(in != NULL);
	memset(in, 0, RECORD_SIZE);
	memcpy(in, data, n < RECORD_SIZE ? n : RECORD_SIZE);
	memset(&visit, 0xA5, sizeof visit);
	if (record_read(in, &visit) != 0) {
		TARGET_MUST(memcmp(&visit, &nothing, sizeof visit) == 0);
		return 0;
	}
	record_write(&visit, again);
	TARGET_MUST(memcmp(in, again, RECORD_SIZE) == 0);
	TARGET_MUST(visit.arrival / 3600 == visit.hour);
	use(&visit.visitor);
	return 1;
}
