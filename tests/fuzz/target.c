/* SPDX-License-Identifier: ISC */
#include "fuzz/target.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/wipe.h"

void
target_broken(const char *file, int line, const char *condition)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
	abort();
}

void
target_start(void)
{
	/* widths of characters are those of the locale; dates without a zone those of this one */
	setlocale(LC_ALL, "C.UTF-8");
	setenv("TZ", "UTC0", 1);
	TARGET_MUST(wipe_start() == 0);
}
