/* SPDX-License-Identifier: ISC */
#include "ui/chart.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define WIDEST 6 /* columns of a value at most */

static const char block[] = "█"; /* U+2588 */

static uint64_t
highest(const struct chart *chart)
{
	uint64_t most = 0;
	int i;

	for (i = 0; i < chart->n; i++)
		most = chart->value[i] > most ? chart->value[i] : most;
	return most;
}

int
chart_bar(const struct chart *chart, int i, int rows)
{
	double most = (double)highest(chart);
	int bar;

	if (chart->value[i] == 0 || rows <= 0)
		return 0;
	bar = (int)((double)chart->value[i] * rows / most + 0.5);
	return bar < 1 ? 1 : bar;
}

int
chart_columns(const struct chart *chart, int width)
{
	int columns = chart->n > 0 ? width / chart->n : 0;

	return columns > WIDEST ? WIDEST : columns;
}

/* Draws one value in its columns from left, the last of which is a gap. */
static void
draw_one(
	struct screen *s, const struct chart *chart, int i, int row, int left, int rows, int columns)
{
	enum screen_style style = i == chart->at ? SCREEN_ACCENT : SCREEN_TEXT;
	int bar = chart_bar(chart, i, rows - 2), width = columns - 1, x, y;
	size_t length = strlen(chart->label[i]);
	char number[24];

	for (y = 0; y < bar; y++)
		for (x = 0; x < width; x++)
			screen_put(s, row + rows - 2 - y, left + x, 1, style, block, sizeof block - 1);
	snprintf(number, sizeof number, "%" PRIu64, chart->value[i]);
	if ((int)strlen(number) <= width)
		screen_put(s, row + rows - 2 - bar, left, width, style, number, strlen(number));
	if (i == chart->at)
		style = SCREEN_CHOICE;
	if ((int)length <= columns)
		screen_put(s, row + rows - 1, left, columns, style, chart->label[i], length);
}

int
chart_draw(struct screen *s, const struct chart *chart, int row, int left, int rows, int width)
{
	int columns = chart_columns(chart, width), i;

	if (rows < CHART_LEAST || columns < 2 || s->display == SCREEN_PLAIN)
		return 0;
	for (i = 0; i < chart->n; i++)
		draw_one(s, chart, i, row, left + i * columns, rows, columns);
	return rows;
}

void
chart_progress(uint64_t done, uint64_t total, char out[static CHART_PROGRESS])
{
	int i, full = total == 0 ? 0 : (int)((double)done * CHART_PROGRESS_BAR / (double)total);

	out[0] = '\0';
	for (i = 0; i < CHART_PROGRESS_BAR; i++)
		strcat(out, i < full ? block : ".");
	snprintf(out + strlen(out), CHART_PROGRESS - strlen(out), "  %d %%",
		total == 0 ? 0 : (int)((double)done * 100 / (double)total));
}
