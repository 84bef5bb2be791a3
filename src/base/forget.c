/* SPDX-License-Identifier: ISC */
/* forget: in every program, free and realloc wipe what they give back. Curses' cells, SQLite's
 * pages and any library's copies then leave nothing in freed memory. Second line of defence: what
 * this project allocates itself is wiped by its owner. Not under sanitizers, which bring their own
 * allocator. */
#include "config.h"

#ifdef WIPE_ON_FREE

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

extern void __libc_free(void *);

void
free(void *p)
{
	int error = errno; /* POSIX.1-2024: free leaves errno alone */

	if (p != NULL) {
		explicit_bzero(p, malloc_usable_size(p));
		__libc_free(p);
	}
	errno = error;
}

void *
realloc(void *p, size_t n)
{
	size_t had;
	void *q;

	if (p == NULL)
		return malloc(n);
	if (n == 0) {
		free(p);
		return NULL;
	}
	had = malloc_usable_size(p);
	if (n <= had && n >= had / 2)
		return p;
	q = malloc(n);
	if (q == NULL)
		return NULL;
	memcpy(q, p, had < n ? had : n);
	free(p);
	return q;
}

#else

typedef int forget_nothing;

#endif
