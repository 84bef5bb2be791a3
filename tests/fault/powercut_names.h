/* SPDX-License-Identifier: ISC */
/* powercut_names: the names in all folders of a disk. */
#ifndef FAULT_POWERCUT_NAMES_H
#define FAULT_POWERCUT_NAMES_H

#include <stddef.h>
#include <stdint.h>

#define POWERCUT_NAME 128 /* bytes of a name with its final NUL */

struct powercut_name {
	uint32_t folder, inode; /* places in the list of inodes */
	char name[POWERCUT_NAME];
};

struct powercut_names {
	size_t n, room;
	struct powercut_name *list;
};

/* Gives inode the name of n bytes in folder, in the place of what had it. */
void powercut_names_bind(
	struct powercut_names *names, uint32_t folder, const char *name, size_t n, uint32_t inode);

/* Takes the name away; none is as good. */
void powercut_names_unbind(
	struct powercut_names *names, uint32_t folder, const char *name, size_t n);

#endif
