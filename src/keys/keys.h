/* SPDX-License-Identifier: ISC */
/* keys: the verb "keys": who may open, and how that changes. */
#ifndef KEYS_KEYS_H
#define KEYS_KEYS_H

#include "desk/desk.h"
#include "open/passphrase.h"

/* The verb "keys list|add|revoke|rotate|copy|recovery". Returns an exit status. */
int keys_run(struct desk *d);

/* Gets a new passphrase: out of --new-passphrase-file, or on the terminal, below the translated line
 * whose (NULL: none). Returns it, to be given to passphrase_free, or NULL with why. */
struct passphrase *keys_new_passphrase(const struct desk *d, const char *whose, struct fail *why)
	__attribute__((warn_unused_result));

#endif
