/* SPDX-License-Identifier: ISC */
#include "purge/tally.h"

#include <stdbool.h>
#include <string.h>

static void
add_purge(struct tally *tally, const struct ledgerline *line)
{
	uint64_t late = ledgerline_number(line, "late");

	tally->keys += ledgerline_number(line, "keys");
	tally->hours += ledgerline_number(line, "hours");
	tally->entries += ledgerline_number(line, "entries");
	if (late <= tally->late)
		return;
	tally->late = late;
	if (!ledgerline_field(line, "cause", tally->cause, sizeof tally->cause) ||
		strcmp(tally->cause, "none") == 0)
		tally->cause[0] = '\0';
}

void
tally_add(struct tally *tally, const struct ledgerline *line)
{
	if (strcmp(line->what, "purge") == 0) {
		add_purge(tally, line);
	} else if (strcmp(line->what, "open") == 0) {
		tally->openings++;
	} else if (strcmp(line->what, "erase") == 0) {
		tally->erasures++;
		tally->matched += ledgerline_number(line, "matched") == 1;
	}
}
