/* SPDX-License-Identifier: ISC */
#include "tty/block.h"

#include <stdbool.h>
#include <stddef.h>

/* Thickness of light lines as parts of a cell twice as high as wide; heavy ones have three. */
#define LINE_W 0.1
#define LINE_H 0.05

enum block_arm { BLOCK_UP = 1, BLOCK_DOWN = 2, BLOCK_LEFT = 4, BLOCK_RIGHT = 8 };

struct block_line {
	uint32_t light, heavy;
	unsigned arms;
};

static const struct block_line lines[] = {
	{0x2500, 0x2501, BLOCK_LEFT | BLOCK_RIGHT},
	{0x2502, 0x2503, BLOCK_UP | BLOCK_DOWN},
	{0x250c, 0x250f, BLOCK_DOWN | BLOCK_RIGHT},
	{0x2510, 0x2513, BLOCK_DOWN | BLOCK_LEFT},
	{0x2514, 0x2517, BLOCK_UP | BLOCK_RIGHT},
	{0x2518, 0x251b, BLOCK_UP | BLOCK_LEFT},
	{0x251c, 0x2523, BLOCK_UP | BLOCK_DOWN | BLOCK_RIGHT},
	{0x2524, 0x252b, BLOCK_UP | BLOCK_DOWN | BLOCK_LEFT},
	{0x252c, 0x2533, BLOCK_DOWN | BLOCK_LEFT | BLOCK_RIGHT},
	{0x2534, 0x253b, BLOCK_UP | BLOCK_LEFT | BLOCK_RIGHT},
	{0x253c, 0x254b, BLOCK_UP | BLOCK_DOWN | BLOCK_LEFT | BLOCK_RIGHT},
};

/* Each arm goes from the far side of the other direction's line to the edge, so corners are full. */
static int
draw_arms(unsigned arms, bool heavy, struct block_part *parts)
{
	double w = heavy ? 3 * LINE_W : LINE_W, h = heavy ? 3 * LINE_H : LINE_H;
	double left = 0.5 - w / 2, top = 0.5 - h / 2;
	int n = 0;

	if (arms & BLOCK_UP)
		parts[n++] = (struct block_part){left, 0, w, top + h};
	if (arms & BLOCK_DOWN)
		parts[n++] = (struct block_part){left, top, w, 1 - top};
	if (arms & BLOCK_LEFT)
		parts[n++] = (struct block_part){0, top, left + w, h};
	if (arms & BLOCK_RIGHT)
		parts[n++] = (struct block_part){left, top, 1 - left, h};
	return n;
}

/* Four bits: top left, top right, bottom left, bottom right, for U+2596 to U+259f. */
static int
draw_quadrants(uint32_t c, struct block_part *parts)
{
	static const unsigned char bits[] = {4, 8, 1, 13, 9, 7, 11, 2, 6, 14};
	int n = 0, i;

	for (i = 0; i < 4; i++)
		if (bits[c - 0x2596] & 1U << i)
			parts[n++] = (struct block_part){i % 2 * 0.5, (double)(i / 2) * 0.5, 0.5, 0.5};
	return n;
}

int
block_parts(uint32_t c, struct block_part parts[BLOCK_MOST])
{
	size_t i;

	for (i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (c == lines[i].light || c == lines[i].heavy)
			return draw_arms(lines[i].arms, c == lines[i].heavy, parts);
	if (c >= 0x2596 && c <= 0x259f)
		return draw_quadrants(c, parts);
	if (c == 0x2580)
		parts[0] = (struct block_part){0, 0, 1, 0.5};
	else if (c >= 0x2581 && c <= 0x2588)
		parts[0] = (struct block_part){0, 1 - (c - 0x2580) / 8.0, 1, (c - 0x2580) / 8.0};
	else if (c >= 0x2589 && c <= 0x258f)
		parts[0] = (struct block_part){0, 0, (0x2590 - c) / 8.0, 1};
	else if (c == 0x2590)
		parts[0] = (struct block_part){0.5, 0, 0.5, 1};
	else
		return 0;
	return 1;
}
