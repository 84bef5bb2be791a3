/* SPDX-License-Identifier: ISC */
#include "purge/sight.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/nls.h"
#include "base/recipients.h"
#include "register/register.h"
#include "register/timekeeping.h"

/* Who looks, and at what. */
struct view {
	struct visit_register reg;
	struct clock_reading now;
	uid_t owner;   /* of the register */
	bool stranger; /* the running account is none of the register's */
};

bool
sight_has(const struct sight *sight, enum watch_alarm alarm)
{
	size_t i;

	for (i = 0; i < sight->count; i++)
		if (sight->found[i] == alarm)
			return true;
	return false;
}

static void
add(struct sight *sight, enum watch_alarm alarm)
{
	if (!sight_has(sight, alarm))
		sight->found[sight->count++] = alarm;
}

/* The same for an alarm that has a reason; the first reason is kept. */
static void
add_why(struct sight *sight, enum watch_alarm alarm, const struct fail *why)
{
	add(sight, alarm);
	if (sight->why.text[0] == '\0')
		sight->why = *why;
}

/* Finds out whose register it is. Its accounts own the inbox or are of its group: what they may not
 * open is broken. */
static void
know_oneself(struct view *view)
{
	struct stat st;

	view->owner = geteuid();
	view->stranger = false;
	if (fstatat(view->reg.root, "inbox", &st, AT_SYMLINK_NOFOLLOW) != 0)
		return;
	view->owner = st.st_uid;
	view->stranger = geteuid() != 0 && geteuid() != st.st_uid && getegid() != st.st_gid &&
		!group_member(st.st_gid);
}

/* Says whether the folder may not be opened by this account, and need not be. */
static bool
is_closed_to_strangers(const struct view *view, const char *folder)
{
	int fd;

	if (!view->stranger)
		return false;
	fd = folder_open(view->reg.root, folder);
	if (fd < 0)
		return errno == EACCES;
	close(fd);
	return false;
}

/* What the kiosk needs of the inbox. Returns 0, or -1 with why. */
static int
check_inbox(struct view *view, struct fail *why)
{
	struct register_side *inbox = &view->reg.inbox;

	if (register_check_side(inbox, why) != 0)
		return -1;
	if (faccessat(inbox->folder, "tag.key", R_OK, AT_EACCESS) != 0)
		return fail_set(why, _("cannot read %s/inbox/tag.key"), view->reg.path);
	return 0;
}

static void
look_at_inbox(struct sight *sight, struct view *view)
{
	struct fail why = {{0}};
	int fd;

	sight->unseen_inbox = is_closed_to_strangers(view, "inbox");
	if (!sight->unseen_inbox && check_inbox(view, &why) != 0)
		add_why(sight, WATCH_REGISTER, &why);
	fd = folder_pass(view->reg.root, "inbox"); /* needs no right to the folder itself */
	if (fd >= 0) {
		sight->room = watch_room(fd);
		sight->has_room = true;
		close(fd);
	}
}

/* Says whether the list cannot be read for want of a right. */
static bool
is_out_of_sight(const char *folder)
{
	char path[CONF_PATH + 16];

	snprintf(path, sizeof path, "%s/recipients", folder);
	return (faccessat(AT_FDCWD, folder, R_OK | X_OK, AT_EACCESS) != 0 && errno == EACCES) ||
		(faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) != 0 && errno == EACCES);
}

static void
look_at_recipients(struct sight *sight, const struct view *view, const struct conf *conf)
{
	struct recipients recipients;
	struct fail why = {{0}};

	if (view->stranger && is_out_of_sight(conf->folder))
		sight->unseen_recipients = true;
	else if (recipients_read_as(conf->folder, view->owner, &recipients, &why) != 0)
		add_why(sight, WATCH_RECIPIENTS, &why);
}

/* Says whether alarm holds, whatever else does. */
static bool
holds(const struct sight *sight, const struct view *view, const struct conf *conf,
	enum watch_alarm alarm)
{
	if (alarm == WATCH_FULL)
		return sight->has_room && sight->room < WATCH_SPACE;
	return sight->has_last &&
		watch_holds(alarm, &sight->last, &sight->clock, &view->now, conf->review_time);
}

/* Adds what holds, but for what something else explains. */
static void
look_at_runs(struct sight *sight, const struct view *view, const struct conf *conf)
{
	static const struct {
		enum watch_alarm alarm, explained[3];
		bool by_time; /* cannot be said without trusted time */
	} order[] = {
		{WATCH_BOOT, {WATCH_FINE}, false},
		{WATCH_CLOCK, {WATCH_BOOT}, false},
		{WATCH_SILENT, {WATCH_FINE}, true},
		{WATCH_OVERDUE, {WATCH_FINE}, true},
		{WATCH_REVIEW, {WATCH_FINE}, true},
		{WATCH_FULL, {WATCH_FINE}, false},
		{WATCH_FAILED, {WATCH_FINE}, false},
		{WATCH_LATE, {WATCH_BOOT, WATCH_SILENT, WATCH_FAILED}, true},
		{WATCH_REVIEW_SOON, {WATCH_REVIEW}, true},
	};
	bool explained;
	size_t i, j;

	for (i = 0; i < sizeof order / sizeof order[0]; i++) {
		explained = order[i].by_time && !sight->has_time;
		for (j = 0; j < 3; j++)
			explained = explained || sight_has(sight, order[i].explained[j]);
		if (!explained && holds(sight, view, conf, order[i].alarm))
			add(sight, order[i].alarm);
	}
}

void
sight_take(struct sight *sight, const struct conf *conf)
{
	struct view view = {.stranger = false};
	struct fail why = {{0}};

	memset(sight, 0, sizeof *sight);
	clock_read_plain(&view.now);
	sight->clock = (struct clock_verdict){.trusted = view.now.realtime, .doubt = true};
	if (register_open(&view.reg, conf->state_dir, REGISTER_LOOK, &why) != 0) {
		register_close(&view.reg);
		add_why(sight, WATCH_REGISTER, &why);
		view.owner = geteuid();
		look_at_recipients(sight, &view, conf);
		return;
	}
	know_oneself(&view);
	look_at_inbox(sight, &view);
	look_at_recipients(sight, &view, conf);
	sight->has_time = timekeeping_follow(&view.reg, &view.now, &sight->clock, &why) == 0;
	sight->has_last = watch_load(&view.reg, &sight->last, &why) == 0;
	if (!sight->has_last)
		add_why(sight, WATCH_REGISTER, &why);
	look_at_runs(sight, &view, conf);
	register_close(&view.reg);
}
