/* SPDX-License-Identifier: ISC */
#include "desk/request.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/moment.h"
#include "base/nls.h"
#include "desk/noting.h"
#include "desk/opening.h"
#include "register/ledger.h"

static const char *const reasons[] = {
	"contact-tracing", "access", "erasure", "rectification", "objection", "incident"};

static bool
is_reason(const char *text)
{
	size_t i;

	for (i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (strcmp(text, reasons[i]) == 0)
			return true;
	return false;
}

/* A reference is a closed form, so that no name gets into the ledger by this way. */
bool
request_is_reference(const char *text)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
								  "0123456789./-";
	size_t n = strlen(text);

	return n >= 1 && n < DESK_REFERENCE && strspn(text, allowed) == n &&
		strpbrk(text, "0123456789") != NULL;
}

int
request_read(struct desk *d, struct request *r, struct fail *why)
{
	const struct desk_options *o = &d->options;

	if (o->key == NULL || o->from == NULL || o->to == NULL || o->reason == NULL)
		return fail_set(why, _("trace needs --key, --from, --to and --reason"));
	if (moment_parse(o->from, &r->from) != 0)
		return fail_set(why, _("--from: this is not a time like 2026-05-31T09:15"));
	if (moment_parse(o->to, &r->to) != 0)
		return fail_set(why, _("--to: this is not a time like 2026-05-31T09:15"));
	if (r->to <= r->from)
		return fail_set(why, _("--to must be later than --from"));
	if (r->to - r->from > OPENING_MOST)
		return fail_set(why, _("a window is at most 24 hours; ask for each day on its own"));
	if (strcmp(o->reason, "drill") == 0)
		return fail_set(
			why, _("--reason: a drill opens a key and never an entry: use “%s drill”"), DESK_NAME);
	if (!is_reason(o->reason))
		return fail_set(why,
			_("--reason: one of contact-tracing, access, erasure, "
			  "rectification, objection, incident"));
	if (o->reference != NULL && !request_is_reference(o->reference))
		return fail_set(why,
			_("--reference: up to 24 letters, digits and . / - with at "
			  "least one digit; never a name"));
	r->reason = o->reason;
	r->reference[0] = '\0';
	if (o->reference != NULL)
		strcpy(r->reference, o->reference);
	return 0;
}

int
request_check_age(struct desk *d, const struct request *r, struct fail *why)
{
	int64_t hours = (r->to - 1) / MOMENT_HOUR + d->conf.retention_days * 24;
	char oldest[MOMENT_TEXT];

	if (hours * MOMENT_HOUR > d->shown)
		return 0;
	moment_print_local(d->shown - d->conf.retention_days * 24 * MOMENT_HOUR, oldest);
	return fail_set(why,
		_("nothing of this window may be shown any more: what is older than %s "
		  "is destroyed, or will be within minutes"),
		oldest);
}

int
request_refer(struct desk *d, struct request *r, struct fail *why)
{
	struct ledger_head head;
	time_t now = d->now.realtime;
	struct tm tm = {0};
	int64_t when;

	if (r->reference[0] != '\0')
		return 0;
	if (ledger_last(d->reg.state, &head, &when, why) != 0)
		return -1;
	localtime_r(&now, &tm);
	snprintf(r->reference, sizeof r->reference, "R-%04d-%03llu", tm.tm_year + 1900,
		(unsigned long long)head.n + 1);
	return 0;
}

int
request_note(struct desk *d, const struct request *r, uint64_t entries, struct fail *why)
{
	char fields[LEDGER_FIELDS], from[MOMENT_TEXT], to[MOMENT_TEXT], key[FINGERPRINT_SHORT];

	moment_print_utc(r->from, from);
	moment_print_utc(r->to, to);
	noting_key(d, key);
	snprintf(fields, sizeof fields,
		"reason=%s\treference=%s\tkey=%s\tfrom=%s\tto=%s\topened=%" PRIu64, r->reason, r->reference,
		key, from, to, entries);
	return noting_line(d, "open", fields, why);
}
