/* SPDX-License-Identifier: ISC */
#include "ui/qr.h"

#include <stdbool.h>
#include <string.h>

int
qr_rows(const struct qr *qr)
{
	int side = qr->size + 2 * qr->quiet;

	return qr->form == QR_HALVES ? (side + 1) / 2 : side;
}

int
qr_columns(const struct qr *qr)
{
	int side = qr->size + 2 * qr->quiet;

	return qr->form == QR_HALVES ? side : 2 * side;
}

/* Says whether the module (x, y), counted from the corner of the quiet zone, is bright. Below an odd
 * number of modules the last half row is as bright as the zone. */
static bool
is_bright(const struct qr *qr, int x, int y)
{
	x -= qr->quiet;
	y -= qr->quiet;
	if (x < 0 || y < 0 || x >= qr->size || y >= qr->size)
		return true;
	return (qr->dark[y] >> x & 1) == 0;
}

static size_t
add(char *out, const char *text)
{
	size_t n = strlen(text);

	memcpy(out, text, n);
	return n;
}

size_t
qr_line(const struct qr *qr, int row, char out[static QR_LINE])
{
	static const char *const halves[2][2] = {{" ", "▄"}, {"▀", "█"}};
	int x, side = qr->size + 2 * qr->quiet;
	size_t n = 0;

	for (x = 0; x < side; x++) {
		if (qr->form == QR_HALVES)
			n += add(out + n, halves[is_bright(qr, x, 2 * row)][is_bright(qr, x, 2 * row + 1)]);
		else
			n += add(out + n, is_bright(qr, x, row) ? "██" : "  ");
	}
	return n;
}

void
qr_draw(struct screen *s, int row, int column, const struct qr *qr)
{
	char line[QR_LINE];
	int i;
	size_t n;

	for (i = 0; i < qr_rows(qr); i++) {
		n = qr_line(qr, i, line);
		/* in every display but the plain one this is the brightest white on black */
		screen_put(s, row + i, column, qr_columns(qr), SCREEN_STRONG, line, n);
	}
}
