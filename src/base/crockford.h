/* SPDX-License-Identifier: ISC */
/* crockford: Crockford's base32: 32 symbols, digits and letters without I, L, O and U, and the five more that
 * stand for 32 to 36 as check characters (https://www.crockford.com/base32.html). */
#ifndef BASE_CROCKFORD_H
#define BASE_CROCKFORD_H

/* Returns the symbol of value, 0 to 36: 0-9 A-Z without I L O U, then * ~ $ = U. */
char crockford_symbol(unsigned value);

/* Returns the value of a symbol that people type or say, in any case, O as 0, I and L as 1; 32 to 36
 * for a symbol that only a check character has; -1 for anything else. */
int crockford_value(char c);

#endif
