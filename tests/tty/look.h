/* SPDX-License-Identifier: ISC */
/* look: the steps that look at the screen. Each gets its argument, expanded, which it may change;
 * returns true, or false when it has failed and said so. */
#ifndef TTY_LOOK_H
#define TTY_LOOK_H

#include "tty/stage.h"

#include <stdbool.h>

/* The text is, or is no longer, on the screen: within the limit. */
bool look_wait(struct stage *st, char *text);
bool look_wait_gone(struct stage *st, char *text);

/* The same for what the screen shows now. look_residue ignores blanks and boxes altogether. */
bool look_expect(struct stage *st, char *text);
bool look_expect_not(struct stage *st, char *text);
bool look_residue(struct stage *st, char *text);

/* Within the limit the cursor stands at most two columns after the text, or on it; a first cell
 * of "TEXT bold|reverse|underline" has that attribute. Any place where the text stands in one row
 * will do. */
bool look_cursor_after(struct stage *st, char *text);
bool look_cursor_on(struct stage *st, char *text);
bool look_cell(struct stage *st, char *text);

/* "VAR LEFT" or "VAR LEFT | RIGHT": what stands after LEFT, up to RIGHT, in the first row that
 * has LEFT, which may take the limit to come. */
bool look_save(struct stage *st, char *text);

/* Prints the screen on stdout, or writes its picture into a file. */
bool look_print(struct stage *st, char *title);
bool look_svg(struct stage *st, char *path);

#endif
