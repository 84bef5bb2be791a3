/* SPDX-License-Identifier: ISC */
/* codepage: the letters that the fonts of every reader of PDF have, by the two code pages in which all
 * languages of the programs can be written. */
#ifndef PDF_CODEPAGE_H
#define PDF_CODEPAGE_H

#include <stdint.h>

#define CODEPAGE_COUNT 2

/* Returns the name of code page i as PDF libraries know it: windows-1252 is 0, windows-1250 is 1. */
const char *codepage_name(int i);

/* Returns the byte of the code point uc in code page i, or 0 when it has none. */
unsigned char codepage_byte(int i, uint32_t uc);

#endif
