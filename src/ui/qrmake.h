/* SPDX-License-Identifier: ISC */
/* qrmake: a text made into a QR code for the screen there is, with libqrencode. Apart from qr, so
 * that a program which draws pages needs no such library. */
#ifndef UI_QRMAKE_H
#define UI_QRMAKE_H

#include <stdbool.h>

#include "ui/qr.h"

/* Makes text (UTF-8, kept in its letter case) into *qr, as large as s allows beside the text of a
 * page: in half blocks where the font has them and they fit, else in full cells; with the quiet zone
 * of the standard, else with the narrow one; with the error correction M (15 %), else L (7 %).
 * Returns whether there is a code to draw. There is none in the plain display, nor without colour:
 * nobody knows then whether the terminal is dark, and telephones do not read a negative. */
bool qrmake_fit(const struct screen *s, const char *text, struct qr *qr)
	__attribute__((warn_unused_result));

#endif
