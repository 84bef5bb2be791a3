/* SPDX-License-Identifier: ISC */
/* folder: folders, opened O_DIRECTORY|O_NOFOLLOW one component at a time, so that nobody can point a
 * program elsewhere. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <sys/types.h>

#define FOLDER_MUST_CHECK __attribute__((warn_unused_result))

/* Opens the folder path relative to folder at ("" is at itself). Returns a descriptor to be
 * closed, or -1 with errno. */
int folder_open(int at, const char *path) FOLDER_MUST_CHECK;

/* As folder_open, but only as a way to what is below: the folder itself can be neither listed nor
 * synced, and need not be readable. */
int folder_pass(int at, const char *path) FOLDER_MUST_CHECK;

/* Opens the folder that path lies in, for paths that the user of a program has named: links in it
 * are followed. Returns a descriptor to be closed and in *name the last part of path, or -1. */
int folder_open_parent(const char *path, const char **name) FOLDER_MUST_CHECK;

/* Makes the folder path under at with mode whatever the umask. Returns 0, or -1 with errno. */
int folder_make(int at, const char *path, mode_t mode) FOLDER_MUST_CHECK;

#endif
