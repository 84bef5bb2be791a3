/* SPDX-License-Identifier: ISC */
/* demo: a throw-away register with two weeks of made-up visits, then the kiosk on this terminal.
 * Its passphrase lies in a file beside its key, as no real one may. */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "setup/ask.h"
#include "setup/command.h"
#include "setup/draft.h"
#include "setup/guide.h"
#include "setup/settle.h"
#include "setup/setup.h"
#include "setup/visits.h"

#define HALF_A_YEAR (182 * 24 * MOMENT_HOUR)
#define LONGEST (24 * MOMENT_HOUR) /* that the desk opens at once */
#define NOT_RUN 127

struct demo {
	char folder[PLACE_PATH];
	char passphrase[PLACE_PATH]; /* the file */
	bool made;                   /* the folder was not there before */
	struct place place;
	struct conf conf;
	uint64_t visits;
};

/* Takes the folder that was named, making it if need be, or makes one among temporary files. */
static int
take_folder(struct demo *d, const char *named, struct fail *why)
{
	const char *tmp = getenv("TMPDIR");

	if (named != NULL) {
		if (place_absolute(named, d->folder, why) != 0)
			return -1;
		d->made = mkdir(d->folder, 0700) == 0;
		if (!d->made && errno != EEXIST)
			return fail_errno(why, errno, _("cannot make the folder %s"), d->folder);
		return 0;
	}
	if (place_join(
			tmp != NULL && *tmp == '/' ? tmp : "/tmp", "welkom-demo-XXXXXX", d->folder, why) != 0)
		return -1;
	d->made = mkdtemp(d->folder) != NULL;
	return d->made ? 0 : fail_errno(why, errno, _("cannot make the folder %s"), d->folder);
}

/* Finds a place for everything in the folder, which must be empty. */
static int
find_place(struct demo *d, struct fail *why)
{
	char config[PLACE_PATH], state[PLACE_PATH], key[PLACE_PATH];

	if (place_join(d->folder, "welkom.conf", config, why) != 0 ||
		place_join(d->folder, "register", state, why) != 0 ||
		place_join(d->folder, "reception.key", key, why) != 0 ||
		place_join(d->folder, "passphrase", d->passphrase, why) != 0 ||
		place_find(&d->place, config, state, key, why) != 0)
		return -1;
	if (place_is_empty(d->folder, why) != 0)
		return -1;
	return place_check(&d->place, why);
}

/* Writes a configuration of which everybody sees that it is no real one. */
static int
invent(struct demo *d, int64_t now, struct fail *why)
{
	struct conf *c = &d->conf;
	time_t review = now + HALF_A_YEAR;
	struct tm tm = {0};

	strcpy(c->organisation, "Demo school");
	strcpy(c->contact, "visitors@school.example");
	strcpy(c->officer, "privacy@school.example");
	strcpy(c->url, "https://school.example/visitors");
	c->basis = CONF_PUBLIC_TASK;
	localtime_r(&review, &tm);
	strftime(c->review_by, sizeof c->review_by, "%Y-%m-%d", &tm);
	strcpy(c->language, nls_current());
	strcpy(c->calling_code, "31");
	c->idle_seconds = 60;
	c->demo = true;
	return draft_set_state(c, d->place.state, why);
}

/* Makes a passphrase and writes it to its file, with a newline. */
static int
make_passphrase(struct demo *d, struct passphrase *p, struct fail *why)
{
	const char *name;
	int rc = -1, folder = folder_open_parent(d->passphrase, &name);

	passphrase_make(p);
	p->text[p->n] = '\n';
	if (folder >= 0)
		rc = file_create(folder, name, 0600, p->text, p->n + 1);
	if (rc != 0)
		fail_errno(why, errno, _("cannot make the file %s"), d->passphrase);
	if (folder >= 0)
		close(folder);
	p->text[p->n] = '\0';
	return rc;
}

