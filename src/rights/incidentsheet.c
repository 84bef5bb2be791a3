/* SPDX-License-Identifier: ISC */
#include "rights/incidentsheet.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/recipients.h"
#include "rights/wrapped.h"

static void
put_head(struct wrapped *w, const struct incident *in)
{
	const struct conf *conf = &in->d->conf;
	char known[MOMENT_TEXT], until[MOMENT_TEXT], now[MOMENT_TEXT];
	int64_t end = in->known + INCIDENT_CLOCK * MOMENT_HOUR, left = end - in->d->clock.trusted;

	moment_print_local(in->known, known);
	moment_print_local(end, until);
	moment_print_local(in->d->clock.trusted, now);
	wrapped_paragraph(w, _("INCIDENT WITH THE VISITOR REGISTER"));
	if (conf->organisation[0] != '\0') {
		wrapped_text(w, conf->organisation);
		wrapped_end(w, 0);
	}
	wrapped_print(w, _("Our reference: %s"), in->request.reference);
	wrapped_end(w, 0);
	wrapped_print(w, _("Made on %s"), now);
	wrapped_end(w, 0);
	if (in->d->clock.doubt) {
		wrapped_text(w, _("The machine's clock is in doubt: check the times here."));
		wrapped_end(w, 0);
	}
	wrapped_end(w, 0);
	wrapped_print(w, _("Known since %s."), known);
	wrapped_text(w, " ");
	if (left > 0)
		wrapped_print(w,
			_("If people are at risk, tell the data protection authority before %1$s (72 hours, GDPR "
			  "article 33): %2$d hours are left."),
			until, (int)(left / MOMENT_HOUR));
	else
		wrapped_print(w,
			_("The 72 hours of GDPR article 33 ended on %s. If the data protection authority was not "
			  "told, tell it now, and why it is late."),
			until);
	wrapped_end(w, 0);
	if (conf->officer[0] != '\0') {
		wrapped_print(w, _("Tell at once: the privacy officer, %s."), conf->officer);
		wrapped_end(w, 0);
	}
	wrapped_end(w, 0);
}

static void
put_counts(struct wrapped *w, const struct incident *in)
{
	char date[96], oldest[MOMENT_TEXT];
	size_t i;

	moment_print_local(
		in->d->clock.trusted - (int64_t)in->d->conf.retention_days * 24 * MOMENT_HOUR, oldest);
	wrapped_paragraph(w, _("WHAT IS AFFECTED AT MOST"));
	wrapped_paragraph(w,
		_("An entry is one visit: a name, a phone number and the time of arrival. Nothing about "
		  "health is kept. Entries of each day, and whether a key that opens them is still there:"));
	for (i = 0; i < in->n; i++) {
		nls_date(in->days[i].some, date, sizeof date);
		wrapped_print(w, _("%1$s: %2$" PRIu64 " entries sealed, %3$" PRIu64 " without their key"),
			date, in->days[i].readable, in->days[i].unreadable);
		wrapped_end(w, 2);
	}
	if (in->elsewhere > 0) {
		wrapped_print(w, _("Other days: %" PRIu64 " entries"), in->elsewhere);
		wrapped_end(w, 2);
	}
	wrapped_print(w, _("Together: %1$" PRIu64 " entries sealed, %2$" PRIu64 " without their key"),
		in->readable, in->unreadable);
	wrapped_end(w, 2);
	wrapped_end(w, 0);
	wrapped_print(w,
		_("Sealed: only a reception key with its passphrase opens it. Without their key: nobody can "
		  "read them any more. What is older than %s is destroyed and is not affected."),
		oldest);
	wrapped_end(w, 0);
	wrapped_end(w, 0);
}

