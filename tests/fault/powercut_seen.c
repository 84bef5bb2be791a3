/* SPDX-License-Identifier: ISC */
#include "fault/powercut_seen.h"

#include <stdlib.h>

bool
powercut_seen_add(struct powercut_seen *seen, uint64_t hash)
{
	uint64_t *old = seen->list;
	size_t i, n = seen->room;

	if (seen->used * 2 >= seen->room) {
		seen->room = seen->room == 0 ? 4096 : seen->room * 2;
		seen->list = calloc(seen->room, sizeof seen->list[0]);
		if (seen->list == NULL)
			abort();
		seen->used = 0;
		for (i = 0; i < n; i++)
			if (old[i] != 0)
				powercut_seen_add(seen, old[i]);
		free(old);
	}
	hash += hash == 0;
	for (i = hash % seen->room; seen->list[i] != 0; i = (i + 1) % seen->room)
		if (seen->list[i] == hash)
			return false;
	seen->list[i] = hash;
	seen->used++;
	return true;
}

void
powercut_seen_free(struct powercut_seen *seen)
{
	free(seen->list);
}
