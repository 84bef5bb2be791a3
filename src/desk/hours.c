/* SPDX-License-Identifier: ISC */
#include "desk/hours.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/moment.h"
#include "base/nls.h"

void
hours_add(struct hours *hours, uint32_t hour)
{
	size_t room = hours->room == 0 ? 64 : hours->room * 2;
	uint32_t *more;

	if (hours->n == hours->room) {
		more = realloc(hours->list, room * sizeof *more);
		if (more == NULL)
			return;
		hours->list = more;
		hours->room = room;
	}
	hours->list[hours->n++] = hour;
}

static int
by_time(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Returns how many of the n bytes that snprintf made are in a place of room bytes. */
static size_t
written(int n, size_t room)
{
	return n < 0 ? 0 : (size_t)n < room ? (size_t)n : room - 1;
}

static size_t
write_one(uint32_t from, uint32_t to, char *out, size_t room)
{
	char begin[MOMENT_TEXT], end[MOMENT_TEXT];

	moment_print_local((int64_t)from * MOMENT_HOUR, begin);
	moment_print_local(((int64_t)to + 1) * MOMENT_HOUR, end);
	return written(snprintf(out, room, _("  from %s to %s\n"), begin, end), room);
}

size_t
hours_write(struct hours *hours, char out[static HOURS_TEXT])
{
	size_t i, first = 0, ranges = 0, n = 0;

	out[0] = '\0';
	if (hours->n == 0)
		return 0;
	qsort(hours->list, hours->n, sizeof hours->list[0], by_time);
	for (i = 1; i <= hours->n; i++) {
		if (i < hours->n && hours->list[i] <= hours->list[i - 1] + 1)
			continue;
		if (++ranges <= HOURS_SHOWN)
			n += write_one(hours->list[first], hours->list[i - 1], out + n, HOURS_TEXT - n);
		first = i;
	}
	if (ranges > HOURS_SHOWN)
		n += written(snprintf(out + n, HOURS_TEXT - n, _("  and %zu more such times\n"),
						 ranges - HOURS_SHOWN),
			HOURS_TEXT - n);
	return n;
}

void
hours_say(struct hours *hours)
{
	char text[HOURS_TEXT];

	if (hours_write(hours, text) > 0)
		fputs(text, stderr);
}

void
hours_free(struct hours *hours)
{
	free(hours->list);
	*hours = (struct hours){0};
}
