/* SPDX-License-Identifier: ISC */
/* letter: single letters, as far as Unicode says how they hang together. */
#ifndef BASE_LETTER_H
#define BASE_LETTER_H

#include <stdint.h>

/* Returns the letter that uc is without its marks: the first of its canonical decomposition
 * (UAX #15, NFD); uc itself when it has none. */
uint32_t letter_base(uint32_t uc);

/* Returns the capital of uc, uc itself when it has none of one character. */
uint32_t letter_capital(uint32_t uc);

#endif
