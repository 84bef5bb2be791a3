/* SPDX-License-Identifier: ISC */
/* mounts: on which file system something lies (proc(5), mountinfo). */
#ifndef DOCTOR_MOUNTS_H
#define DOCTOR_MOUNTS_H

#include "doctor/facts.h"

struct mounts_mount {
	unsigned major, minor; /* of its device; 0 major: it is on none, or on several */
	char point[FACTS_PATH];
	char type[64];
	char source[FACTS_PATH];
	char options[2 * FACTS_PATH]; /* all, with a comma before and after each */
};

/* Finds the mount that path, which must exist, lies in; links in it are followed. Returns 0 and
 * *mount, or -1 with errno. */
int mounts_find(const struct facts *facts, const char *path, struct mounts_mount *mount)
	__attribute__((warn_unused_result));

/* Says whether option is among those of mount. */
bool mounts_has(const struct mounts_mount *mount, const char *option);

/* Turns "\040" and the like, as the files of the kernel have them, back into characters. */
void mounts_unescape(char *text);

#endif
