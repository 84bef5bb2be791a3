/* SPDX-License-Identifier: ISC */
#include "view/view_voice.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"
#include "view/view_loop.h"

#define MOST 8000 /* bytes that are shown */

int
view_voice_start(struct view *v, struct fail *why)
{
	v->stderr_was = dup(STDERR_FILENO);
	v->voice = memfd_create("said", MFD_CLOEXEC);
	if (v->stderr_was < 0 || v->voice < 0 || dup2(v->voice, STDERR_FILENO) < 0)
		return fail_errno(why, errno, _("cannot keep what is said"));
	return 0;
}

/* Takes what was said into text, n bytes at most with a NUL. */
static size_t
take(struct view *v, char *text, size_t n)
{
	ssize_t got;

	fflush(stderr);
	got = pread(v->voice, text, n - 1, 0);
	if (ftruncate(v->voice, 0) != 0 || lseek(v->voice, 0, SEEK_SET) != 0)
		got = got > 0 ? got : 0;
	text[got > 0 ? got : 0] = '\0';
	return got > 0 ? (size_t)got : 0;
}

void
view_voice_stop(struct view *v)
{
	char text[MOST];
	size_t n;

	if (v->voice < 0)
		return;
	n = take(v, text, sizeof text);
	dup2(v->stderr_was, STDERR_FILENO);
	close(v->stderr_was);
	close(v->voice);
	v->voice = -1;
	if (n > 0 && file_write_all(STDERR_FILENO, text, n) != 0)
		return;
}

static const char *const help[] = {
	N_("This was said while the register was opened or changed. Note down what is an alarm, and tell the "
	   "privacy officer."),
	NULL};

static void
build(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("Please read this");
	page->buttons[0] = _("Go on");
}

enum view_end
view_voice_show(struct view *v)
{
	static const char name[] = DESK_NAME ": ";
	char text[MOST], *line, *rest;
	struct page page;
	enum view_end end;
	int n = 0;

	if (take(v, text, sizeof text) == 0)
		return VIEW_DONE;
	page_start(&page, NULL);
	for (rest = text; n < PAGE_PARAGRAPHS && (line = strsep(&rest, "\n")) != NULL;) {
		if (strncmp(line, name, sizeof name - 1) == 0)
			line += sizeof name - 1;
		/* what is set in, such as hours, goes on with the line before */
		if (*line == ' ' && n > 0)
			line[-1] = '\n';
		else if (*line != '\0')
			page.paragraphs[n++] = line;
	}
	end = view_loop_page(v, &page, build, help);
	return end == VIEW_LEAVE || end == VIEW_LOCK ? end : VIEW_DONE;
}
