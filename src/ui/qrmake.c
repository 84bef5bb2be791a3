/* SPDX-License-Identifier: ISC */
#include "ui/qrmake.h"

#include <qrencode.h>
#include <string.h>

#define DARK 1 /* the bit of a module of libqrencode that says so */

/* Makes the smallest code of text at level. Returns false when it is larger than struct qr holds, or
 * there is no memory. */
static bool
encode(const char *text, QRecLevel level, struct qr *qr)
{
	QRcode *code = QRcode_encodeString(text, 0, level, QR_MODE_8, 1);
	bool good = code != NULL && code->width <= QR_MOST;
	int x, y;

	if (good) {
		memset(qr, 0, sizeof *qr);
		qr->size = code->width;
		for (y = 0; y < code->width; y++)
			for (x = 0; x < code->width; x++)
				if ((code->data[y * code->width + x] & DARK) != 0)
					qr->dark[y] |= UINT64_C(1) << x;
	}
	QRcode_free(code);
	return good;
}

static bool
is_drawable(const struct screen *s, enum qr_form form)
{
	const char *blocks = form == QR_HALVES ? "▀▄█" : "█";

	return screen_can_show(s, blocks, strlen(blocks));
}

bool
qrmake_fit(const struct screen *s, const char *text, struct qr *qr)
{
	/* best first; a wide zone helps a camera more than correction does */
	static const struct {
		int quiet;
		QRecLevel level;
	} ways[] = {
		{QR_QUIET, QR_ECLEVEL_M},
		{QR_QUIET, QR_ECLEVEL_L},
		{QR_NARROW, QR_ECLEVEL_M},
		{QR_NARROW, QR_ECLEVEL_L},
	};
	enum qr_form form;
	size_t i;

	if (!s->colour || s->display == SCREEN_PLAIN || text[0] == '\0')
		return false;
	for (form = QR_HALVES; form <= QR_CELLS; form++) {
		for (i = 0; is_drawable(s, form) && i < sizeof ways / sizeof ways[0]; i++) {
			if (!encode(text, ways[i].level, qr))
				continue;
			qr->quiet = ways[i].quiet;
			qr->form = form;
			if (qr_rows(qr) <= screen_rows(s) - QR_OUTSIDE &&
				qr_columns(qr) <= screen_columns(s) - QR_BESIDE)
				return true;
		}
	}
	return false;
}
