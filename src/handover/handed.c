/* SPDX-License-Identifier: ISC */
#include "handover/handed.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/text.h"
#include "handover/exports.h"
#include "handover/written.h"

/* What the verb goes by. */
struct handed {
	struct desk *d;
	struct exports_list list;
	struct written *written; /* NULL: no key was given */
	bool attention;          /* something is overdue, or could not be shredded */
};

enum state { HANDED_OVERDUE, HANDED_OUT, HANDED_DESTROYED, HANDED_FAILED, HANDED_STATES };

static enum state
state_of(const struct desk *d, const struct exports_one *one)
{
	if (one->failed)
		return HANDED_FAILED;
	if (one->destroyed != 0)
		return HANDED_DESTROYED;
	return one->destroy_by <= d->clock.trusted ? HANDED_OVERDUE : HANDED_OUT;
}

static const char *
state_phrase(enum state state)
{
	switch (state) {
	case HANDED_OVERDUE:
		return _("OVERDUE: nobody has said that it is destroyed");
	case HANDED_OUT:
		return _("with the receiver");
	case HANDED_DESTROYED:
		return _("destroyed, the receiver said");
	default:
		return _("was not finished; nothing was handed out");
	}
}

static struct written_file *
file_of(struct handed *h, uint64_t line)
{
	size_t i;

	for (i = 0; h->written != NULL && i < h->written->n; i++)
		if (h->written->file[i].line == line)
			return &h->written->file[i];
	return NULL;
}

/* Prints path so that nothing in it steers the terminal. */
static void
print_path(const char *path)
{
	char safe[3 * WRITTEN_PATH + 4];

	if (text_neutralise(path, strlen(path), safe, sizeof safe) >= 0)
		printf("    %s\n", safe);
}

/* Notes that the file of one was shredded. Returns 0, or -1 after a warning. */
static int
note_shredded(struct handed *h, const struct exports_one *one)
{
	struct fail why;

	if (exports_note(h->d, one->line, one->reference, EXPORTS_SHREDDED, &why) == 0 &&
		written_forget(h->d->options.key, one->line, &why) == 0)
		return 0;
	program_warn(DESK_NAME, why.text);
	h->attention = true;
	return -1;
}

/* Stops keeping the file of one in mind once the receiver's word is there too: it was named. */
static void
let_go(struct handed *h, const struct exports_one *one)
{
	struct fail why;

	if (one->destroyed != 0 && written_forget(h->d->options.key, one->line, &why) != 0)
		program_warn(DESK_NAME, why.text);
}

/* Shreds the file of one when it is due, and says what there is of it. */
static void
tell_file(struct handed *h, const struct exports_one *one)
{
	struct written_file *file = file_of(h, one->line);

	if (one->shredded)
		puts(_("    the file that the desk wrote is shredded"));
	if (file == NULL)
		return;
	print_path(file->path);
	if (one->destroy_by > h->d->clock.trusted && !one->failed)
		return;
	switch (written_shred(file)) {
	case WRITTEN_SHREDDED:
		if (note_shredded(h, one) == 0)
			puts(_("    is due, and was shredded now"));
		break;
	case WRITTEN_GONE:
		puts(_("    is due, and is not there: moved or removed, or its stick is not in. Destroy it "
			   "wherever it is."));
		let_go(h, one);
		break;
	case WRITTEN_OTHER:
		puts(_("    is due, but is not the file that the desk wrote, or was changed: it was left "
			   "alone. Destroy it by hand."));
		h->attention = true;
		let_go(h, one);
		break;
	case WRITTEN_FAILED:
		printf(_("    is due, and could not be shredded: %s\n"), strerror(errno));
		h->attention = true;
		break;
	}
}

static void
tell(struct handed *h, const struct exports_one *one, enum state state)
{
	char from[MOMENT_TEXT], to[MOMENT_TEXT], when[MOMENT_TEXT], destroy[MOMENT_TEXT];

	moment_print_local(one->from, from);
	moment_print_local(one->to, to);
	moment_print_local(one->when, when);
	moment_print_local(one->destroy_by, destroy);
	printf("%s  %s\n", one->reference, state_phrase(state));
	printf(
		_("    %1$s of %2$s, %3$" PRIu64 " visits, from %4$s to %5$s, to be destroyed by %6$s\n"),
		one->format, when, one->visits, from, to, destroy);
	tell_file(h, one);
}

/* Prints all hand-overs, those that are overdue first. */
static void
tell_all(struct handed *h)
{
	enum state state;
	size_t i;

	for (state = HANDED_OVERDUE; state < HANDED_STATES; state++)
		for (i = 0; i < h->list.n; i++)
			if (state_of(h->d, &h->list.list[i]) == state) {
				tell(h, &h->list.list[i], state);
				h->attention |= state == HANDED_OVERDUE;
			}
	if (h->list.n == 0)
		puts(_("Nothing was handed out."));
}

/* Notes the receiver's word. Returns an exit status. */
static int
confirm(struct handed *h)
{
	const char *reference = h->d->options.confirm;
	struct exports_one *one;
	struct fail why;
	size_t i, found = 0, noted = 0;

	for (i = 0; i < h->list.n; i++) {
		one = &h->list.list[i];
		if (strcmp(one->reference, reference) != 0 || one->failed)
			continue;
		found++;
		if (one->destroyed != 0)
			continue;
		if (exports_note(h->d, one->line, one->reference, EXPORTS_DESTROYED, &why) != 0)
			return program_fail(DESK_NAME, &why);
		noted++;
	}
	if (found == 0) {
		program_warn(DESK_NAME, _("nothing was handed out under this reference"));
		return PROGRAM_FAILED;
	}
	puts(noted == 0 ? _("This was noted before.")
					: _("Noted in the ledger: the receiver destroyed what was handed out."));
	return PROGRAM_DONE;
}

static int
run(struct handed *h)
{
	struct fail why;
	int status = PROGRAM_DONE;

	if (exports_read(h->d, &h->list, &why) != 0) {
		program_warn(DESK_NAME, why.text);
		status = PROGRAM_FAILED;
	}
	if (h->d->options.confirm != NULL)
		return status == PROGRAM_DONE ? confirm(h) : status;
	if (h->d->options.key != NULL) {
		h->written = written_read(h->d->options.key, &why);
		if (h->written == NULL) {
			program_warn(DESK_NAME, why.text);
			status = PROGRAM_FAILED;
		}
	}
	tell_all(h);
	return h->attention || h->d->incomplete ? PROGRAM_FAILED : status;
}

int
handed_tell(struct desk *d)
{
	struct handed h = {.d = d};
	struct fail why;
	int status;

	clock_read_plain(&d->now);
	if (register_open(&d->reg, d->conf.state_dir, REGISTER_LOOK, &why) != 0) {
		status = program_fail(DESK_NAME, &why);
	} else {
		desk_tell_time(d);
		status = run(&h);
	}
	exports_free(&h.list);
	free(h.written);
	desk_lock(d);
	return status;
}
