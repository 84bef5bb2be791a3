/* SPDX-License-Identifier: ISC */
#include "purge/filing.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"
#include "base/program.h"
#include "purge/monthpage.h"
#include "purge/pdf.h"
#include "register/timekeeping.h"

#define MODE 0644 /* there is no personal data on it */

/* Makes the file path of the n bytes at bytes. Returns 0, or -1 with why and no file. */
static int
make_file(const char *path, const void *bytes, size_t n, struct fail *why)
{
	const char *name;
	int rc = -1, error, folder = folder_open_parent(path, &name);

	if (folder >= 0)
		rc = file_create(folder, name, MODE, bytes, n);
	error = errno;
	if (folder >= 0)
		close(folder);
	if (rc != 0 && error == EEXIST)
		return fail_set(why, _("%s exists already; nothing is written over"), path);
	return rc == 0 ? 0 : fail_errno(why, error, _("cannot make %s"), path);
}

static int
file_pdf(const struct filing *f, const struct page *page, struct fail *why)
{
	char title[64];
	uint8_t *bytes;
	size_t n;
	int rc;

	snprintf(title, sizeof title, "welkom certificate %s", f->month);
	if (pdf_make(page, title, &bytes, &n, why) != 0)
		return -1;
	rc = make_file(f->pdf, bytes, n, why);
	free(bytes);
	return rc;
}

static int
file_text(const struct filing *f, const struct page *page, struct fail *why)
{
	size_t i, n = 0, room = page->n * PAGE_LINE + 1;
	char *text = malloc(room);
	int rc;

	if (text == NULL)
		return fail_set(why, _("not enough memory"));
	for (i = 0; i < page->n; i++)
		n += (size_t)snprintf(text + n, room - n, "%s\n", page->lines[i].text);
	if (f->output != NULL) {
		rc = make_file(f->output, text, n, why);
	} else {
		rc = file_write_all(STDOUT_FILENO, text, n);
		if (rc != 0)
			fail_errno(why, errno, _("cannot write the certificate"));
	}
	free(text);
	return rc;
}

/* The PDF first: when it cannot be made there is no text either, and the exit status is plain. */
static int
file_page(const struct filing *f, const struct page *page, struct fail *why)
{
	if (page->failed)
		return fail_set(why, _("not enough memory"));
	if (f->pdf != NULL && file_pdf(f, page, why) != 0)
		return -1;
	return f->pdf != NULL && f->output == NULL ? 0 : file_text(f, page, why);
}

/* Says whether there is anything to certify at now. */
static int
check_month(const struct month *month, int64_t now, struct fail *why)
{
	char made[MOMENT_TEXT];

	if (month->begin > now)
		return fail_set(why, _("--certificate: %s has not begun yet"), month->name);
	if (month->made < month->end)
		return 0;
	moment_print_local(month->made, made);
	return fail_set(
		why, _("--certificate: the ledger only begins on %.10s, after %s"), made, month->name);
}

/* Reads all there is to say into *m and *month. Returns 0, 1 when the ledger is broken (*broken says
 * where), or -1 with why. */
static int
gather(const struct conf *conf, struct visit_register *r, struct month *month, struct monthpage *m,
	struct chronicle *c, void (*warn)(const char *sentence), struct fail *broken, struct fail *why)
{
	struct clock_reading now;
	struct clock_verdict clock;
	int rc;

	clock_read_plain(&now);
	if (register_open(r, conf->state_dir, REGISTER_LOOK, why) != 0)
		return -1;
	/* a page that says that the clock is in doubt stands for itself, but why it does is told */
	if (timekeeping_follow(r, &now, &clock, why) != 0)
		warn(why->text);
	*c = (struct chronicle){.each = month_take, .arg = month};
	rc = chronicle_read(r->state, c, broken);
	*m = (struct monthpage){.conf = conf,
		.month = month,
		.path = r->path,
		.head = &c->head,
		.broken = rc == 0 ? NULL : broken->text,
		.now = clock.trusted,
		.doubt = clock.doubt};
	if (month->failed)
		return fail_set(why, _("not enough memory"));
	if (rc == 0 && check_month(month, clock.trusted, why) != 0)
		return -1;
	return rc == 0 ? 0 : 1;
}

int
filing_run(const struct filing *f, const struct conf *conf, void (*warn)(const char *sentence))
{
	struct visit_register reg;
	struct month month;
	struct monthpage m;
	struct chronicle c;
	struct page page = {0};
	struct fail why, broken;
	int rc;

	if (month_begin(&month, f->month) != 0) {
		warn(_("--certificate: this is not a month like 2026-05"));
		return PROGRAM_WRONG_USE;
	}
	register_start(&reg);
	rc = gather(conf, &reg, &month, &m, &c, warn, &broken, &why);
	if (rc >= 0) {
		monthpage_make(&page, &m);
		if (rc == 1)
			warn(broken.text);
		if (file_page(f, &page, &why) != 0)
			rc = -1;
	}
	if (rc < 0)
		warn(why.text);
	page_free(&page);
	month_free(&month);
	register_close(&reg);
	return rc == 0 ? PROGRAM_DONE : PROGRAM_FAILED;
}