static void
put_known(struct wrapped *w, struct incident *in)
{
	struct recipients list;
	struct fail why;
	size_t i;

	wrapped_paragraph(w, _("WHO COULD READ IT"));
	if (recipients_read(in->d->conf.folder, &list, &why) != 0) {
		wrapped_paragraph(w, why.text);
	} else {
		wrapped_text(w, _("Keys that open it:"));
		for (i = 0; i < list.n; i++)
			wrapped_print(w, "%s %s", i == 0 ? "" : ",", list.list[i].label);
		wrapped_end(w, 2);
	}
	wrapped_print(w,
		_("In the last 14 days the ledger has %1$" PRIu64 " openings, %2$" PRIu64
		  " searches for one person and %3$" PRIu64 " lists that were handed out."),
		in->openings, in->searches, in->exports - in->failed);
	wrapped_text(w, " ");
	if (in->broken) {
		wrapped_text(w, _("THE LEDGER IS NOT WHOLE, so there may be more:"));
		wrapped_text(w, " ");
		wrapped_text(w, in->why.text);
	} else if (in->d->options.key != NULL) {
		wrapped_text(w, _("The ledger is whole, and the one that this key has seen."));
	} else {
		wrapped_text(w,
			_("Its lines fit one another. Whether it was written anew only “ledger verify --key” "
			  "can tell."));
	}
	wrapped_end(w, 0);
	wrapped_end(w, 0);
}

static void
put_steps(struct wrapped *w, const struct incident *in)
{
	static const char *const exposed[] = {
		N_("Take it that the entries above can be read by whoever has the key and its passphrase, "
		   "together with a copy of the register or a way to this machine."),
		N_("1. Take the key out of the list now, with another person's key: “welkom-desk keys revoke "
		   "LABEL”, then “welkom-setup recipients install”, then “welkom-desk drill”, which seals all "
		   "live hours anew. A copy of the register that was made before stays readable with that "
		   "key."),
		N_("2. Tell the data protection authority within the 72 hours above: the counts above are "
		   "the number of people at most."),
		N_("3. If the risk for the visitors is high, tell them too (article 34). Their numbers are in "
		   "the register: “welkom-desk trace --reason incident”, a day at a time."),
		N_("4. Compare openings and hand-overs in the ledger with what you know that was asked for."),
	};
	static const char *const sealed[] = {
		N_("As far as known, no reception key with its passphrase is in other hands. Then whoever took "
		   "the machine, its disk or a copy cannot read the entries, and the risk for the visitors is "
		   "low."),
		N_("1. Make sure: where is each stick, and does its owner have it? If one is missing and its "
		   "passphrase may be known, make this sheet again and say so (--key-exposed)."),
		N_("2. Write down what happened, what followed and what was done (article 33(5)), also when "
		   "nobody has to be told. This sheet is a part of it."),
		N_("3. Was the machine changed while it ran, so that it could have kept what visitors typed? "
		   "Then what was typed since is exposed, key or no key."),
	};
	const char *const *steps = in->exposed ? exposed : sealed;
	size_t n = in->exposed ? sizeof exposed / sizeof exposed[0] : sizeof sealed / sizeof sealed[0];
	size_t i;

	wrapped_paragraph(w,
		in->exposed ? _("A RECEPTION KEY IS EXPOSED: WHAT TO DO")
					: _("NO KEY IS EXPOSED: WHAT TO DO"));
	for (i = 0; i < n; i++) {
		wrapped_text(w, _(steps[i]));
		wrapped_end(w, i == 0 ? 0 : 3);
	}
}

int
incidentsheet_write(struct incident *in, int fd, struct fail *why)
{
	struct wrapped *w = wrapped_new(fd);
	char desk[8];

	if (w == NULL)
		return fail_set(why, _("not enough memory"));
	w->loose = in->loose;
	snprintf(desk, sizeof desk, "%s", nls_current());
	if (in->d->options.language != NULL)
		nls_choose(in->d->options.language);
	put_head(w, in);
	put_counts(w, in);
	put_known(w, in);
	put_steps(w, in);
	nls_choose(desk);
	return wrapped_free(w, why);
}
