/* SPDX-License-Identifier: ISC */
/* first_screen: starts a program on a terminal of its own, waits until TEXT has been written and
 * nothing more comes, prints "microseconds VmRSS VmHWM Pss" (KiB; -1: cannot be read), and ends it.
 * Usage: first_screen TEXT PROGRAM ARGUMENT... */
#include <stdio.h>
#include <stdlib.h>

#include "bench/answer.h"

#define PATIENCE 10000 /* ms */
#define QUIET 20       /* ms without a byte: the picture is whole */

int
main(int argc, char **argv)
{
	struct answer *a = malloc(sizeof *a);
	int64_t begin = answer_now(), whole;

	if (argc < 3 || a == NULL || answer_start(a, "xterm-256color", 24, 80, argv + 2) != 0) {
		fprintf(stderr, "usage: first_screen TEXT PROGRAM ARGUMENT...\n");
		return 2;
	}
	if (!answer_wait(a, argv[1], PATIENCE)) {
		fprintf(stderr, "first_screen: waited in vain for \"%s\"\n", argv[1]);
		return 1;
	}
	answer_whole(a, QUIET, QUIET);
	whole = a->last;
	printf("%lld %ld %ld %ld\n", (long long)(whole - begin) / 1000,
		answer_memory(a, "status", "VmRSS:"), answer_memory(a, "status", "VmHWM:"),
		answer_memory(a, "smaps_rollup", "Pss:"));
	answer_end(a);
	free(a);
	return 0;
}
