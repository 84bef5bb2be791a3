/* SPDX-License-Identifier: ISC */
#include "view/view_path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
view_path_propose(const struct view_path_name *name, const char *folder, char out[static VIEW_PATH])
{
	const char *home = getenv("HOME");
	char *c, reference[DESK_REFERENCE];

	snprintf(reference, sizeof reference, "%s", name->reference);
	for (c = reference; *c != '\0'; c++)
		if (*c == '/')
			*c = '-';
	if (home != NULL && *home == '/' && home[1] != '\0' && access(home, W_OK) == 0)
		snprintf(out, VIEW_PATH, "%.200s/%s-%s.%s", home, name->stem, reference, name->ending);
	else
		snprintf(out, VIEW_PATH, "%s%s-%s.%s", folder, name->stem, reference, name->ending);
}

void
view_path_beside_key(const struct view *v, const char *file, char out[static VIEW_PATH])
{
	const char *slash = strrchr(v->key, '/');

	snprintf(out, VIEW_PATH, "%.*s%s", slash == NULL ? 0 : (int)(slash + 1 - v->key), v->key, file);
}
