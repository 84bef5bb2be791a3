/* SPDX-License-Identifier: ISC */
/* A folder with all that is in it, kept in memory, to be put back many times. */
#ifndef NTH_TREE_H
#define NTH_TREE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct tree_file {
	char *path; /* below the folder */
	mode_t mode;
	uint8_t *bytes; /* NULL: a folder */
	size_t n;
};

struct tree {
	struct tree_file *files; /* a folder comes before what is in it; by name */
	size_t count;
};

/* Reads all below folder. Returns 0, or -1. tree_free frees it. */
int tree_read(struct tree *t, const char *folder);

/* Makes folder, emptied first, what was read. Returns 0, or -1. */
int tree_write(const struct tree *t, const char *folder);

/* Finds a file, or returns NULL. */
const struct tree_file *tree_find(const struct tree *t, const char *path);

void tree_free(struct tree *t);

#endif
