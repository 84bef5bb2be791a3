/* SPDX-License-Identifier: ISC */
/* Times and dates, as people write them and as files keep them. */
#include <string.h>

#include "base/moment.h"
#include "fuzz/target.h"

#define LONGEST 40

int
target_moment(const uint8_t *data, size_t n)
{
	char text[LONGEST + 1] = "", printed[MOMENT_TEXT];
	int64_t t = -1, day = -1, again;
	int taken;

	memcpy(text, data, n < LONGEST ? n : LONGEST);
	taken = moment_parse(text, &t) == 0;
	if (taken) {
		TARGET_MUST(t >= -15 * MOMENT_HOUR && t < 253402300800 + 15 * MOMENT_HOUR);
		moment_print_utc(t, printed);
		TARGET_MUST(
			t < 0 || strlen(printed) > 20 || (moment_parse(printed, &again) == 0 && again == t));
		moment_print_local(t, printed);
		TARGET_MUST(printed[0] != '\0');
	}
	if (moment_parse_day(text, &day) == 0) {
		TARGET_MUST(!taken && day >= 0 && strlen(text) == 10);
		moment_print_utc(day, printed);
		TARGET_MUST(memcmp(printed, text, 10) == 0);
		taken = 1;
	}
	return taken;
}
