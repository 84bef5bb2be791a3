/* SPDX-License-Identifier: ISC */
/* confine: a process gives up what it does not need any more: files outside a few folders, and
 * system calls outside a list. Nothing gives it back, and what it starts would have no more. */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

#include <stddef.h>

#include "base/fail.h"

enum confine_right {
	CONFINE_READ,  /* read files, open folders and list them */
	CONFINE_WRITE, /* also write files, make and remove regular ones, rename within a folder */
};

/* A file, or a folder with all below it. path is relative to the descriptor at, AT_FDCWD too; links
 * in it are followed. The right belongs to what is there now: something else that is later put in
 * its place, even by the same name, has none. One that does not exist is passed over. */
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

/* Leaves this process the system calls of a program that draws on the terminal it has, reads and
 * writes files, keeps a database and writes to the system's log (seccomp(2)); each other one fails
 * with EPERM. There is no new program, process, thread, executable memory, tracing or network, no
 * signal to another, and of ioctl only what a screen needs, so nothing can be typed for others. */
enum confine_result confine_calls(struct fail *why) __attribute__((warn_unused_result));

#endif
