/* SPDX-License-Identifier: ISC */
/* sheet: visits handed over as text, CSV, JSON or ZIP, one after the other from locked memory
 * straight to a descriptor: names and numbers never pass through stdio. Each form says by when it
 * must be destroyed (doc/FORMAT). */
#ifndef HANDOVER_SHEET_H
#define HANDOVER_SHEET_H

#include <stdint.h>

#include "base/fail.h"
#include "desk/desk.h"
#include "open/passphrase.h"
#include "visit/record.h"

#define SHEET_MUST_CHECK __attribute__((warn_unused_result))

/* What a sheet says of itself; no personal data. The texts must live until the sheet is ended. */
struct sheet_facts {
	const char *organisation; /* "": unset */
	const char *reference;
	int64_t from, to;   /* the window [from, to), unix time */
	int64_t made;       /* unix time */
	int64_t destroy_by; /* unix time: the earliest due of its entries (exports_destroy_by) */
};

struct sheet;

/* Begins a sheet on fd, which stays the caller's to sync and close, and writes its heading. passphrase
 * is for DESK_ZIP alone, which refuses to be without, and is not needed any more afterwards. A ZIP is
 * written in place where fd is an empty regular file, else kept (sealed) in memory until sheet_end;
 * never to a terminal. Returns the sheet, to be given to sheet_end or sheet_abandon, or NULL with
 * why. */
struct sheet *sheet_begin(int fd, enum desk_format format, const struct sheet_facts *facts,
	const struct passphrase *passphrase, struct fail *why) SHEET_MUST_CHECK;

/* Adds a visit, which the caller may wipe afterwards. Names are neutralised once more (a forger can
 * seal anything): a tab becomes U+FFFD. Returns 0, or -1 with why: then only sheet_abandon is left. */
int sheet_add(struct sheet *sheet, const struct visit *visit, struct fail *why) SHEET_MUST_CHECK;

/* Writes what is left, and wipes and frees sheet whatever happens. Returns 0, or -1 with why: then
 * what was written is not whole, and the caller destroys it. */
int sheet_end(struct sheet *sheet, struct fail *why) SHEET_MUST_CHECK;

/* Wipes and frees a sheet that is not wanted any more; NULL is harmless. What was written is not
 * whole, and the caller destroys it. */
void sheet_abandon(struct sheet *sheet);

#endif
