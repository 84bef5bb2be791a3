/* SPDX-License-Identifier: ISC */
#include "visit/record.h"

#include <stdbool.h>
#include <string.h>

#include "base/bytes.h"
#include "base/wipe.h"
#include "visit/phone.h"

#define VERSION 1
#define HOUR 3600 /* seconds */

/* Where each part begins. Byte 2 and 3 and all from AT_REST on are zero. */
enum {
	AT_VERSION = 0,
	AT_FLAGS = 1,
	AT_HOUR = 4,
	AT_ARRIVAL = 8,
	AT_ID = 16,
	AT_KID = 32,
	AT_SEQ = 48,
	AT_NAME_LEN = 52,
	AT_NAME = 53,
	AT_PHONE_LEN = AT_NAME + VISITOR_NAME_MAX,
	AT_PHONE = AT_PHONE_LEN + 1,
	AT_REST = AT_PHONE + VISITOR_PHONE_MAX,
};

_Static_assert(AT_REST == 214, "the layout of doc/FORMAT");

void
record_write(const struct visit *visit, uint8_t out[static RECORD_SIZE])
{
	const struct visitor *visitor = &visit->visitor;

	memset(out, 0, RECORD_SIZE);
	out[AT_VERSION] = VERSION;
	out[AT_FLAGS] = visit->flags;
	bytes_put32(out + AT_HOUR, visit->hour);
	bytes_put64(out + AT_ARRIVAL, (uint64_t)visit->arrival);
	memcpy(out + AT_ID, visit->id, sizeof visit->id);
	memcpy(out + AT_KID, visit->kid, sizeof visit->kid);
	bytes_put32(out + AT_SEQ, visit->seq);
	/* whole arrays: what follows the texts in them is zero, and no length can reach outside */
	out[AT_NAME_LEN] = visitor->name_len;
	memcpy(out + AT_NAME, visitor->name, VISITOR_NAME_MAX);
	out[AT_PHONE_LEN] = visitor->phone_len;
	memcpy(out + AT_PHONE, visitor->phone, VISITOR_PHONE_MAX);
}

/* Takes the name at in only if visitor_set_name would leave every byte of it as it is. */
static bool
take_name(const uint8_t in[static RECORD_SIZE], struct visitor *visitor)
{
	const char *name = (const char *)in + AT_NAME;
	uint8_t n = in[AT_NAME_LEN];

	return n <= VISITOR_NAME_MAX && visitor_take_name(visitor, name, n) == VISITOR_NAME_OK &&
		visitor->name_len == n && memcmp(visitor->name, name, VISITOR_NAME_MAX) == 0;
}

static bool
take_phone(const uint8_t in[static RECORD_SIZE], struct visitor *visitor)
{
	const char *phone = (const char *)in + AT_PHONE;
	uint8_t n = in[AT_PHONE_LEN];

	if (n > VISITOR_PHONE_MAX || !phone_is_kept(phone, n))
		return false;
	memcpy(visitor->phone, phone, n);
	visitor->phone_len = n;
	return memcmp(visitor->phone, phone, VISITOR_PHONE_MAX) == 0;
}

static bool
is_zero(const uint8_t *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (bytes[i] != 0)
			return false;
	}
	return true;
}

int
record_read(const uint8_t in[static RECORD_SIZE], struct visit *visit)
{
	wipe_bytes(visit, sizeof *visit);
	visit->flags = in[AT_FLAGS];
	visit->hour = bytes_get32(in + AT_HOUR);
	visit->arrival = (int64_t)bytes_get64(in + AT_ARRIVAL);
	memcpy(visit->id, in + AT_ID, sizeof visit->id);
	memcpy(visit->kid, in + AT_KID, sizeof visit->kid);
	visit->seq = bytes_get32(in + AT_SEQ);
	if (in[AT_VERSION] == VERSION && is_zero(in + AT_FLAGS + 1, AT_HOUR - AT_FLAGS - 1) &&
		visit->arrival >= 0 && visit->arrival / HOUR == (int64_t)visit->hour &&
		take_name(in, &visit->visitor) && take_phone(in, &visit->visitor) &&
		is_zero(in + AT_REST, RECORD_SIZE - AT_REST))
		return 0;
	wipe_bytes(visit, sizeof *visit);
	return -1;
}
