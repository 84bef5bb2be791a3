/* SPDX-License-Identifier: ISC */
/* The list of files that the desk wrote, beside a reception key: by it files are destroyed. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/ground.h"
#include "fuzz/target.h"
#include "handover/written.h"

/* Says whether line stands nowhere in w. */
static int
is_free(const struct written *w, uint64_t line)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (w->file[i].line == line)
			return 0;
	return 1;
}

int
target_exports(const uint8_t *data, size_t n)
{
	static char key[128];
	static int at = -1;
	struct written *w, *again;
	struct fail why = {{0}};
	size_t i;

	if (at < 0) {
		at = open(ground_folder(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		snprintf(key, sizeof key, "%s/nobody.key", ground_folder());
	}
	ground_write(at, "exports", data, n);
	w = written_read(key, &why);
	if (w == NULL) {
		TARGET_MUST(why.text[0] != '\0');
		return 0;
	}
	TARGET_MUST(w->n <= WRITTEN_MOST);
	for (i = 0; i < w->n; i++)
		TARGET_MUST(w->file[i].path[0] == '/' &&
			memchr(w->file[i].path, '\0', sizeof w->file[i].path) != NULL);
	/* written again without a line that is not in it, it says the same */
	if (is_free(w, 4711)) {
		TARGET_MUST(written_forget(key, 4711, &why) == 0);
		again = written_read(key, &why);
		TARGET_MUST(again != NULL && memcmp(again, w, sizeof *w) == 0);
		free(again);
	}
	n = w->n;
	free(w);
	return n > 0;
}
