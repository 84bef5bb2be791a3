/* SPDX-License-Identifier: ISC */
/* recover: the way back from a recovery sheet to a key file. */
#ifndef KEYS_RECOVER_H
#define KEYS_RECOVER_H

#include "base/recipients.h"
#include "desk/desk.h"
#include "open/paper.h"

/* Opens the secret half from a sheet into d->key, and writes it under p to the new file output. Returns
 * 0, or -1 with why. desk_lock ends it. */
int recover_make(struct desk *d, const uint8_t secret[static PAPER_SECRET], const char *output,
	const struct passphrase *p, struct fail *why) __attribute__((warn_unused_result));

/* Returns the label under which d->key is in the installed list, in *list; NULL: it is not. */
const char *recover_label(const struct desk *d, struct recipients *list);

/* The verb "recover": makes a key file with a new passphrase out of the secret that is typed from a
 * sheet, or read from --secret-file. Returns an exit status. */
int recover_run(struct desk *d);

#endif
