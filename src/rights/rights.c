/* SPDX-License-Identifier: ISC */
#include "rights/rights.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "desk/anchor.h"
#include "rights/asking.h"
#include "desk/noting.h"
#include "rights/outlet.h"
#include "register/ledger.h"

/* A closed list, so that the ledger never tells more than this. */
static const char *const ways[RIGHTS_WAYS] = {
	[RIGHTS_BY_CODE] = "code",
	[RIGHTS_CALLED_BACK] = "called-back",
	[RIGHTS_IN_PERSON] = "in-person",
};

static const char *
find_way(const char *text)
{
	size_t i;

	for (i = 0; i < RIGHTS_WAYS; i++)
		if (strcmp(text, ways[i]) == 0)
			return ways[i];
	return NULL;
}

/* Says whether word is among words, with blanks between. */
static bool
is_among(const char *word, const char *words)
{
	size_t n = strlen(word);

	for (; *words != '\0'; words += strcspn(words, " "), words += *words == ' ')
		if (strcspn(words, " ") == n && memcmp(words, word, n) == 0)
			return true;
	return false;
}

/* Reads when the person asked. */
static int
read_received(struct rights *r, struct fail *why)
{
	const char *day = r->d->options.received;

	r->received = r->d->now.realtime;
	if (day != NULL &&
		(moment_parse_day(day, &r->received) != 0 || r->received > r->d->now.realtime))
		return fail_set(why, _("--received: this is not a day like 2026-05-31, today or before"));
	return 0;
}

void
rights_start(struct rights *r, struct desk *d, const char *reason)
{
	memset(r, 0, sizeof *r);
	r->d = d;
	r->outlet = -1;
	r->request.reason = reason;
	r->received = d->now.realtime;
}

void
rights_name(struct rights *r, struct query *query)
{
	query_free(r->query);
	r->query = query;
	r->recognised = NULL;
	if (query != NULL && query->is_code && !query->is_name && !query->is_number)
		r->recognised = ways[RIGHTS_BY_CODE];
}

int
rights_read(struct desk *d, const char *reasons, struct rights *r, struct fail *why)
{
	const struct desk_options *o = &d->options;

	rights_start(r, d, reasons);
	if (strchr(reasons, ' ') == NULL) {
		if (o->reason != NULL && strcmp(o->reason, reasons) != 0)
			return fail_set(why, _("--reason: only %s here"), reasons);
	} else {
		r->request.reason = o->reason;
		if (o->reason == NULL || !is_among(o->reason, reasons))
			return fail_set(why, _("--reason is needed, one of: %s"), reasons);
	}
	if (o->reference != NULL && !request_is_reference(o->reference))
		return fail_set(why,
			_("--reference: up to 24 letters, digits and . / - with at "
			  "least one digit; never a name"));
	if (o->reference != NULL)
		strcpy(r->request.reference, o->reference);
	if (o->recognised != NULL && (r->recognised = find_way(o->recognised)) == NULL)
		return fail_set(why, _("--recognised: one of code, called-back, in-person"));
	if (o->language != NULL && !nls_speaks(o->language))
		return fail_set(why, _("--language: this language is not known"));
	if (o->pick != NULL && !picking_is_choice(o->pick))
		return fail_set(why, _("--pick: “all”, or numbers with commas between"));
	if (o->query_file != NULL && o->passphrase_file != NULL && strcmp(o->query_file, "-") == 0 &&
		strcmp(o->passphrase_file, "-") == 0)
		return fail_set(why, _("only one of two files can be standard input"));
	return read_received(r, why);
}

static int
ask_way(struct rights *r, struct fail *why)
{
	char *line = wipe_alloc(ASKING_LINE);
	long n;

	if (line == NULL)
		return fail_set(why, _("not enough memory"));
	n = asking_line(_("How was the person recognised? Never copy an identity document.\n"
					  "  1  by the erasure code\n"
					  "  2  called back on the number in the entry\n"
					  "  3  known in person\n"
					  "1, 2 or 3: "),
		line, why);
	if (n == 1 && line[0] >= '1' && line[0] < '1' + RIGHTS_WAYS)
		r->recognised = ways[line[0] - '1'];
	wipe_free(line);
	if (n >= 0 && r->recognised == NULL)
		return fail_set(why, _("without an answer nothing is looked up"));
	return r->recognised == NULL ? -1 : 0;
}

