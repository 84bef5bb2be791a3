/* SPDX-License-Identifier: ISC */
/* chart: a few numbers as upright bars of full blocks, which every console font has, with the number
 * above each and a short label below. Knows no visitor. */
#ifndef UI_CHART_H
#define UI_CHART_H

#include <stdint.h>

#include "ui/screen.h"

#define CHART_MOST 25
#define CHART_LABEL 8         /* bytes of a label with its final NUL */
#define CHART_LEAST 4         /* rows in which it can be drawn: labels, numbers, two of bars */
#define CHART_PROGRESS 160    /* bytes of a drawn progress with its final NUL */
#define CHART_PROGRESS_BAR 40 /* columns of its bar */

struct chart {
	int n;
	uint64_t value[CHART_MOST];
	char label[CHART_MOST][CHART_LABEL];
	int at; /* the chosen one, -1: none */
};

/* Returns the rows of the bar of value i, at most rows: none for 0, at least one for any other. */
int chart_bar(const struct chart *chart, int i, int rows);

/* Returns the columns that each value has in width. */
int chart_columns(const struct chart *chart, int width);

/* Draws it in rows x width from (row, left). Below CHART_LEAST rows, or two columns a value, or on the
 * plain display, nothing is drawn: then a sentence must do. Returns the rows taken. */
int chart_draw(struct screen *s, const struct chart *chart, int row, int left, int rows, int width);

/* Writes how much is done of total as a bar of text, "####...  40 %". */
void chart_progress(uint64_t done, uint64_t total, char out[static CHART_PROGRESS]);

#endif
