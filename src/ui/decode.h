/* SPDX-License-Identifier: ISC */
/* decode: what a key of curses means: a key code, a byte of UTF-8, or the beginning of a control
 * sequence, whose rest is read here. */
#ifndef UI_DECODE_H
#define UI_DECODE_H

#include "ui/keys.h"

/* Returns the event that begins with key, which getch() returned and which is not ERR. */
struct keys_event decode_key(int key);

#endif
