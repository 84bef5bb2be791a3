/* SPDX-License-Identifier: ISC */
/* recovery: one more recipient whose secret half is on paper only (the way back: recover.h). */
#ifndef KEYS_RECOVERY_H
#define KEYS_RECOVERY_H

#include "keys/keychange.h"

#define RECOVERY_TEXT 4096 /* bytes of a sheet at most */

/* A sheet that is being made. In locked memory; its text goes from there to a descriptor or to cells
 * of the screen, never through stdio. */
struct recovery {
	struct reception_key *key;
	size_t n;
	char text[RECOVERY_TEXT];
};

/* Makes a key pair for c->who.label, puts it into c->list and writes the sheet. Nothing is kept or
 * announced by that. Returns it, to be given to recovery_free, or NULL with why. */
struct recovery *recovery_begin(struct desk *d, struct keychange *c, struct fail *why)
	__attribute__((warn_unused_result));

/* Writes the sheet to the new file path, 0600. Returns 0, or -1 with why. */
int recovery_write(const struct recovery *r, const char *path, struct fail *why)
	__attribute__((warn_unused_result));

/* Announces the key, once the sheet is on paper or in its file. Returns 0, or -1 with why: the sheet is
 * worthless then. */
int recovery_announce(struct desk *d, const struct keychange *c, struct fail *why)
	__attribute__((warn_unused_result));

/* Wipes and frees; NULL is harmless. */
void recovery_free(struct recovery *r);

/* All of that for the verb: writes the sheet to --output, standard output or a page of the terminal.
 * Returns 0, or -1 with why: a sheet is worthless then. */
int recovery_make(struct desk *d, struct keychange *c, struct fail *why)
	__attribute__((warn_unused_result));

#endif
