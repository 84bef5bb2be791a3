/* SPDX-License-Identifier: ISC */
/* recover: the way back from a recovery sheet to a key file. */
#ifndef KEYS_RECOVER_H
#define KEYS_RECOVER_H

#include "desk/desk.h"

/* The verb "recover": makes a key file with a new passphrase out of the secret that is typed from a
 * sheet, or read from --secret-file. Returns an exit status. */
int recover_run(struct desk *d);

#endif
