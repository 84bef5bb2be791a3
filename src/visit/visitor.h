/* SPDX-License-Identifier: ISC */
/* visitor: the two things a visitor tells, and what a name may be. */
#ifndef VISIT_VISITOR_H
#define VISIT_VISITOR_H

#include <stddef.h>
#include <stdint.h>

#define VISITOR_NAME_MAX 128 /* bytes of UTF-8 */
#define VISITOR_PHONE_MAX 32 /* bytes */

/* A visitor. No NUL ends the texts; the bytes after them are zero. Starts as {0}; whoever holds
 * one calls visitor_wipe before letting go of it. */
struct visitor {
	uint8_t name_len; /* bytes in name: as visitor_set_name made it */
	char name[VISITOR_NAME_MAX];
	uint8_t phone_len; /* bytes in phone: as phone_read made it */
	char phone[VISITOR_PHONE_MAX];
};

/* What visitor_set_name thinks of a name. */
enum visitor_name_result {
	VISITOR_NAME_OK,
	VISITOR_NAME_EMPTY,        /* nothing, or nothing that can be seen */
	VISITOR_NAME_TOO_LONG,     /* over VISITOR_NAME_MAX bytes */
	VISITOR_NAME_NOT_TEXT,     /* broken UTF-8 */
	VISITOR_NAME_REFUSED,      /* a control, bidi control or other one not text_is_allowed */
	VISITOR_NAME_LEADING_MARK, /* a combining mark with nothing to stand on */
};

/* Takes the n bytes of UTF-8 at typed as the visitor's name: composed (NFC, UAX #15), blanks at
 * both ends left out, each run of blanks inside made one U+0020. Every script, digits and
 * punctuation are allowed: names are not judged. The visitor is unchanged unless the result is
 * VISITOR_NAME_OK. No copy stays behind on the stack; typed is the caller's to wipe. */
enum visitor_name_result visitor_set_name(struct visitor *visitor, const char *typed, size_t n)
	__attribute__((warn_unused_result));

/* The same for many names: the stack below the caller then holds what typed held, and is the caller's to
 * wipe (wipe_stack, once, after the last and before it waits for anything). */
enum visitor_name_result visitor_take_name(struct visitor *visitor, const char *typed, size_t n)
	__attribute__((warn_unused_result));

/* Returns a sentence for the visitor, in English, to be given to gettext; NULL for
 * VISITOR_NAME_OK. Static. */
const char *visitor_name_phrase(enum visitor_name_result result);

/* Overwrites all of visitor with zeros. */
void visitor_wipe(struct visitor *visitor);

#endif
