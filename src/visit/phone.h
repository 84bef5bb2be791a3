/* SPDX-License-Identifier: ISC */
/* phone: what people type as a phone number, kept in one form.
 * That form is "+" and 2 to 31 digits, the first one 1 to 9: an international number (ITU-T E.164
 * has at most 15 digits, but whoever insists on others may leave them). Only the form is looked
 * at, not whether anybody answers. What is left out about countries stands in plan.h. */
#ifndef VISIT_PHONE_H
#define VISIT_PHONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "visit/plan.h"
#include "visit/visitor.h"

#define PHONE_GROUPED 48 /* bytes that phone_group always fits in, with its NUL */

/* What phone_read thinks of a number. */
enum phone_result {
	PHONE_OK,
	PHONE_EMPTY,         /* no digit, or none besides prefix and calling code */
	PHONE_TOO_LONG,      /* does not fit in the kept form */
	PHONE_BAD_CHARACTER, /* not of a phone number, or a plus inside */
	PHONE_NO_COUNTRY,    /* nothing says of which country it is */
	PHONE_UNLIKELY,      /* read and kept in out, but no person's number in that country has this
	                      * length or begins so, or no country has this calling code: ask once */
};

/* What says of which country a number is. */
enum phone_how {
	PHONE_BY_CODE,  /* its own calling code, after + or 00 */
	PHONE_BY_TRUNK, /* the trunk prefix of the configured country, such as 0: say so on the screen */
	PHONE_BY_CHOICE, /* the visitor chose the country */
};

/* A number as it was understood. Personal data: whoever holds one wipes it. */
struct phone_reading {
	char number[VISITOR_PHONE_MAX]; /* the kept form; zeros follow */
	uint8_t len;                    /* its bytes; 0: none */
	const struct plan *plan;        /* the country, of several with one code the main or the
	                                 * chosen one; NULL: no country has the calling code */
	enum phone_how how;
};

/* Reads the n bytes at typed (dial.h says what is passed over) as a number of
 * - the country of its calling code, when it begins with + or 00. After the calling code are left
 *   out: the trunk prefix in brackets, as in "+31 (0)6"; "(0)" too in another country, unless the
 *   number has a person's length only with it (Italy); the trunk prefix without brackets, as in
 *   "+31 06", where no number begins so or only what follows has a person's length;
 * - country, without the trunk prefix, when it begins with that (a "+" before a 0 is not
 *   counted, but the number is UNLIKELY at best);
 * - country, when chosen: the visitor chose it. The calling code without + is left out then when
 *   what follows has a person's length, and the whole has not or is over 11 digits.
 * Otherwise it is PHONE_NO_COUNTRY; always so with country NULL, and in countries without a trunk
 * prefix unless chosen. out is filled with PHONE_OK and PHONE_UNLIKELY, and wiped with all others.
 * No other copy stays behind; typed is the caller's to wipe. */
enum phone_result phone_read(const char *typed, size_t n, const struct plan *country, bool chosen,
	struct phone_reading *out) __attribute__((warn_unused_result));

/* The same for a number that is still being typed: the country in out as soon as it is sure, with
 * how; plan NULL before ("0" may become "00"). With chosen it is country until + or 00 is typed.
 * number and len hold what has been typed so far, when there is something to keep. */
void phone_preview(const char *typed, size_t n, const struct plan *country, bool chosen,
	struct phone_reading *out);

/* Says whether the n bytes at phone have the form that phone_read keeps. */
bool phone_is_kept(const char *phone, size_t n);

/* Returns a sentence for the visitor, in English, to be given to gettext; NULL for PHONE_OK.
 * Static. */
const char *phone_phrase(enum phone_result result);

/* Writes the kept number of n bytes at phone to out, cap bytes long, with a NUL, in groups that
 * can be read aloud: after the calling code in threes and fours ("+48 601 234 567", "+1 514 555
 * 0123"), or where that is the custom in twos ("+31 6 12 34 56 78"). Returns 0, or -1 when phone is
 * not a kept number or cap is too small: out then holds an empty text. The caller wipes out. */
int phone_group(const char *phone, size_t n, char *out, size_t cap);

#endif
