/* SPDX-License-Identifier: ISC */
#include "kiosk/walls.h"

#include <fcntl.h>
#include <time.h>

#include "base/confine_calls.h"
#include "base/nls.h"
#include "config.h"
#include "kiosk/gate.h"

/* Leaves the register that is open now, as far as a kiosk may use it, and what libraries read. */
static enum confine_result
keep_files(const struct kiosk *k, struct fail *why)
{
	const struct confine_path paths[] = {
		{k->reg.inbox.folder, ".", CONFINE_READ},
		{k->reg.inbox.folder, "db", CONFINE_WRITE},
		{k->reg.inbox.folder, "keys", CONFINE_WRITE},
		{k->reg.state, ".", CONFINE_READ},
		/* the recipients, which are replaced when keys change */
		{AT_FDCWD, k->conf.folder, CONFINE_READ},
		/* the next language, and the C library's words in it */
		{AT_FDCWD, bindtextdomain(PACKAGE, NULL), CONFINE_READ},
		{AT_FDCWD, "/usr/share/locale", CONFINE_READ},
		{AT_FDCWD, "/etc/localtime", CONFINE_READ},
		{AT_FDCWD, "/usr/share/zoneinfo", CONFINE_READ},
		/* SQLite's first random numbers */
		{AT_FDCWD, "/dev/urandom", CONFINE_READ},
		/* the boot id, beside other numbers that are no secret */
		{AT_FDCWD, "/proc/sys/kernel/random", CONFINE_READ},
	};

	return confine_files(paths, sizeof paths / sizeof paths[0], why);
}

/* Says whether the kiosk may go on. */
static bool
may_go_on(enum confine_result result, const struct fail *why)
{
	if (result == CONFINE_NOT_HERE)
		gate_log(why->text);
	return result != CONFINE_FAILED;
}

int
walls_raise(struct walls *walls, struct kiosk *k, struct fail *why)
{
	if (!CONFINE) /* built with sanitizers */
		return 0;
	if (!walls->files && k->opened) {
		tzset(); /* TZ may name a file elsewhere */
		if (!may_go_on(keep_files(k, why), why))
			return -1;
		walls->files = true;
	}
	if (!walls->calls) {
		if (!may_go_on(confine_calls_of(CONFINE_KIOSK, why), why))
			return -1;
		walls->calls = true;
	}
	return 0;
}
