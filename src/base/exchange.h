/* SPDX-License-Identifier: ISC */
/* exchange: a key file given other bytes, so that its name has one whole file at every moment, and
 * the bytes it had are overwritten and not only unlinked. In this order, each step durable before
 * the next: a second name for the old file; the new file beside it; the new one renamed over the
 * name; the old file overwritten and unlinked. */
#ifndef BASE_EXCHANGE_H
#define BASE_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct exchange {
	int at;           /* the folder */
	const char *name; /* the key file */
	const char *tmp;  /* what the new file is called until it is whole */
	const char *old;  /* the second name of the old file */
	mode_t mode;
	bool stick; /* a file system without links will do (FAT): then a power cut may leave the old
				 * bytes in blocks that no name leads to */
};

/* Puts the n bytes at bytes in the place of the file. Returns 0, or -1 with errno: the file is then
 * whole, either as it was or new, and exchange_finish does what is left. EEXIST: it was not called
 * after an earlier one that failed. */
int exchange_file(const struct exchange *x, const void *bytes, size_t n)
	__attribute__((warn_unused_result));

/* Finishes what was cut off: an old file that is still the file itself loses its second name, any
 * other is overwritten, as is an unfinished new one. Returns 0, also when there is nothing; or -1 with
 * errno, ENOENT when the old file is the only one: it is left alone. */
int exchange_finish(const struct exchange *x) __attribute__((warn_unused_result));

#endif
