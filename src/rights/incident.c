/* SPDX-License-Identifier: ISC */
#include "rights/incident.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "rights/incidentsheet.h"
#include "rights/outlet.h"
#include "rights/tolls.h"
#include "register/ledger.h"

int
incident_note(struct incident *in, struct fail *why)
{
	char fields[LEDGER_FIELDS], known[MOMENT_TEXT];
	struct ledger_head head;

	moment_print_utc(in->known, known);
	snprintf(fields, sizeof fields,
		"reference=%s\tknown=%s\tentries=%" PRIu64 "\treadable=%" PRIu64 "\texposed=%d",
		in->request.reference, known, in->readable + in->unreadable, in->readable, in->exposed);
	return ledger_append(in->d->reg.state, in->d->clock.trusted, "incident", fields, &head, why);
}

/* Checks the command line. Returns 0, or -1 with why. */
static int
read_options(struct incident *in, struct fail *why)
{
	const struct desk_options *o = &in->d->options;

	if (o->known != NULL &&
		(moment_parse(o->known, &in->known) != 0 || in->known > in->d->now.realtime))
		return fail_set(
			why, _("--known: this is not a time like 2026-05-31T09:15 that has passed"));
	if (o->reference != NULL && !request_is_reference(o->reference))
		return fail_set(why,
			_("--reference: up to 24 letters, digits and . / - with at "
			  "least one digit; never a name"));
	if (o->reference != NULL)
		strcpy(in->request.reference, o->reference);
	if (o->language != NULL && !nls_speaks(o->language))
		return fail_set(why, _("--language: this language is not known"));
	return 0;
}

static int
run(struct incident *in, struct fail *why)
{
	const char *path = in->d->options.output;
	struct fail ending;
	int rc, fd;

	if (tolls_gather(in, why) != 0)
		return -1;
	fd = outlet_begin(path, why);
	if (fd < 0)
		return -1;
	rc = incident_note(in, why);
	if (rc == 0)
		rc = incidentsheet_write(in, fd, why);
	if (outlet_end(fd, path, rc == 0, &ending) != 0) {
		*why = ending;
		rc = -1;
	}
	return rc;
}

int
incident_write(struct incident *in, const char *path, struct fail *why)
{
	struct fail ending;
	int rc, fd = outlet_begin(path, why);

	if (fd < 0)
		return -1;
	rc = incidentsheet_write(in, fd, why);
	if (outlet_end(fd, path, rc == 0, &ending) != 0) {
		*why = ending;
		rc = -1;
	}
	return rc;
}

int
desk_incident(struct desk *d)
{
	struct incident in = {.d = d, .exposed = d->options.key_exposed != NULL};
	struct fail why;
	int status = PROGRAM_DONE;

	if (read_options(&in, &why) != 0) {
		program_warn(DESK_NAME, why.text);
		return program_wrong_use(DESK_NAME);
	}
	if (run(&in, &why) != 0)
		status = program_fail(DESK_NAME, &why);
	else if (in.broken)
		status = PROGRAM_FAILED;
	desk_lock(d);
	return status;
}
