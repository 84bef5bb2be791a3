/* SPDX-License-Identifier: ISC */
/* wipe: memory that holds names, numbers and keys, and how it is forgotten.
 * Wiping reaches what the program can name. It cannot reach registers, kernel buffers, or a
 * terminal on the other side of a line (doc/FORGETTING.md). */
#ifndef BASE_WIPE_H
#define BASE_WIPE_H

#include <stddef.h>

/* Starts the library behind locked memory. Call once, first in main(). Returns 0, or -1 when it
 * cannot start: then nothing else may be called. */
int wipe_start(void) __attribute__((warn_unused_result));

/* Keeps this process to itself: not dumpable, no core file, umask 007, no inherited descriptors
 * above 2. What a system does not support is left as it was. */
void wipe_shield_process(void);

/* Returns n zeroed bytes between guard pages, locked against swapping where the limit allows, to
 * be given back with wipe_free; NULL when there is no memory. */
void *wipe_alloc(size_t n) __attribute__((warn_unused_result));

/* Wipes and frees what wipe_alloc returned. NULL is harmless. */
void wipe_free(void *p);

/* Overwrites n bytes at p with zeros; the compiler does not leave it out. */
void wipe_bytes(void *p, size_t n);

/* Overwrites the unused stack below the caller: call it after the last function that handled
 * personal data has returned. */
void wipe_stack(void);

#endif
