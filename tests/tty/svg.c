/* SPDX-License-Identifier: ISC */
#include "tty/svg.h"
#include "tty/block.h"

#include <stdio.h>
#include <string.h>

/* A cell is two squares. The font's advance is 0.602 of its size: at this size a character is as
 * wide as a cell. A wide one is as wide as the font is high. */
#define CELL_W 10
#define CELL_H 20
#define FONT_SIZE 16.61
#define BASELINE 15
#define WIDE_INDENT ((2 * CELL_W - FONT_SIZE) / 2)
#define MARGIN 8
#define INK 0xe5e5e5
#define PAPER 0x121212

struct svg {
	const struct vt *vt;
	FILE *f;
	int cols, rows;
};

struct svg_cell {
	VTermScreenCell cell;
	bool left; /* not the right half of a wide character */
	unsigned ink, paper;
	bool bare; /* the paper is the picture's own */
};

static unsigned
indexed(unsigned i)
{
	static const unsigned base[16] = {
		0x000000,
		0xcd0000,
		0x00cd00,
		0xcdcd00,
		0x0000ee,
		0xcd00cd,
		0x00cdcd,
		0xe5e5e5,
		0x7f7f7f,
		0xff0000,
		0x00ff00,
		0xffff00,
		0x5c5cff,
		0xff00ff,
		0x00ffff,
		0xffffff,
	};
	static const unsigned char step[6] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};

	if (i < 16)
		return base[i];
	if (i >= 232)
		return (8 + (i - 232) * 10) * 0x010101;
	i -= 16;
	return (unsigned)step[i / 36] << 16 | (unsigned)step[i / 6 % 6] << 8 | step[i % 6];
}

static unsigned
colour(const VTermColor *c)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(c))
		return INK;
	if (VTERM_COLOR_IS_DEFAULT_BG(c))
		return PAPER;
	if (VTERM_COLOR_IS_INDEXED(c))
		return indexed(c->indexed.idx);
	return (unsigned)c->rgb.red << 16 | (unsigned)c->rgb.green << 8 | c->rgb.blue;
}

static struct svg_cell
get_cell(const struct svg *svg, int col, int row)
{
	struct svg_cell c = {.left = false};

	c.left = vt_cell(svg->vt, col, row, &c.cell);
	/* the terminal keeps a wide character's attributes with its left half */
	if (!c.left && col > 0)
		vt_cell(svg->vt, col - 1, row, &c.cell);
	c.ink = colour(c.cell.attrs.reverse ? &c.cell.bg : &c.cell.fg);
	c.paper = colour(c.cell.attrs.reverse ? &c.cell.fg : &c.cell.bg);
	c.bare = !c.cell.attrs.reverse && VTERM_COLOR_IS_DEFAULT_BG(&c.cell.bg);
	return c;
}

/* In cells and parts of cells. */
static void
draw_box(const struct svg *svg, double x, double y, double w, double h, unsigned fill)
{
	fprintf(svg->f, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" fill=\"#%06x\"/>\n",
		x * CELL_W, y * CELL_H, w * CELL_W, h * CELL_H, fill);
}

static void
draw_papers(const struct svg *svg, int row)
{
	int col, end;

	for (col = 0; col < svg->cols; col = end) {
		struct svg_cell c = get_cell(svg, col, row);

		for (end = col + 1; end < svg->cols; end++) {
			struct svg_cell next = get_cell(svg, end, row);

			if (next.bare != c.bare || next.paper != c.paper)
				break;
		}
		if (!c.bare)
			draw_box(svg, col, row, end - col, 1, c.paper);
	}
}

static void
draw_blocks(const struct svg *svg, int row)
{
	struct block_part parts[BLOCK_MOST];
	int col, n;

	for (col = 0; col < svg->cols; col++) {
		struct svg_cell c = get_cell(svg, col, row);

		if (!c.left)
			continue;
		for (n = block_parts(c.cell.chars[0], parts); n-- > 0;)
			draw_box(svg, col + parts[n].x, row + parts[n].y, parts[n].w, parts[n].h, c.ink);
	}
}

