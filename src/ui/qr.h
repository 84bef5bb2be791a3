/* SPDX-License-Identifier: ISC */
/* qr: a QR code (ISO/IEC 18004) on the screen, in half blocks or in full cells. Bright is drawn and
 * dark is left out, so that the quiet zone is bright on a black screen. It is made by qrmake. */
#ifndef UI_QR_H
#define UI_QR_H

#include <stddef.h>
#include <stdint.h>

#include "ui/screen.h"

#define QR_MOST 61  /* modules on a side: version 11 */
#define QR_QUIET 4  /* modules around the code, as the standard wants it, */
#define QR_NARROW 2 /* and what telephones are content with */
#define QR_LINE (2 * (QR_MOST + 2 * QR_QUIET) * 3) /* bytes of a row at most */

/* Where a page has it: beside the text, anywhere between the bar and the last line. */
#define QR_GAP 2                    /* columns between them */
#define QR_BESIDE (4 + QR_GAP + 28) /* columns that text and margins keep at least */
#define QR_OUTSIDE 2                /* rows: bar and last line */

enum qr_form {
	QR_HALVES, /* a column and half a row for each module */
	QR_CELLS,  /* two columns and a row */
};

struct qr {
	int size;               /* modules on a side */
	int quiet;              /* modules of the zone around it */
	enum qr_form form;      /* how it is drawn */
	uint64_t dark[QR_MOST]; /* a row each; bit x is set where column x is dark */
};

/* The rows and columns that qr takes on the screen, with its quiet zone. */
int qr_rows(const struct qr *qr);
int qr_columns(const struct qr *qr);

/* Writes row (from 0, less than qr_rows) of the picture in UTF-8 to out, without a NUL: blocks where
 * it is bright, blanks where it is dark. Returns the bytes. */
size_t qr_line(const struct qr *qr, int row, char out[static QR_LINE]);

/* Draws it from (row, column). */
void qr_draw(struct screen *s, int row, int column, const struct qr *qr);

#endif
