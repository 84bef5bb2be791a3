/* SPDX-License-Identifier: ISC */
#include "desk/strays.h"

#include <stdlib.h>
#include <string.h>

#include "base/wipe.h"
#include "open/openvisit.h"

struct strays_entry {
	struct gaps_key *numbers; /* of the key it was found under */
	struct entries_entry entry;
};

/* What is opened, in locked memory. */
struct room {
	struct visit visit;
	uint8_t record[RECORD_SIZE];
};

int
strays_begin(struct strays *strays)
{
	strays->n = 0;
	strays->entries = malloc(STRAYS_MOST * sizeof *strays->entries);
	return strays->entries == NULL ? -1 : 0;
}

void
strays_keep(struct strays *strays, struct gaps_key *numbers, const struct entries_entry *entry)
{
	if (strays->n == STRAYS_MOST)
		return;
	strays->entries[strays->n].numbers = numbers;
	strays->entries[strays->n++].entry = *entry;
}

/* Tries one key. Returns 1 when it opens the entry, 0 when not, -1 without memory. */
static int
try(const struct strays_entry *stray, const struct open_key *key, struct gaps_key *numbers,
	struct room *room, struct report *report)
{
	enum openvisit_result result = openvisit_open_with(
		key, stray->entry.id, stray->entry.box, room->record, &room->visit);

	if (result == OPENVISIT_DAMAGED)
		return 0;
	report->kinds[REPORT_DAMAGED]--;
	report->kinds[REPORT_MOVED]++;
	stray->numbers->unread--; /* it never was one of that key */
	if (result != OPENVISIT_NO_VISIT &&
		memcmp(room->visit.kid, key->kid, sizeof room->visit.kid) == 0 &&
		gaps_note(numbers, room->visit.seq, true) != 0)
		return -1;
	return 1;
}

int
strays_match(
	struct strays *strays, const struct open_key *keys, struct gaps *gaps, struct report *report)
{
	struct room *room = wipe_alloc(sizeof *room);
	size_t i, k, tries = 0;
	int rc = room == NULL ? -1 : 0;

	for (i = 0; i < strays->n && rc == 0; i++) {
		for (k = 0; k < gaps->n && rc == 0 && tries < STRAYS_TRIES; k++) {
			if (&gaps->keys[k] == strays->entries[i].numbers ||
				memcmp(keys[k].kid, gaps->keys[k].key->kid, HOURFILE_KID) != 0)
				continue;
			tries++;
			rc = try(&strays->entries[i], &keys[k], &gaps->keys[k], room, report);
		}
		rc = rc > 0 ? 0 : rc;
	}
	wipe_free(room);
	wipe_stack();
	return rc;
}

void
strays_free(struct strays *strays)
{
	free(strays->entries);
	strays->entries = NULL;
	strays->n = 0;
}