static void
draw_underlines(const struct svg *svg, int row)
{
	int col;

	for (col = 0; col < svg->cols; col++) {
		struct svg_cell c = get_cell(svg, col, row);

		if (c.left && c.cell.attrs.underline != 0)
			draw_box(svg, col, row + (BASELINE + 2.0) / CELL_H, c.cell.width, 1.0 / CELL_H, c.ink);
	}
}

static void
put_cell(const struct svg *svg, const VTermScreenCell *cell, int col)
{
	struct buf text = {0};
	size_t i;

	for (i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0; i++)
		buf_utf8(&text, cell->chars[i]);
	fprintf(svg->f, "<tspan x=\"%g\">", col * CELL_W + (cell->width == 2 ? WIDE_INDENT : 0));
	for (i = 0; i < text.n; i++) {
		char c = text.s[i];

		if (c == '&' || c == '<' || c == '>')
			fprintf(svg->f, "&#%d;", c);
		else
			fputc(c, svg->f);
	}
	fputs("</tspan>", svg->f);
	buf_drop(&text);
}

static bool
is_same_style(const struct svg_cell *a, const struct svg_cell *b)
{
	return a->ink == b->ink && a->cell.attrs.bold == b->cell.attrs.bold &&
		a->cell.attrs.italic == b->cell.attrs.italic;
}

static void
draw_texts(const struct svg *svg, int row)
{
	struct svg_cell run = {.left = false};
	struct block_part parts[BLOCK_MOST];
	bool open = false;
	int col;

	for (col = 0; col < svg->cols; col++) {
		struct svg_cell c = get_cell(svg, col, row);

		if (!c.left || c.cell.chars[0] <= ' ' || block_parts(c.cell.chars[0], parts) != 0)
			continue;
		if (open && !is_same_style(&run, &c)) {
			fputs("</text>\n", svg->f);
			open = false;
		}
		if (!open)
			fprintf(svg->f, "<text y=\"%d\" fill=\"#%06x\"%s%s>", row * CELL_H + BASELINE, c.ink,
				c.cell.attrs.bold ? " font-weight=\"bold\"" : "",
				c.cell.attrs.italic ? " font-style=\"italic\"" : "");
		open = true;
		run = c;
		put_cell(svg, &c.cell, col);
	}
	if (open)
		fputs("</text>\n", svg->f);
}

static void
draw_screen(const struct svg *svg)
{
	int row, col;

	fputs("<g shape-rendering=\"crispEdges\">\n", svg->f);
	for (row = 0; row < svg->rows; row++)
		draw_papers(svg, row);
	for (row = 0; row < svg->rows; row++) {
		draw_blocks(svg, row);
		draw_underlines(svg, row);
	}
	fputs("</g>\n", svg->f);
	for (row = 0; row < svg->rows; row++)
		draw_texts(svg, row);
	if (svg->vt->shown) {
		vt_cursor(svg->vt, &col, &row);
		fprintf(svg->f,
			"<rect x=\"%g\" y=\"%g\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#ffcc66\"/>\n",
			col * CELL_W + 0.5, row * CELL_H + 0.5, CELL_W - 1, CELL_H - 1);
	}
}

int
svg_write(const struct vt *vt, const char *path)
{
	struct svg svg = {.vt = vt, .f = fopen(path, "we")};
	int width, height, bad;

	if (svg.f == NULL)
		return -1;
	vt_size(vt, &svg.cols, &svg.rows);
	width = svg.cols * CELL_W + 2 * MARGIN;
	height = svg.rows * CELL_H + 2 * MARGIN;
	fprintf(svg.f,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"%d %d %d %d\"\n"
		"  font-family=\"DejaVu Sans Mono, Noto Sans Mono CJK JP, monospace\" font-size=\"%g\"\n"
		"  direction=\"ltr\" unicode-bidi=\"bidi-override\">\n"
		"<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n",
		width, height, -MARGIN, -MARGIN, width, height, FONT_SIZE, -MARGIN, -MARGIN, width, height,
		PAPER);
	draw_screen(&svg);
	fputs("</svg>\n", svg.f);
	bad = ferror(svg.f);
	return fclose(svg.f) != 0 || bad ? -1 : 0;
}
