/* SPDX-License-Identifier: ISC */
/* incident: the verb "incident", and what the screen takes of it: a sheet for whoever has to judge a breach of the register within 72
 * hours, from live facts. No key, no name: nothing is opened. */
#ifndef RIGHTS_INCIDENT_H
#define RIGHTS_INCIDENT_H

#include <stdbool.h>
#include <stdint.h>

#include "desk/desk.h"
#include "desk/request.h"
#include "register/entries.h"

#define INCIDENT_CLOCK 72 /* hours: GDPR article 33(1) */
#define INCIDENT_DAYS 17  /* 14 x 24 hours touch 15 local days; clocks that ran ahead */

struct incident_day {
	int year, yday;
	int64_t some; /* a moment of that day */
	uint64_t readable, unreadable;
};

/* What the sheet is made of. */
struct incident {
	struct desk *d;
	struct request request;
	int64_t known; /* when the controller became aware of it */
	bool exposed;  /* a reception key with its passphrase may be in other hands */
	bool loose; /* the sheet is for a screen, which breaks its lines: a line for each paragraph */
	struct incident_day days[INCIDENT_DAYS];
	size_t n;
	uint64_t readable, unreadable, elsewhere; /* entries: with a live key, without; of other days */
	struct entries_keys rows;
	const struct register_side *side;             /* that is counted */
	uint64_t openings, searches, exports, failed; /* lines of the ledger */
	bool broken;                                  /* the ledger is not whole */
	struct fail why;
};

/* Notes in the ledger, with in gathered (rights/tolls.h), that the sheet was made. Returns 0, or -1 with
 * why: then it is not shown. */
int incident_note(struct incident *in, struct fail *why) __attribute__((warn_unused_result));

/* Writes the sheet, which was noted, to the new file path, 0600. Returns 0, or -1 with why and no
 * file. */
int incident_write(struct incident *in, const char *path, struct fail *why)
	__attribute__((warn_unused_result));

#endif
