/* SPDX-License-Identifier: ISC */
/* The code of a visitor, as it is typed at the kiosk and the desk. */
#include <string.h>

#include "base/crockford.h"
#include "fuzz/target.h"
#include "visit/erasure.h"

/* Says whether typed still is a code with another symbol at position at, or with its neighbour. */
static int
is_slip_seen(const char code[static ERASURE_CODE], size_t at, unsigned by)
{
	char slip[ERASURE_CODE], read[ERASURE_CODE] = {0};
	unsigned value = (unsigned)crockford_value(code[at]);

	memcpy(slip, code, sizeof slip);
	slip[at] = crockford_symbol((value + 1 + by % 31) % 32);
	if (erasure_read(slip, sizeof slip, read) == 0)
		return 0;
	memcpy(slip, code, sizeof slip);
	if (at > 0 && slip[at] != slip[at - 1]) {
		slip[at] = code[at - 1];
		slip[at - 1] = code[at];
		if (erasure_read(slip, sizeof slip, read) == 0)
			return 0;
	}
	return read[0] == '\0';
}

int
target_erasure(const uint8_t *data, size_t n)
{
	char code[ERASURE_CODE] = {0}, again[ERASURE_CODE], shown[ERASURE_SHOWN];
	static const char nothing[ERASURE_CODE];
	size_t i;

	if (erasure_read((const char *)data, n, code) != 0) {
		TARGET_MUST(memcmp(code, nothing, sizeof code) == 0);
		return 0;
	}
	erasure_show(code, shown);
	TARGET_MUST(strlen(shown) == ERASURE_SHOWN - 1);
	TARGET_MUST(erasure_read(shown, strlen(shown), again) == 0);
	TARGET_MUST(memcmp(code, again, sizeof code) == 0);
	for (i = 0; i < ERASURE_CODE; i++)
		TARGET_MUST(is_slip_seen(code, i, data[i % n]));
	return 1;
}
