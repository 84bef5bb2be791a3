/* SPDX-License-Identifier: ISC */
/* chart: findings as lines for people: a word, a title, what was found; below it what to do. */
#ifndef DOCTOR_CHART_H
#define DOCTOR_CHART_H

#include <stdbool.h>

#include "doctor/finding.h"

/* Starts as {0}. */
struct chart {
	int word, title; /* columns of the widest word and title */
	unsigned fine, notes, unseen, warnings, wrong;
};

/* Makes room for title; called for all of them before the first is printed. */
void chart_measure(struct chart *chart, const char *title);

/* Prints f on standard output, and counts it. Returns whether there was anything to print: what
 * does not concern this machine is left out. */
bool chart_print(struct chart *chart, const char *title, const struct finding *f);

/* Prints how many there were of each kind. */
void chart_end(const struct chart *chart);

#endif
