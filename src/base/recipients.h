/* SPDX-License-Identifier: ISC */
/* recipients: the public reception keys to which hour keys are sealed, a text file beside the
 * configuration: a line each, 64 hex digits, a blank, a label (a role, [a-z0-9-]{1,24}). */
#ifndef BASE_RECIPIENTS_H
#define BASE_RECIPIENTS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/fail.h"

#define RECIPIENTS_MAX 8
#define RECIPIENTS_PK 32
#define RECIPIENTS_LABEL 25  /* bytes with its final NUL */
#define RECIPIENTS_TEXT 1024 /* bytes of the file at most */

struct recipient {
	uint8_t pk[RECIPIENTS_PK];
	char label[RECIPIENTS_LABEL];
};

struct recipients {
	size_t n; /* 1 to RECIPIENTS_MAX */
	struct recipient list[RECIPIENTS_MAX];
};

/* Reads the file "recipients" in folder. File and folder must belong to root or the running user
 * and not be writable by anyone else: who can write it reads all later entries. Returns 0, or -1
 * with why. */
int recipients_read(const char *folder, struct recipients *recipients, struct fail *why)
	__attribute__((warn_unused_result));

/* As recipients_read, as user would do it: for a program that looks at the list in the place of the
 * kiosk and seals nothing to it. */
int recipients_read_as(const char *folder, uid_t user, struct recipients *recipients,
	struct fail *why) __attribute__((warn_unused_result));

/* Reads the n bytes of such a file. Returns 0, or -1 with why, which names the line. */
int recipients_parse(const char *text, size_t n, struct recipients *recipients, struct fail *why)
	__attribute__((warn_unused_result));

/* Writes recipients as the text of its file to out; returns the length. */
size_t recipients_print(const struct recipients *recipients, char out[static RECIPIENTS_TEXT]);

#endif
