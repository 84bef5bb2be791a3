/* SPDX-License-Identifier: ISC */
#include "purge/inbox.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"
#include "register/deletion.h"
#include "register/erasures.h"

/* The process itself. */
struct work {
	struct visit_register reg;
	struct inbox_order order;
	struct inbox_result result;
	struct fail why; /* why the register could not be opened */
	bool open;
	void (*warn)(const char *sentence);
};

static void
step_failed(struct work *w, const char *step, const struct fail *why)
{
	struct fail line;

	w->result.failed = true;
	fail_set(&line, "%s: %s", step, why->text);
	w->warn(line.text);
}

static void
note(void *arg, const char *sentence)
{
	((struct work *)arg)->warn(sentence);
}

/* Destroys the keys that are due. What is left is what the last look found, what was destroyed adds
 * up. */
static void
shred(struct work *w, bool loud)
{
	struct retention found = {.now = w->order.clock.trusted, .dry = w->order.dry, .arg = w};
	struct retention gone = {.keys = w->result.keys.keys,
		.first = w->result.keys.first,
		.leftovers = w->result.keys.leftovers};
	struct fail why;

	found.note = loud ? note : NULL;
	if (retention_shred(&w->reg, &w->reg.inbox, &found, &why) != 0) {
		w->result.saw_all = false;
		step_failed(w, _("destroy keys"), &why);
	}
	retention_add(&found, &gone);
	w->result.keys = found;
}

/* What is due in the inbox goes first: it needs no store, and what is gone is not collected. */
static void
destroy(struct work *w)
{
	int64_t now = w->order.clock.trusted;
	struct fail why;

	if (w->order.clock.lower && !w->order.dry && retention_lower(&w->reg.inbox, now, &why) != 0)
		step_failed(w, _("dues"), &why);
	w->result.saw_all = true;
	shred(w, true);
	if (deletion_delete(&w->reg.inbox, now, NULL, w->order.dry, &w->result.entries, &why) != 0)
		step_failed(w, _("delete from the inbox"), &why);
}

static void
collect(struct work *w)
{
	struct collect_report *report = &w->result.collected;
	struct fail why;

	if (collect_inbox(&w->reg, collect_due_most(&w->order.clock), report, &why) != 0)
		step_failed(w, _("collect"), &why);
	if (report->homeless > 0) {
		fail_set(&why,
			_("%" PRIu64 " rows in the inbox belong to no hour key that is there; left alone"),
			report->homeless);
		step_failed(w, _("collect"), &why);
	}
	if (erasures_carry_out(&w->reg, w->order.clock.trusted, &w->result.erasures, &why) != 0)
		step_failed(w, _("erasures"), &why);
}

/* Says whether there is anything to collect or to erase; when that cannot be read, yes. */
static bool
has_work(struct register_side *inbox)
{
	sqlite3_int64 any;

	return database_number(inbox->db,
			   "SELECT EXISTS(SELECT 1 FROM hourkey) OR EXISTS(SELECT 1 FROM entry) OR "
			   "EXISTS(SELECT 1 FROM erase)",
			   &any, NULL) != 0 ||
		any != 0;
}

static void
work(struct work *w)
{
	struct fail why;

	if (!w->open) {
		step_failed(w, _("inbox"), &w->why);
		return;
	}
	if (register_check_side(&w->reg.inbox, &why) != 0) {
		step_failed(w, _("inbox"), &why);
		return;
	}
	if (!w->order.dry && has_work(&w->reg.inbox) &&
		register_open_side(&w->reg, &w->reg.store, REGISTER_KEEPER) != 0)
		step_failed(w, _("store"), &w->reg.store.why);
	destroy(w);
	if (w->reg.store.db != NULL && !w->order.dry) {
		collect(w);
		shred(w, false); /* the keys that are in the store now are no longer left here */
	}
	if (!w->order.dry && database_checkpoint(w->reg.inbox.db, &why) != 0)
		step_failed(w, _("empty the database log"), &why);
}

/* Opens the inbox, while the keeper looks at the store. Waits for the order, carries it out, sends
 * the result. */
static void
live(struct work *w, const struct conf *conf, int order, int result, pid_t parent)
{
	/* the store only where it is needed: most runs find an empty inbox */
	enum register_role role = w->order.dry ? REGISTER_LOOK : REGISTER_KIOSK;

	/* without its parent it has not the lock */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
		_exit(1);
	w->open = register_open(&w->reg, conf->state_dir, role, &w->why) == 0;
	if (file_read_all(order, &w->order, sizeof w->order) != sizeof w->order)
		_exit(0);
	work(w);
	register_close(&w->reg);
	fflush(stderr);
	_exit(file_write_all(result, &w->result, sizeof w->result) == 0 ? 0 : 1);
}

int
inbox_start(struct inbox_worker *w, const struct conf *conf, bool dry,
	void (*warn)(const char *sentence), struct fail *why)
{
	struct work work = {.order = {.dry = dry}, .warn = warn};
	int order[2], result[2];
	pid_t parent = getpid();

	w->pid = 0;
	if (pipe2(order, O_CLOEXEC) != 0)
		return fail_errno(why, errno, _("cannot start the part that reads the inbox"));
	if (pipe2(result, O_CLOEXEC) != 0) {
		fail_errno(why, errno, _("cannot start the part that reads the inbox"));
		close(order[0]);
		close(order[1]);
		return -1;
	}
	w->pid = fork();
	if (w->pid == 0) {
		close(order[1]);
		close(result[0]);
		live(&work, conf, order[0], result[1], parent);
	}
	if (w->pid < 0)
		fail_errno(why, errno, _("cannot start the part that reads the inbox"));
	close(order[0]);
	close(result[1]);
	w->order = order[1];
	w->result = result[0];
	if (w->pid > 0)
		return 0;
	close(w->order);
	close(w->result);
	w->pid = 0;
	return -1;
}

/* Waits until the process has ended. Returns its status. */
static int
reap(struct inbox_worker *w)
{
	int status = 0;

	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	w->pid = 0;
	close(w->result);
	return status;
}

void
inbox_cancel(struct inbox_worker *w)
{
	if (w->pid == 0)
		return;
	close(w->order); /* the end of its orders is the end of the process */
	reap(w);
}

int
inbox_finish(struct inbox_worker *w, const struct inbox_order *order, struct inbox_result *result,
	struct fail *why)
{
	struct pollfd fd = {.fd = w->result, .events = POLLIN};
	int sent, ready, status;
	ssize_t n = -1;

	sent = file_write_all(w->order, order, sizeof *order);
	close(w->order);
	do
		ready = poll(&fd, 1, INBOX_WAIT * 1000);
	while (ready < 0 && errno == EINTR);
	if (sent == 0 && ready > 0)
		n = file_read_all(w->result, result, sizeof *result);
	else
		kill(w->pid, SIGKILL);
	status = reap(w);
	if (n == sizeof *result)
		return 0;
	memset(result, 0, sizeof *result);
	if (WIFSIGNALED(status))
		return fail_set(why,
			_("the part that reads the inbox was ended by signal %d (%s); what is in the inbox "
			  "stays there for the next run"),
			WTERMSIG(status), strsignal(WTERMSIG(status)));
	return fail_set(why,
		_("the part that reads the inbox failed; what is in the inbox stays there for the next "
		  "run"));
}
