/* SPDX-License-Identifier: ISC */
/* hours: a set of UTC hours, said as ranges of local time. */
#ifndef DESK_HOURS_H
#define DESK_HOURS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Begins as {0}. */
struct hours {
	uint32_t *list; /* hours since 1970, unsorted, perhaps repeated */
	size_t n, room;
};

/* Adds hour. Without memory it is left out. */
void hours_add(struct hours *hours, uint32_t hour);

/* Writes a line for each range to out, HOURS_SHOWN at most, and how many more there are. Returns the
 * bytes without the final NUL; "" when there are none. */
#define HOURS_SHOWN 8
#define HOURS_TEXT 1024 /* bytes, enough in every language */
size_t hours_write(struct hours *hours, char out[static HOURS_TEXT]);

/* Prints the same to standard error. */
void hours_say(struct hours *hours);

void hours_free(struct hours *hours);

#endif
