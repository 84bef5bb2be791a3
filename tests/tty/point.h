/* SPDX-License-Identifier: ISC */
/* point: the steps that press what a text on the screen stands for. As those of act. */
#ifndef TTY_POINT_H
#define TTY_POINT_H

#include "tty/stage.h"

#include <stdbool.h>

/* Waits for the text in one row and clicks on the middle of it, of the first where there are more. */
bool point_click(struct stage *st, char *text);

/* Waits for a word that begins with a letter or digit and goes on with the text alone, and types
 * that letter or digit. */
bool point_pick(struct stage *st, char *text);

#endif
