/* SPDX-License-Identifier: ISC */
/* Counts what was tried, and prints it. */
#ifndef NTH_TALLY_H
#define NTH_TALLY_H

#include "fault/nth/stage.h"

struct tally_line {
	size_t tried, wrong, excused, kinds[FAULT_KINDS];
	double seconds;
	uint64_t *points; /* a hash of each distinct one */
	size_t point_count;
	uint64_t *states; /* a hash of each, as they were left */
	size_t state_count;
};

struct tally {
	const struct steps *steps;
	struct tally_line *lines; /* one of each step */
	bool calls[1024];         /* that failed */
};

void tally_start(struct tally *t, const struct steps *steps);

/* Says whether step i is the first of its program. */
bool tally_is_first(const struct steps *steps, size_t i);

/* Says whether step i has not left text before. */
bool tally_is_new(struct tally *t, size_t i, const char *text);

/* Notes a fault that step i met. words: what is wrong, or NULL; it is printed at once. excuse: NULL, or
 * why that is an exception. */
void tally_add(struct tally *t, size_t i, const struct fault *fault, const struct scene *scene,
	const struct nth_page *page, const char *words, const char *excuse);

/* Prints a table. Returns how many violations there were. */
size_t tally_print(const struct tally *t, bool allocations);

#endif
