/* SPDX-License-Identifier: ISC */
#include "rights/letter.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "handover/receivers.h"
#include "rights/outlet.h"

/* Finds to whom the picked entries were handed out. */
static int
find_receivers(struct rights *r, enum reply_kind kind, struct exports_list *list, struct fail *why)
{
	struct receivers_span *spans = wipe_alloc((r->picked.n + 1) * sizeof *spans);
	size_t i, n = r->picked.n;
	int rc;

	if (spans == NULL)
		return fail_set(why, _("not enough memory"));
	for (i = 0; i < r->picked.n; i++)
		spans[i] = (struct receivers_span){
			r->picked.list[i]->visit.arrival, r->picked.list[i]->visit.arrival + 1};
	if (r->hour != 0)
		spans[n++] = (struct receivers_span){r->hour, r->hour + MOMENT_HOUR};
	rc = receivers_find(r->d, spans, n, kind == REPLY_ACCESS, list, why);
	wipe_free(spans);
	return rc;
}

int
letter_compose(struct rights *r, enum reply_kind kind, struct wrapped *w, struct fail *why)
{
	struct exports_list handed = {0};
	const struct reply reply = {.d = r->d,
		.kind = kind,
		.language = r->d->options.language,
		.reference = r->request.reference,
		.received = r->received,
		.matches = r->picked.list,
		.n = r->picked.n,
		.handed = &handed,
		.part = !find_is_whole(&r->find) || r->d->incomplete};

	if (kind == REPLY_NOTHING && !find_is_whole(&r->find))
		return fail_set(why,
			_("no letter was written: nothing was found, but not all could be read, so nobody can "
			  "say that nothing is held"));
	if (kind != REPLY_NOTHING && find_receivers(r, kind, &handed, why) != 0)
		return -1;
	reply_write(&reply, w);
	exports_free(&handed);
	return 0;
}

int
letter_write(struct rights *r, enum reply_kind kind, struct fail *why)
{
	struct wrapped *w = wrapped_new(r->outlet);
	struct fail ending;
	int rc = -1;

	if (w == NULL) {
		fail_set(why, _("not enough memory"));
	} else {
		rc = letter_compose(r, kind, w, why);
		if (wrapped_free(w, &ending) != 0 && rc == 0) {
			*why = ending;
			rc = -1;
		}
	}
	if (outlet_end(r->outlet, r->d->options.output, rc == 0, &ending) != 0) {
		*why = ending;
		rc = -1;
	}
	r->outlet = -1;
	return rc;
}

int
letter_tell(struct rights *r, enum reply_kind kind, struct fail *why)
{
	struct exports_list list = {0};
	size_t i;

	if (kind == REPLY_ACCESS || kind == REPLY_NOTHING)
		return 0;
	if (find_receivers(r, kind, &list, why) != 0)
		return -1;
	for (i = 0; i < list.n; i++)
		fprintf(stderr,
			_("Tell the receiver of the hand-over %s (ledger line %" PRIu64
			  ") what was changed.\n"),
			list.list[i].reference, list.list[i].line);
	exports_free(&list);
	return 0;
}

int
letter_send(struct rights *r, enum reply_kind kind, struct fail *why)
{
	return letter_write(r, kind, why) == 0 ? letter_tell(r, kind, why) : -1;
}
