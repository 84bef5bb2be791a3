/* SPDX-License-Identifier: ISC */
/* exports: what was handed out, as the ledger tells it: no path, no name. Each hand-over is known by
 * the number of its ledger line, since a reference may be used again. */
#ifndef HANDOVER_EXPORTS_H
#define HANDOVER_EXPORTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "handover/sheet.h"

#define EXPORTS_FORMAT 8 /* bytes of the name of a format with its final NUL */

/* One hand-over. Times are unix times. */
struct exports_one {
	uint64_t line; /* number of its ledger line */
	char reference[DESK_REFERENCE];
	char format[EXPORTS_FORMAT];
	uint64_t visits;
	int64_t when, from, to, destroy_by;
	bool failed;       /* was not finished: nothing was handed out */
	bool shredded;     /* the file that the desk wrote is gone */
	int64_t destroyed; /* when the receiver's word was noted that it is destroyed; 0: not yet */
};

/* Hand-overs in the order of the ledger, to be given to exports_free. */
struct exports_list {
	size_t n, room;
	struct exports_one *list;
	bool no_memory;
};

/* Reads all hand-overs of the open register's ledger. Returns 0, or -1 with why when the ledger is not
 * whole: *list is then what stands before the fault. Give it to exports_free in both cases. */
int exports_read(struct desk *d, struct exports_list *list, struct fail *why) SHEET_MUST_CHECK;

/* The same, but only those whose window covers a part of hour (UTC hours since 1970), that were
 * finished and of which nobody has said that they are destroyed: an erasure names them. */
int exports_of_hour(
	struct desk *d, uint32_t hour, struct exports_list *list, struct fail *why) SHEET_MUST_CHECK;

void exports_free(struct exports_list *list);

/* Computes by when a hand-over of [from, to) must be destroyed: the beginning of the lowest due that
 * may still be shown among the hour keys with entries in it; without any, as long after from as
 * entries are kept. Nothing is opened. Returns 0 and *by, or -1 with why. */
int exports_destroy_by(
	struct desk *d, int64_t from, int64_t to, int64_t *by, struct fail *why) SHEET_MUST_CHECK;

/* Writes the ledger line of a hand-over that is about to begin. Returns 0 and the line's number in
 * *line, or -1 with why: then nothing may be handed out. */
int exports_announce(struct desk *d, const struct sheet_facts *facts, enum desk_format format,
	uint64_t visits, uint64_t *line, struct fail *why) SHEET_MUST_CHECK;

enum exports_event {
	EXPORTS_FAILED,    /* it was not finished, and what was written is destroyed */
	EXPORTS_SHREDDED,  /* the file that the desk wrote is shredded */
	EXPORTS_DESTROYED, /* the receiver says that it is destroyed */
};

/* Writes the ledger line of what became of the hand-over of line. Returns 0, or -1 with why. */
int exports_note(struct desk *d, uint64_t line, const char *reference, enum exports_event event,
	struct fail *why) SHEET_MUST_CHECK;

#endif
