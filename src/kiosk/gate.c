/* SPDX-License-Identifier: ISC */
#include "kiosk/gate.h"

#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "base/nls.h"
#include "register/timekeeping.h"

void
gate_log(const char *sentence)
{
	if (!isatty(STDERR_FILENO)) {
		fprintf(stderr, "%s: %s\n", KIOSK_NAME, sentence);
		return;
	}
	openlog(KIOSK_NAME, 0, LOG_DAEMON);
	syslog(LOG_WARNING, "%s", sentence);
	closelog();
}

void
gate_close(struct kiosk *k)
{
	if (k->opened)
		register_close(&k->reg);
	k->opened = false;
	/* a register that comes back may be another one: it does not know this key */
	k->has_key = false;
}

/* Opens the register if it is not. Returns 0, or -1 with why. */
static int
open_register(struct kiosk *k, struct fail *why)
{
	if (k->opened && register_check_side(&k->reg.inbox, why) == 0)
		return 0;
	gate_close(k);
	k->opened = true;
	if (register_open(&k->reg, k->conf.state_dir, REGISTER_KIOSK, why) != 0 ||
		register_check_side(&k->reg.inbox, why) != 0 || register_tag(&k->reg, k->tag, why) != 0) {
		gate_close(k);
		return -1;
	}
	return 0;
}

/* What the clocks that were read tell; a state file that cannot be read means doubt. */
static void
tell_time(struct kiosk *k)
{
	struct fail why;

	if (timekeeping_follow(&k->reg, &k->now, &k->clock, &why) != 0)
		k->clock.doubt = true;
}

/* A review date that was passed, or soon will be, is set anew in the configuration: it is read again
 * until it is. Any other change of the configuration needs a new start. */
static void
read_review(struct kiosk *k)
{
	struct conf fresh;

	if (k->alarm != WATCH_REVIEW && k->amber != WATCH_REVIEW_SOON)
		return;
	if (conf_read(&fresh, k->conf.file, &(struct fail){{0}}) == 0)
		k->conf.review_time = fresh.review_time;
}

/* Looks at everything; k->amber says what does not close. */
static enum watch_alarm
look(struct kiosk *k, struct fail *why)
{
	struct watch_record last;
	enum watch_alarm alarm;

	read_review(k);
	k->amber = WATCH_FINE;
	if (open_register(k, why) != 0)
		return WATCH_REGISTER;
	if (recipients_read(k->conf.folder, &k->recipients, why) != 0)
		return WATCH_RECIPIENTS;
	clock_read_plain(&k->now);
	tell_time(k);
	alarm = watch_look(&k->reg, &k->clock, &k->now, k->conf.review_time, &last);
	if (alarm == WATCH_FINE)
		k->amber = watch_amber(&last, &k->clock, &k->now, k->conf.review_time);
	else
		fail_set(why, "%s", watch_phrase(alarm));
	return alarm;
}

bool
gate_check(struct kiosk *k)
{
	enum watch_alarm before = k->alarm, amber = k->amber;
	struct fail why = {{0}}, line;

	k->alarm = look(k, &why);
	if (k->alarm != before) {
		if (k->alarm == WATCH_FINE)
			fail_set(&line, "%s", _("entries are taken again"));
		else
			fail_set(&line, _("no entries are taken, code %s: %s"), watch_code(k->alarm), why.text);
		gate_log(line.text);
	}
	if (k->amber != amber && k->amber != WATCH_FINE) {
		fail_set(&line, "%s: %s", watch_code(k->amber), watch_phrase(k->amber));
		gate_log(line.text);
	}
	return k->alarm == WATCH_FINE;
}

bool
gate_may(void *arg)
{
	struct kiosk *k = arg;

	clock_read_again(&k->now);
	tell_time(k);
	return watch_check(&k->reg, &k->clock, &k->now, k->conf.review_time) == WATCH_FINE;
}
