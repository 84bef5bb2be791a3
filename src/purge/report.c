/* SPDX-License-Identifier: ISC */
#include "purge/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"

int
report_json(json_t *object)
{
	/* whole before a byte of it is written: half of it would be taken for a fault of the reader */
	char *text = object == NULL ? NULL : json_dumps(object, JSON_COMPACT);
	int rc = text == NULL || puts(text) == EOF || fflush(stdout) != 0 ? -1 : 0;

	free(text);
	json_decref(object);
	return rc;
}

void
report_hour(uint32_t hour, char out[static MOMENT_TEXT])
{
	if (hour == 0)
		strcpy(out, "-");
	else
		moment_print_utc((int64_t)hour * MOMENT_HOUR, out);
}

json_t *
report_hour_json(uint32_t hour)
{
	char text[MOMENT_TEXT];

	report_hour(hour, text);
	return hour == 0 ? json_null() : json_string(text);
}

static int
run_json(const struct run *run)
{
	char now[MOMENT_TEXT];

	moment_print_utc(run->clock.trusted, now);
	return report_json(json_pack("{ss sb sb sb sI sI sI sI sI sI sI so so}", "time", now, "dry_run",
		run->dry, "failed", run->failed, "clock_in_doubt", run->clock.doubt, "collected",
		(json_int_t)run->inbox.collected.entries, "erasures", (json_int_t)run->inbox.erasures,
		"keys_destroyed", (json_int_t)run->retention.keys, "entries_destroyed",
		(json_int_t)(run->entries + run->inbox.entries), "leftovers",
		(json_int_t)run->retention.leftovers, "strange", (json_int_t)run->retention.strange,
		"keys_left", (json_int_t)run->retention.left, "oldest_hour",
		report_hour_json(run->retention.oldest), "next_due", report_hour_json(run->retention.due)));
}

int
report_run(const struct run *run, bool json)
{
	char now[MOMENT_TEXT], due[MOMENT_TEXT];

	if (json)
		return run_json(run);
	moment_print_utc(run->clock.trusted, now);
	report_hour(run->retention.due, due);
	printf(run->dry ? _("%s  dry run, nothing was changed\n") : _("%s  purge\n"), now);
	printf(_("  collected entries      %" PRIu64 "\n"), run->inbox.collected.entries);
	printf(_("  erasures carried out   %" PRIu64 "\n"), run->inbox.erasures);
	printf(run->dry ? _("  hour keys due          %" PRIu64 "\n")
					: _("  hour keys destroyed    %" PRIu64 "\n"),
		run->retention.keys);
	printf(run->dry ? _("  entries due            %" PRIu64 "\n")
					: _("  entries destroyed      %" PRIu64 "\n"),
		run->entries + run->inbox.entries);
	printf(_("  hour keys left         %" PRIu64 "\n"), run->retention.left);
	printf(_("  next due               %s\n"), due);
	if (run->clock.doubt)
		puts(_("The clock is in doubt: only what is due without a doubt was destroyed. Check the\n"
			   "date, then: welkom-purge --confirm-clock YYYY-MM-DDTHH:MM"));
	return fflush(stdout) == 0 ? 0 : -1;
}
