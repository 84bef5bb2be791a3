/* SPDX-License-Identifier: ISC */
/* ground: files that targets write and programs read, in memory where the system has such a place. */
#ifndef FUZZ_GROUND_H
#define FUZZ_GROUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GROUND_EDGE (1024 * 1024) /* bytes that ground_edge takes */

/* Returns a copy of the n bytes at data behind which nothing can be read, by any library, until it is
 * called again. */
const uint8_t *ground_edge(const uint8_t *data, size_t n);

/* Puts the n bytes at data into the one nameless file of this process, and returns its path. */
const char *ground_file(const void *data, size_t n);

/* Returns the path of this process's own folder, which goes when it ends. */
const char *ground_folder(void);

/* Writes the n bytes at data to the file name in folder at, in the place of what it had. */
void ground_write(int at, const char *name, const void *data, size_t n);

/* Says whether the file name in folder at has exactly the n bytes at data. */
bool ground_has(int at, const char *name, const void *data, size_t n);

#endif
