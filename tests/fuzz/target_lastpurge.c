/* SPDX-License-Identifier: ISC */
/* state/last-purge: what the last run left, by which the kiosk opens or not. */
#include <fcntl.h>
#include <string.h>

#include "fuzz/ground.h"
#include "fuzz/target.h"
#include "register/watch.h"

int
target_lastpurge(const uint8_t *data, size_t n)
{
	static struct visit_register r = {.path = "register", .state = -1};
	struct clock_verdict clock = {.trusted = 1790000000};
	struct clock_reading now = {.realtime = 1790000000, .boottime = 100};
	struct watch_record record;
	struct fail why = {{0}};
	int alarm;

	if (r.state < 0)
		r.state = open(ground_folder(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ground_write(r.state, "last-purge", data, n);
	if (watch_load(&r, &record, &why) != 0) {
		TARGET_MUST(why.text[0] != '\0');
		return 0;
	}
	TARGET_MUST(record.time >= 0 && record.time <= CLOCK_LAST);
	TARGET_MUST(record.good >= 0 && record.good <= CLOCK_LAST);
	memcpy(now.boot, record.boot, sizeof now.boot);
	for (alarm = WATCH_FINE; alarm < WATCH_ALARMS; alarm++)
		(void)watch_holds((enum watch_alarm)alarm, &record, &clock, &now, 1800000000);
	/* a good run in the future is none */
	TARGET_MUST(record.good <= clock.trusted + CLOCK_SLACK ||
		watch_holds(WATCH_SILENT, &record, &clock, &now, 0));
	TARGET_MUST(watch_save(&r, &record, &why) == 0);
	TARGET_MUST(ground_has(r.state, "last-purge", data, n));
	return 1;
}
