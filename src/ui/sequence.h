/* SPDX-License-Identifier: ISC */
/* sequence: what a control sequence means that curses does not know: ESC [, parameters, one final
 * byte (ECMA-48, 5.4). Modifiers and mouse reports are those of xterm's "Control Sequences". */
#ifndef UI_SEQUENCE_H
#define UI_SEQUENCE_H

#include <stddef.h>

#include "ui/keys.h"

/* Returns the event of the n bytes of parameters at params with final behind them; KEYS_NOTHING
 * for every sequence without a meaning here. */
struct keys_event sequence_event(const char *params, size_t n, char final);

#endif
