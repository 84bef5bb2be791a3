/* SPDX-License-Identifier: ISC */
/* fail: one sentence that says what went wrong, carried up to the program that prints it. */
#ifndef BASE_FAIL_H
#define BASE_FAIL_H

#include <stddef.h>

#define FAIL_TEXT 512 /* bytes of a sentence with its final NUL */

/* Why a call returned -1. Starts as {{0}}; never holds personal data. */
struct fail {
	char text[FAIL_TEXT];
};

/* Writes a sentence made from format into why (NULL: nowhere). Returns -1, so that a caller can
 * write `return fail_set(why, ...)`. */
int fail_set(struct fail *why, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* As fail_set, and adds ": " and the system's words for error, an errno value. Returns -1. */
int fail_errno(struct fail *why, int error, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