static int
make_all(struct demo *d, int64_t now, struct fail *why)
{
	struct passphrase *p = passphrase_new();
	struct recipients recipients;
	int rc = -1;

	if (p == NULL)
		return fail_set(why, _("not enough memory"));
	if (make_passphrase(d, p, why) == 0 &&
		settle_make(&d->place, p, &d->conf, &recipients, why) == 0)
		rc = 0;
	passphrase_free(p);
	if (rc == 0)
		rc = visits_fill(&d->conf, &recipients, now, &d->visits, why);
	return rc;
}

/* Runs the kiosk on this terminal until it ends. Nothing secret is in its arguments. Returns 0, or
 * -1 with why. */
static int
run_kiosk(const struct demo *d, struct fail *why)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
	char kiosk[COMMAND_PATH];
	int status = 0;
	pid_t pid;

	command_find("welkom-kiosk", kiosk);
	fflush(NULL);
	/* the keys of the terminal are the kiosk's while it runs */
	sigaction(SIGINT, &ignore, &interrupt);
	sigaction(SIGQUIT, &ignore, &quit);
	pid = fork();
	if (pid == 0) {
		sigaction(SIGINT, &interrupt, NULL);
		sigaction(SIGQUIT, &quit, NULL);
		execlp(kiosk, kiosk, "--config", d->place.config, (char *)NULL);
		_exit(NOT_RUN);
	}
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	if (pid < 0)
		return fail_errno(why, errno, _("cannot start welkom-kiosk"));
	if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_RUN)
		return fail_set(why,
			_("cannot start %s; the demo is made and can be used with the "
			  "commands above"),
			kiosk);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return fail_set(why, _("welkom-kiosk ended with an error"));
	return 0;
}

static void
tell_made(const struct demo *d)
{
	printf(ngettext("The demo lies in %s, with %" PRIu64 " made-up visit.\n",
			   "The demo lies in %s, with %" PRIu64 " made-up visits.\n", d->visits),
		d->folder, d->visits);
	printf(_("Its reception key is %s, and the passphrase lies in %s,\n"
			 "beside it: never do that with a real one.\n"),
		d->place.key, d->passphrase);
	fflush(stdout);
}

/* Waits for a person, runs the kiosk, and says how what was typed is read and forgotten. */
static int
show(const struct demo *d)
{
	struct clock_reading before, after;
	struct fail why;
	int64_t from;
	int rc;

	if (ask_can())
		ask_enter(_("Press Enter to open the kiosk; F10 ends it. Type made-up names only. "));
	clock_read_plain(&before);
	rc = run_kiosk(d, &why);
	clock_read_plain(&after);
	from = before.realtime - before.realtime % MOMENT_HOUR;
	if (after.realtime + MOMENT_HOUR - from > LONGEST)
		from = after.realtime + MOMENT_HOUR - LONGEST;
	guide_print(&d->place, d->folder, d->passphrase, from, after.realtime + MOMENT_HOUR);
	return rc == 0 ? PROGRAM_DONE : program_fail(SETUP_NAME, &why);
}

int
demo_run(const struct setup_options *o)
{
	struct demo d = {.visits = 0};
	struct fail why = {{0}};
	struct clock_reading now;

	clock_read_plain(&now);
	if (settle_check_clock(&now, &why) != 0)
		return program_fail(SETUP_NAME, &why);
	if (take_folder(&d, o->folder, &why) != 0 || find_place(&d, &why) != 0 ||
		invent(&d, now.realtime, &why) != 0) {
		if (d.made)
			rmdir(d.folder);
		return program_fail(SETUP_NAME, &why);
	}
	if (make_all(&d, now.realtime, &why) != 0) {
		program_fail(SETUP_NAME, &why);
		fprintf(
			stderr, _("The folder %s holds a part of the demo; it may be removed.\n"), d.folder);
		return PROGRAM_FAILED;
	}
	tell_made(&d);
	if (!o->prepare)
		return show(&d);
	puts(_("\nOpen the kiosk:\n"));
	command_print("welkom-kiosk", d.place.config);
	putchar('\n');
	return PROGRAM_DONE;
}
