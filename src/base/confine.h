/* SPDX-License-Identifier: ISC */
/* confine: a process gives up what it does not need any more: here files outside a few folders, in
 * confine_calls system calls outside a list. Nothing gives it back, and what it starts would have no
 * more. */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

#include <stddef.h>

#include "base/fail.h"

enum confine_right {
	CONFINE_READ,     /* read files, open folders and list them */
	CONFINE_CHANGE,   /* also write files that are there, without making or removing any */
	CONFINE_WRITE,    /* also make and remove regular files, rename and link within a folder */
	CONFINE_TERMINAL, /* read, write and set a terminal that is opened from now on */
};

/* A file, or a folder with all below it. path is relative to the descriptor at, AT_FDCWD too; links
 * in it are followed. The right belongs to what is there now: something else that is later put in
 * its place, even by the same name, has none. One that does not exist is passed over, and so is a
 * pipe without a name, which can be opened anyway. */
struct confine_path {
	int at;
	const char *path;
	enum confine_right right;
};

enum confine_result {
	CONFINE_DONE,
	CONFINE_NOT_HERE, /* this kernel cannot do it: nothing has changed */
	CONFINE_FAILED,
};

/* Leaves this process the n paths and no other file, as far as opening, making, removing and
 * renaming go; what is open stays open, and looking whether a file exists is not held up. Where the
 * kernel knows how, it can also use no TCP port, no ioctl of a device it opens from now on, and reach
 * with signals or abstract sockets no process but itself (landlock(7)). It can be done again,
 * to leave less, also after confine_calls. CONFINE_NOT_HERE and CONFINE_FAILED say why. */
enum confine_result confine_files(const struct confine_path *paths, size_t n, struct fail *why)
	__attribute__((warn_unused_result));

#endif
