/* SPDX-License-Identifier: ISC */
/* block: characters that are shapes filling a cell to its edges: blocks, and lines of boxes. A font
 * leaves gaps between them, which break boxes and spoil a QR code. */
#ifndef TTY_BLOCK_H
#define TTY_BLOCK_H

#include <stdint.h>

/* The most rectangles a shape has. */
#define BLOCK_MOST 4

/* A rectangle in a cell that is 1 wide and 1 high; 0, 0 is its top left. */
struct block_part {
	double x, y, w, h;
};

/* Fills parts with the rectangles of the shape c. Returns how many, 0 when c is no such shape. */
int block_parts(uint32_t c, struct block_part parts[BLOCK_MOST]);

#endif
