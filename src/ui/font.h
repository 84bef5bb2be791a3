/* SPDX-License-Identifier: ISC */
/* font: which characters the font of a Linux console has (ioctl_console(2), GIO_UNIMAP). */
#ifndef UI_FONT_H
#define UI_FONT_H

#include <stdbool.h>
#include <stdint.h>

/* Asks the console behind fd for the characters of its font. Returns them as a bit map of the
 * Basic Multilingual Plane, which the caller frees; NULL when fd is no such console (every other
 * terminal draws with fonts that nobody can be asked about), or there is no memory. */
uint8_t *font_read(int fd) __attribute__((warn_unused_result));

/* Says whether font has uc. NULL has all. */
bool font_has(const uint8_t *font, uint32_t uc);

#endif
