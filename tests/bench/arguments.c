/* SPDX-License-Identifier: ISC */
#include "bench/arguments.h"

#include <stddef.h>
#include <string.h>

int
arguments_read(int argc, char **argv, const struct argument *list)
{
	const struct argument *a;
	int i;

	for (a = list; a->name != NULL; a++)
		*a->value = NULL;
	for (i = 1; i + 1 < argc; i += 2) {
		for (a = list; a->name != NULL; a++)
			if (strncmp(argv[i], "--", 2) == 0 && strcmp(argv[i] + 2, a->name) == 0)
				break;
		if (a->name == NULL)
			return -1;
		*a->value = argv[i + 1];
	}
	for (a = list; a->name != NULL; a++)
		if (*a->value == NULL)
			return -1;
	return i == argc ? 0 : -1;
}
