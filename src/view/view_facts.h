/* SPDX-License-Identifier: ISC */
/* view_facts: what the overview shows, all of it readable without a key and without a name. */
#ifndef VIEW_VIEW_FACTS_H
#define VIEW_VIEW_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"
#include "desk/desk.h"
#include "register/watch.h"

#define VIEW_FACTS_DAYS 15  /* 14 x 24 hours touch 15 local days */
#define VIEW_FACTS_HOURS 25 /* of a day with the change from summer time */

struct view_facts {
	int64_t begin[VIEW_FACTS_DAYS + 1];               /* of each local day, today the last */
	uint64_t hour[VIEW_FACTS_DAYS][VIEW_FACTS_HOURS]; /* entries that arrived in each hour */
	uint64_t day[VIEW_FACTS_DAYS];
	int64_t shown;          /* what is due by then is not counted */
	struct fail broken;     /* why the register or the ledger cannot be read; "": they can */
	enum watch_alarm alarm; /* why the kiosk takes no entries */
	enum watch_alarm amber;
	int64_t good, due; /* of the purge: the last good run, and what is destroyed next; 0: none */
	bool doubt;        /* of the clock */
	uint64_t lines;    /* of the ledger, which holds */
	int64_t proven;    /* when a key was last proven to open; 0: never */
	int64_t since;     /* when the oldest key was announced; 0: not known */
	int unproven;      /* keys that were not proven for DRILL_DAYS */
	int overdue;       /* hand-overs of which nobody has said that they are destroyed */
};

/* Reads them from the register, which is opened to look and closed again. */
void view_facts_read(struct desk *d, struct view_facts *f);

/* Says whether anything is wrong, or should be looked at. */
bool view_facts_are_good(const struct view_facts *f);

#endif
