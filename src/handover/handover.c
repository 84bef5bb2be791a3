/* SPDX-License-Identifier: ISC */
#include "handover/handover.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/nls.h"
#include "base/program.h"
#include "handover/word.h"
#include "handover/written.h"

int
handover_check(const struct desk *d, struct fail *why)
{
	const struct desk_options *o = &d->options;

	if (o->output != NULL && access(o->output, F_OK) == 0)
		return fail_set(why, _("%s exists already; nothing is written over"), o->output);
	if (o->format != DESK_ZIP)
		return 0;
	if (o->output == NULL && isatty(STDOUT_FILENO) == 1)
		return fail_set(why, _("a ZIP archive is no text: write it to a file with --output"));
	return word_check(why);
}

/* Shreds what was written, and lets go of the file. Returns 0, or -1. */
static int
destroy(struct handover *h)
{
	const char *path = h->d->options.output, *name;
	struct shred_identity is;
	int rc = -1, folder = folder_open_parent(path, &name);

	if (folder >= 0 && shred_identify(h->fd, &is) == 0)
		rc = shred_exactly(folder, name, &is);
	if (folder >= 0)
		close(folder);
	close(h->fd);
	h->fd = -1;
	if (rc == 0)
		rc = written_forget(h->d->options.key, h->line, NULL);
	return rc;
}

void
handover_abandon(struct handover *h)
{
	struct fail why;

	sheet_abandon(h->sheet);
	h->sheet = NULL;
	if (h->file && h->fd >= 0 && destroy(h) != 0)
		program_warn(DESK_NAME,
			_("warning: the unfinished file could not be removed; destroy it "
			  "by hand"));
	if (h->line != 0 && exports_note(h->d, h->line, h->facts.reference, EXPORTS_FAILED, &why) != 0)
		program_warn(DESK_NAME, why.text);
	handover_free(h);
}

/* Makes the file, empty and remembered. Returns 0, or -1 with why. */
static int
make_file(struct handover *h, struct fail *why)
{
	const struct desk_options *o = &h->d->options;

	if (o->output == NULL) {
		h->fd = STDOUT_FILENO;
		return 0;
	}
	h->fd = open(o->output, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (h->fd < 0)
		return fail_errno(why, errno, _("cannot make %s"), o->output);
	h->file = true;
	return written_keep(o->key, h->line, o->output, h->fd, false, why);
}

int
handover_begin(struct desk *d, const char *reference, int64_t from, int64_t to, uint64_t visits,
	struct handover *h, struct fail *why)
{
	const struct desk_options *o = &d->options;

	*h = (struct handover){.d = d, .fd = -1};
	h->facts = (struct sheet_facts){.organisation = d->conf.organisation,
		.reference = reference,
		.from = from,
		.to = to,
		.made = d->clock.trusted};
	if (o->format == DESK_ZIP && (h->passphrase = passphrase_new()) == NULL)
		return fail_set(why, _("not enough memory"));
	if (h->passphrase != NULL)
		passphrase_make(h->passphrase);
	if (exports_destroy_by(d, from, to, &h->facts.destroy_by, why) == 0 &&
		((o->output == NULL && o->format == DESK_TEXT) ||
			exports_announce(d, &h->facts, o->format, visits, &h->line, why) == 0) &&
		make_file(h, why) == 0) {
		h->sheet = sheet_begin(h->fd, o->format, &h->facts, h->passphrase, why);
		if (h->sheet != NULL)
			return 0;
	}
	handover_abandon(h);
	return -1;
}

int
handover_add(struct handover *h, const struct visit *visit, struct fail *why)
{
	return sheet_add(h->sheet, visit, why);
}

/* Makes the file durable, and remembers its length. Returns 0, or -1 with why. */
static int
settle(struct handover *h, struct fail *why)
{
	const struct desk_options *o = &h->d->options;

	if (!h->file)
		return 0;
	if (fsync(h->fd) != 0)
		return fail_errno(why, errno, _("cannot write %s"), o->output);
	return written_keep(o->key, h->line, o->output, h->fd, true, why);
}

int
handover_end(struct handover *h, struct fail *why)
{
	int rc = sheet_end(h->sheet, why);

	h->sheet = NULL;
	if (rc != 0 || settle(h, why) != 0) {
		handover_abandon(h);
		return -1;
	}
	return 0;
}

void
handover_free(struct handover *h)
{
	if (h->file && h->fd >= 0)
		close(h->fd);
	h->fd = -1;
	passphrase_free(h->passphrase);
	h->passphrase = NULL;
}
