/* SPDX-License-Identifier: ISC */
/* plan: what is published about the telephone numbers of each country: calling code, trunk prefix
 * and lengths (ITU-T E.164; data of Google's libphonenumber, see plantable.c).
 * Left out: which digits are assigned; calling codes that belong to no country (satellites,
 * international freephone); the trunk prefixes that libphonenumber only reads and does not list as
 * the national prefix of a country (carrier codes of Brazil, "9" and "15" of Argentine mobiles, the
 * 0 after the 8 of Belarus, the former "01" of Mexico and "8" of Lithuania); international
 * prefixes other than 00. */
#ifndef VISIT_PLAN_H
#define VISIT_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PLAN_CODE_MAX 3 /* digits of a calling code */

/* A country. Lengths are those of the national number: without calling code and trunk prefix.
 * Bit n of a mask stands for n digits. */
struct plan {
	char region[3];               /* ISO 3166-1 (and AC, TA, XK), such as "NL" */
	char code[PLAN_CODE_MAX + 1]; /* the calling code, such as "31" */
	char trunk[3];    /* what is dialled before a national number: "0", "8", "06", "1"; "" */
	bool main;        /* the main country of its calling code */
	bool apart;       /* no person's number begins as the trunk prefix does */
	uint32_t lengths; /* of every number that can be dialled from abroad */
	uint32_t usual;   /* of those at which people are reached: fixed, mobile, internet */
	const char *name; /* common English name, to be given to gettext */
};

/* Returns the main country of the calling code code, such as "31"; NULL when no country has it. */
const struct plan *plan_of_code(const char *code);

/* Returns the country with the ISO code region, such as "NL"; NULL when there is none. */
const struct plan *plan_of_region(const char *region);

/* Returns the main country of an international number of n bytes, "+" in front; it may be
 * unfinished. NULL when its digits begin with the calling code of no country. (No calling code is
 * the beginning of another one.) */
const struct plan *plan_of_number(const char *number, size_t n);

/* Says whether a national number of plan can have that many digits: any one, or one at which a
 * person is reached. The second is the better question about a slip: a Dutch number can have 5 to
 * 11 digits, but a person's has 9. plan NULL: false. */
bool plan_possible(const struct plan *plan, size_t digits);
bool plan_usual(const struct plan *plan, size_t digits);

/* The countries one by one, ordered by region: how many, and number i; NULL from plan_count on. */
size_t plan_count(void);
const struct plan *plan_at(size_t i);

/* Returns number i of the countries that most visitors who speak language ("nl") come from, the
 * first one first; NULL when there are no more, or none are known. */
const struct plan *plan_of_language(const char *language, size_t i);

#endif
