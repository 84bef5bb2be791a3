/* SPDX-License-Identifier: ISC */
/* view_incident: the sheet for whoever has to judge a breach, on the screen and as a file. No key is
 * needed, and no name is opened or in it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/nls.h"
#include "rights/incident.h"
#include "rights/incidentsheet.h"
#include "rights/tolls.h"
#include "view/view_keys.h"
#include "view/view_loop.h"
#include "view/view_path.h"
#include "view/view_screens.h"
#include "view/view_voice.h"

#define TEXT 16384 /* bytes of a sheet at most */
#define LANGUAGE 8

static const char *const help[] = {
	N_("An incident is whatever may have let somebody else see, change or lose visits: a lost stick, a "
	   "stolen machine, a list in wrong hands."),
	N_("Where people are at risk, the data protection authority has to be told within 72 hours of the "
	   "moment at which somebody here knew of it. The sheet says how many are left."),
	N_("The sheet has numbers only, never a name. The ledger notes that it was made."), NULL};

/* The page and what it is made of: build finds the rest by the page, which is first. */
struct shown {
	struct page page;
	struct incident in;
	char language[LANGUAGE]; /* of text */
	char text[TEXT];
};

static const char *
check_known(struct view *v, const char *text)
{
	int64_t t;

	clock_read_plain(&v->d->now);
	return moment_parse(text, &t) == 0 && t <= v->d->now.realtime
		? NULL
		: _("This is not a time like 2026-05-31 09:15 that has passed.");
}

static const struct view_keys_question known = {.title = N_("Since when is it known?"),
	.text = N_(
		"The day and time at which somebody here first knew of it, such as 2026-05-31 09:15. The 72 "
		"hours begin then."),
	.button = N_("Next"),
	.check = check_known,
	.help = help};

static void
build_exposed(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("Is a key exposed?");
	page->paragraphs[0] = _(
		"Can somebody else have a reception key together with its passphrase, or a recovery "
		"sheet? Only with one of them can the visits be read.");
	page->paragraphs[1] = _(
		"If you are not sure, take the worse: what you have to do depends on it.");
	page->buttons[0] = _("No key is exposed");
	page->buttons[1] = _("A key is exposed");
	page->buttons[2] = _("Back");
}

/* Writes the sheet to memory, in the language of now. */
static void
render(struct shown *shown, struct fail *why)
{
	ssize_t n = -1;
	int fd = memfd_create("incident", MFD_CLOEXEC);

	if (fd < 0)
		fail_errno(why, errno, _("cannot make %s"), "memfd");
	else if (incidentsheet_write(&shown->in, fd, why) == 0)
		n = pread(fd, shown->text, sizeof shown->text - 1, 0);
	if (fd >= 0)
		close(fd);
	if (n < 0)
		snprintf(shown->text, sizeof shown->text, "%s", why->text);
	else
		shown->text[n] = '\0';
	snprintf(shown->language, sizeof shown->language, "%s", nls_current());
}

static void
build_sheet(struct view *v, struct page *page)
{
	struct shown *shown = (struct shown *)page;

	if (strcmp(shown->language, nls_current()) != 0)
		render(shown, &v->why);
	page->title = _("Incident sheet");
	page->paragraphs[0] = shown->text;
	page->buttons[0] = _("Done");
	page->buttons[1] = _("Write to a file");
}

/* Asks where to, and writes the same facts, broken for paper. */
static enum view_end
write_file(struct view *v, struct shown *shown)
{
	static const struct view_keys_question where = {.title = N_("The sheet as a file"),
		.text = N_("Where to? A new file, in your home folder or on your stick:"),
		.button = N_("Write the file"),
		.check = view_keys_check_file,
		.help = help};
	const struct view_path_name name = {"incident", shown->in.request.reference, "txt"};
	char path[VIEW_PATH];
	enum view_end end;
	int rc;

	view_path_propose(&name, VIEW_PATH_STICK, path);
	end = view_keys_ask(v, &where, path, sizeof path);
	if (end != VIEW_DONE)
		return end;
	shown->in.loose = false;
	rc = incident_write(&shown->in, path, &v->why);
	shown->in.loose = true;
	snprintf(v->texts[0], VIEW_TEXT, _("The sheet is in %s. Only this account can read it."), path);
	v->texts[1][0] = '\0';
	return view_keys_tell(v, rc == 0 ? N_("The file is written") : NULL);
}

/* Gathers the facts and notes that in the ledger. Returns 0, or -1 with v->why. */
static int
gather(struct view *v, struct incident *in)
{
	int rc;

	clock_read_plain(&v->d->now);
	rc = tolls_gather(in, &v->why) == 0 && incident_note(in, &v->why) == 0 ? 0 : -1;
	desk_lock(v->d);
	return rc;
}

static enum view_end
show(struct view *v, struct shown *shown)
{
	enum view_end end;

	view_keys_wait(v);
	if (gather(v, &shown->in) != 0)
		return view_keys_tell(v, NULL);
	end = view_voice_show(v);
	while (end == VIEW_DONE) {
		page_start(&shown->page, NULL);
		end = view_loop_page(v, &shown->page, build_sheet, help);
		if (end != VIEW_DONE || shown->page.focus == 0)
			break;
		end = write_file(v, shown);
		if (end == VIEW_BACK)
			end = VIEW_DONE;
	}
	return end;
}

/* Asks what the sheet needs to know, then shows it. */
static enum view_end
ask(struct view *v, struct shown *shown)
{
	char when[MOMENT_TEXT];
	enum view_end end;

	clock_read_plain(&v->d->now);
	moment_print_local(v->d->now.realtime, when);
	for (;;) {
		end = view_keys_ask(v, &known, when, sizeof when);
		if (end != VIEW_DONE)
			return end;
		shown->in = (struct incident){.d = v->d, .loose = true};
		if (moment_parse(when, &shown->in.known) != 0)
			continue;
		page_start(&shown->page, NULL);
		shown->page.links = 2;
		end = view_loop_page(v, &shown->page, build_exposed, help);
		if (end == VIEW_BACK || (end == VIEW_DONE && shown->page.focus == 2))
			continue;
		shown->in.exposed = shown->page.focus == 1;
		return end == VIEW_DONE ? show(v, shown) : end;
	}
}

enum view_end
view_incident_show(struct view *v)
{
	struct shown *shown = calloc(1, sizeof *shown);
	const char *key = v->d->options.key;
	enum view_end end;

	if (shown == NULL)
		return VIEW_BACK;
	/* a stick that is not in says nothing about the ledger */
	if (key != NULL && access(key, R_OK) != 0)
		v->d->options.key = NULL;
	end = ask(v, shown);
	v->d->options.key = key;
	free(shown);
	return end;
}