int
rights_ask(struct rights *r, struct fail *why)
{
	const char *said = r->recognised;
	struct query *query = query_ask(r->d, why);

	if (query == NULL)
		return -1;
	rights_name(r, query);
	if (said != NULL)
		r->recognised = said;
	/* a code of letters alone could be a name; but without a key only a code can be meant */
	else if (query->is_code && r->d->options.key == NULL)
		r->recognised = ways[RIGHTS_BY_CODE];
	return r->recognised != NULL ? 0 : ask_way(r, why);
}

int
rights_begin(struct rights *r, struct fail *why)
{
	r->outlet = outlet_begin(r->d->options.output, why);
	return r->outlet < 0 ? -1 : 0;
}

static void
say(void *arg, const char *sentence)
{
	(void)arg;
	fprintf(stderr, "%s\n", sentence);
}

void
rights_anchor(struct desk *d)
{
	struct ledger_head head;
	struct fail why;
	int64_t when;

	if (d->key == NULL)
		return;
	if (ledger_last(d->reg.state, &head, &when, &why) == 0) {
		anchor_follow(d, &head);
		return;
	}
	d->incomplete = true;
	program_warn(DESK_NAME, why.text);
}

/* The ledger's line about what was just searched. */
static int
note_search(struct rights *r, struct fail *why)
{
	char fields[LEDGER_FIELDS], key[FINGERPRINT_SHORT];

	noting_key(r->d, key);
	snprintf(fields, sizeof fields,
		"reason=%s\treference=%s\tkey=%s\trecognised=%s\thours=%" PRIu64 "\topened=%" PRIu64
		"\tfound=%zu",
		r->request.reason, r->request.reference, key, r->recognised != NULL ? r->recognised : "no",
		r->find.report.hours, r->find.report.opened, r->find.n);
	return noting_line(r->d, "search", fields, why);
}

int
rights_look(struct rights *r, struct fail *why)
{
	r->picked.n = 0;
	find_free(&r->find);
	if (request_refer(r->d, &r->request, why) != 0 ||
		find_search(r->d, r->query, say, NULL, &r->find, why) != 0)
		return -1;
	if (note_search(r, why) != 0) {
		find_free(&r->find);
		return -1;
	}
	report_tell(&r->find.report, say, NULL);
	return 0;
}

int
rights_search(struct rights *r, struct fail *why)
{
	if (desk_unlock(r->d, why) != 0 || rights_look(r, why) != 0)
		return -1;
	fprintf(stderr, ngettext("%zu entry found\n", "%zu entries found\n", r->find.n), r->find.n);
	return 0;
}

int
rights_recognise(struct rights *r, enum rights_way way, struct fail *why)
{
	char fields[LEDGER_FIELDS], key[FINGERPRINT_SHORT];

	noting_key(r->d, key);
	snprintf(fields, sizeof fields, "reason=%s\treference=%s\tkey=%s\trecognised=%s\tentries=%zu",
		r->request.reason, r->request.reference, key, ways[way], r->picked.n);
	if (noting_line(r->d, "recognised", fields, why) != 0)
		return -1;
	r->recognised = ways[way];
	return 0;
}

int
rights_end(struct rights *r, int status)
{
	struct fail why;

	if (r->outlet >= 0 && outlet_end(r->outlet, r->d->options.output, false, &why) != 0)
		status = program_fail(DESK_NAME, &why);
	if (status == PROGRAM_DONE &&
		(r->d->incomplete || r->find.gaps || !find_is_whole(&r->find) ||
			report_is_incomplete(&r->find.report)))
		status = PROGRAM_FAILED;
	find_free(&r->find);
	query_free(r->query);
	desk_lock(r->d);
	wipe_stack();
	return status;
}
