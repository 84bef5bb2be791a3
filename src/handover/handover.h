/* SPDX-License-Identifier: ISC */
/* handover: one sheet given out, in the order that holds when the power goes at any line: the ledger
 * knows first, then the list of written files, then the file gets its first byte. */
#ifndef HANDOVER_HANDOVER_H
#define HANDOVER_HANDOVER_H

#include "handover/exports.h"

struct handover {
	struct desk *d;
	struct sheet_facts facts;
	struct sheet *sheet;
	struct passphrase *passphrase; /* of a ZIP, or NULL */
	int fd;
	uint64_t line; /* of the ledger; 0: a text that is only shown, which is not noted */
	bool file;     /* fd is a file of ours */
};

/* Refuses what could not be given out, before anything is opened or noted: an output that exists, a
 * ZIP to a terminal, or without a terminal to show its passphrase on. Returns 0, or -1 with why. */
int handover_check(const struct desk *d, struct fail *why) SHEET_MUST_CHECK;

/* Begins to give out visits of [from, to), as d->options say where and how; the line of the opening is
 * in the ledger already. visits: how many there will be, or sealed entries that were found. reference
 * must live until the end. Text to standard output is shown and not handed out: no line is written.
 * Returns 0, *h to be given to handover_end or handover_abandon; or -1 with why and nothing left. */
int handover_begin(struct desk *d, const char *reference, int64_t from, int64_t to, uint64_t visits,
	struct handover *h, struct fail *why) SHEET_MUST_CHECK;

/* Adds a visit. Returns 0, or -1 with why: then handover_abandon. */
int handover_add(struct handover *h, const struct visit *visit, struct fail *why) SHEET_MUST_CHECK;

/* Ends it durably. h->passphrase is then there to be shown (word_show); where that fails nobody could
 * open it, and handover_abandon takes it back. Otherwise handover_free. Returns 0, or -1 with why: then
 * it is abandoned already. */
int handover_end(struct handover *h, struct fail *why) SHEET_MUST_CHECK;

/* Shreds what was written of it, and notes that it failed; warns when that cannot be done. */
void handover_abandon(struct handover *h);

/* Wipes the passphrase and closes the file. */
void handover_free(struct handover *h);

#endif
