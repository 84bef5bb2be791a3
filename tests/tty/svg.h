/* SPDX-License-Identifier: ISC */
/* svg: the screen as a picture on an exact grid of cells, with xterm's colours. */
#ifndef TTY_SVG_H
#define TTY_SVG_H

#include "tty/vt.h"

/* Writes the screen as it is now into the file path. Returns 0, or -1 with errno set. */
int svg_write(const struct vt *vt, const char *path) __attribute__((warn_unused_result));

#endif
