/* SPDX-License-Identifier: ISC */
/* passwd: another passphrase for the own key. */
#ifndef KEYS_PASSWD_H
#define KEYS_PASSWD_H

#include "desk/desk.h"

/* The verb "passwd". Returns an exit status. */
int passwd_run(struct desk *d);

#endif
