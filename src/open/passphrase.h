/* SPDX-License-Identifier: ISC */
/* passphrase: what opens a reception key, in locked memory, in NFC, without its newline. */
#ifndef OPEN_PASSPHRASE_H
#define OPEN_PASSPHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"

#define PASSPHRASE_MAX 256  /* bytes */
#define PASSPHRASE_LEAST 12 /* graphemes of one that a person chose */
#define PASSPHRASE_MADE 25  /* bytes of a made one with its final NUL: 5 groups of 4 */

struct passphrase {
	size_t n;
	char text[PASSPHRASE_MAX];
};

/* Returns an empty passphrase in locked memory, to be given to passphrase_free; NULL: no memory. */
struct passphrase *passphrase_new(void) __attribute__((warn_unused_result));
void passphrase_free(struct passphrase *p);

/* Asks for it on the terminal, without echo, after prompt. Returns 0; 1 with why when what was typed
 * can be none: nothing, too long, or not UTF-8; or -1 with why when there is no terminal or input
 * ends. A signal is let through at once, with the terminal as it was. */
int passphrase_ask(struct passphrase *p, const char *prompt, struct fail *why)
	__attribute__((warn_unused_result));

/* Reads the first line of file ("-": standard input). Returns 0, or -1 with why. */
int passphrase_read(struct passphrase *p, const char *file, struct fail *why)
	__attribute__((warn_unused_result));

/* Makes one of 100 random bits: 5 groups of 4 characters that are hard to mistake, with hyphens. */
void passphrase_make(struct passphrase *p);

/* Says in why what makes p too weak to be chosen. Returns 0 when it will do, or -1. */
int passphrase_check(const struct passphrase *p, struct fail *why)
	__attribute__((warn_unused_result));

/* Says whether two are the same, in a time that does not depend on them. */
bool passphrase_equal(const struct passphrase *a, const struct passphrase *b);

#endif
