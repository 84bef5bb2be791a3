/* SPDX-License-Identifier: ISC */
#include "desk/window.h"

#include <string.h>
#include <sys/mman.h>

#include "base/nls.h"
#include "base/wipe.h"

#define LEAST 64 /* visits there is room for at first */

bool
window_takes(const struct window *w, uint32_t hour, uint32_t due, int64_t shown)
{
	return keyring_takes(w->from, w->to, hour, due, shown);
}

/* Makes room for n visits. Returns 0, or -1 without memory. */
static int
make_room(struct window *w, size_t n)
{
	size_t room = n < LEAST ? LEAST : n;
	struct visit *more;

	if (w->room > 0 && n <= w->room)
		return 0;
	more = wipe_alloc(room * sizeof *more);
	if (more == NULL)
		return -1;
	/* wipe_alloc has tried the same, and does not say whether it could */
	w->report.unlocked = w->report.unlocked || mlock(more, room * sizeof *more) != 0;
	if (w->n > 0)
		memcpy(more, w->visits, w->n * sizeof *more);
	wipe_free(w->visits);
	w->visits = more;
	w->room = room;
	return 0;
}

static int
keep(void *arg, const struct visit *visit, struct fail *why)
{
	struct window *w = arg;

	if (make_room(w, w->n < w->room ? w->n : w->room * 2) != 0)
		return fail_set(why, _("not enough memory"));
	w->visits[w->n++] = *visit;
	return 0;
}

static bool
tell(void *arg, uint64_t done, uint64_t total)
{
	struct window *w = arg;

	return w->progress == NULL || w->progress(w->arg, done, total);
}

int
window_open(struct desk *d, struct window *w, struct fail *why)
{
	const struct opening_taker taker = {.each = keep, .progress = tell, .arg = w};
	struct opening o;
	bool unlocked;
	int rc = opening_begin(d, w->from, w->to, &o, why);

	if (rc != 0)
		return rc;
	/* at once: growing needs twice as much, and locked memory is scarce */
	rc = make_room(w, (size_t)o.report.entries);
	if (rc != 0)
		fail_set(why, _("not enough memory"));
	else if (w->note != NULL)
		rc = w->note(w->arg, o.report.entries, why);
	if (rc == 0)
		rc = opening_each(&o, &taker, why);
	/* the keeper may have collected some meanwhile */
	if (w->note != NULL && o.report.opened > o.report.entries &&
		w->note(w->arg, o.report.opened - o.report.entries, rc == 0 ? why : NULL) != 0)
		rc = -1;
	unlocked = w->report.unlocked;
	w->report = o.report;
	w->report.unlocked = w->report.unlocked || unlocked;
	opening_end(&o);
	if (rc != 0)
		window_free(w);
	return rc;
}

void
window_free(struct window *w)
{
	wipe_free(w->visits);
	w->visits = NULL;
	w->n = w->room = 0;
}
