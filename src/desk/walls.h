/* SPDX-License-Identifier: ISC */
/* walls: what the desk leaves itself before it opens a key: its calls, the register as far as a verb
 * needs it, and the folders of the files that were named. */
#ifndef DESK_WALLS_H
#define DESK_WALLS_H

#include <stdbool.h>

#include "desk/desk.h"

/* What a verb does with the register. */
enum walls_register {
	WALLS_LEAVES_IT, /* nothing */
	WALLS_LOOKS,     /* reads it */
	WALLS_NOTES,     /* reads it, and appends to the ledger */
	WALLS_CONFIRMS,  /* reads it, and writes the ledger and the clock's state over */
	WALLS_OPENS,     /* collects, erases, seals hour keys anew, appends to the ledger */
};

/* Takes new privileges from the process and confines it to its calls and files: of the register what
 * need says, the configuration to read, and what d->options name: files to be read themselves, files
 * to be written with all of the folder they are in. screen: also descriptions of terminals, and where a
 * person may name files later: sticks (/media, /run/media, /mnt), home and the current folder, but
 * never all of "/". To be called once, with the configuration read and before a key is opened. A wall
 * that this system does not have is told on standard error. Returns 0, or -1 with why: then the desk
 * must end. */
int walls_raise(const struct desk *d, enum walls_register need, bool screen, struct fail *why)
	__attribute__((warn_unused_result));

#endif
