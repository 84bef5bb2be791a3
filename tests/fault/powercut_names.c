/* SPDX-License-Identifier: ISC */
#include "fault/powercut_names.h"

#include <stdlib.h>
#include <string.h>

static struct powercut_name *
find_name(struct powercut_names *names, uint32_t folder, const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < names->n; i++)
		if (names->list[i].folder == folder && strlen(names->list[i].name) == n &&
			memcmp(names->list[i].name, name, n) == 0)
			return &names->list[i];
	return NULL;
}

void
powercut_names_bind(
	struct powercut_names *names, uint32_t folder, const char *name, size_t n, uint32_t inode)
{
	struct powercut_name *at = find_name(names, folder, name, n);

	if (n >= POWERCUT_NAME)
		abort();
	if (at == NULL) {
		if (names->n == names->room) {
			names->room = names->room == 0 ? 128 : names->room * 2;
			names->list = realloc(names->list, names->room * sizeof names->list[0]);
			if (names->list == NULL)
				abort();
		}
		at = &names->list[names->n++];
	}
	at->folder = folder;
	at->inode = inode;
	memcpy(at->name, name, n);
	at->name[n] = '\0';
}

void
powercut_names_unbind(struct powercut_names *names, uint32_t folder, const char *name, size_t n)
{
	struct powercut_name *at = find_name(names, folder, name, n);

	if (at != NULL)
		*at = names->list[--names->n];
}
