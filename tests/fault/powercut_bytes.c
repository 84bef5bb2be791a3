/* SPDX-License-Identifier: ISC */
#include "fault/powercut_bytes.h"

#include <stdlib.h>
#include <string.h>

void
powercut_bytes_resize(struct powercut_bytes *b, size_t n)
{
	if (n > b->room) {
		b->room = n + 4096;
		b->p = realloc(b->p, b->room);
		if (b->p == NULL)
			abort();
	}
	if (n > b->n)
		memset(b->p + b->n, 0, n - b->n);
	b->n = n;
}

void
powercut_bytes_overlay(struct powercut_bytes *b, size_t at, const uint8_t *data, size_t n)
{
	if (at + n > b->n)
		powercut_bytes_resize(b, at + n);
	if (n > 0)
		memcpy(b->p + at, data, n);
}
