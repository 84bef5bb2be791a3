/* SPDX-License-Identifier: ISC */
/* phone: what people type as a phone number, kept in one form.
 * That form is "+" and 8 to 15 digits, the first one 1 to 9: the international number of ITU-T
 * E.164, which sets the upper limit; shorter ones cannot be called back from elsewhere. Only the
 * form is checked, not whether anybody answers. */
#ifndef VISIT_PHONE_H
#define VISIT_PHONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "visit/visitor.h"

#define PHONE_GROUPED 32 /* bytes that phone_group always fits in, with its NUL */

/* What phone_read thinks of a number. */
enum phone_result {
	PHONE_OK,
	PHONE_EMPTY,         /* no digit and no plus at all */
	PHONE_TOO_SHORT,     /* under 8 digits with the country code */
	PHONE_TOO_LONG,      /* over 15 */
	PHONE_BAD_CHARACTER, /* not of a phone number, a plus inside, or a country code from 0 */
	PHONE_NO_COUNTRY,    /* neither + nor 00; or a 0 while no calling code is configured */
};

/* Reads the n bytes at typed. Blanks, tabs, - . / ( ) and U+2010 to U+2015 are passed over, "(0)"
 * after a country code too; digits may be ASCII, full-width or Arabic-Indic. "00" is read as "+";
 * a single 0 in front is replaced by calling_code: 1 to 3 digits such as "31", or "" for none.
 * (In the few countries that keep the 0, such as Italy, configure none.) When the result is
 * PHONE_OK, out holds the number and zeros, *out_len its bytes; otherwise both are unchanged. No
 * copy stays behind; typed is the caller's to wipe. */
enum phone_result phone_read(const char *typed, size_t n, const char *calling_code,
	char out[static VISITOR_PHONE_MAX], uint8_t *out_len) __attribute__((warn_unused_result));

/* Says whether the n bytes at phone have the form that phone_read keeps. */
bool phone_is_kept(const char *phone, size_t n);

/* Returns a sentence for the visitor, in English, to be given to gettext; NULL for PHONE_OK.
 * Static. */
const char *phone_phrase(enum phone_result result);

/* Writes the kept number of n bytes at phone to out, cap bytes long, with a NUL, in groups that
 * can be read aloud: after the country code calling_code in twos, the odd digit first ("+31 6 12
 * 34 56 78"); other countries in threes ("+441 514 960 123"). Returns 0, or -1 when phone is not a
 * kept number or cap is too small: out then holds an empty text. The caller wipes out. */
int phone_group(const char *phone, size_t n, const char *calling_code, char *out, size_t cap);

#endif
