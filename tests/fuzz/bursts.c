/* SPDX-License-Identifier: ISC */
/* bursts: the kiosk in this process, at a terminal where nothing sensible is typed. Usage: bursts
 * SEED BURSTS KIOSK-ARGUMENT... It ends with 0 when the kiosk did what it must all the time, ended
 * only when its terminal was gone, and every screen was seen. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "fuzz/kiosk_main.h"
#include "fuzz/titles.h"
#include "fuzz/watcher.h"
#include "fuzz/world.h"

#define ENOUGH 100000 /* bursts after which everything must have happened */

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What was seen. Returns how many screens were not. */
static int
report(double took)
{
	const struct watcher_counts *counts = watcher_counts();
	const struct titles_title *titles;
	size_t count, i;
	int missing = 0;

	titles = titles_all(&count);
	fprintf(stderr,
		"%" PRIu64 " bursts in %.1f s (%.0f a second), %" PRIu64 " pictures of %" PRIu64
		" bytes, %" PRIu64 " visits (%" PRIu64 " written), %" PRIu64 " erasures\n",
		world_bursts(), took, (double)world_bursts() / took, counts->pictures, world_drawn(),
		counts->entries, counts->written, counts->erasures);
	for (i = 0; i < count; i++) {
		fprintf(stderr, "%9" PRIu64 "  %s\n", counts->titles[i], titles[i].english);
		missing += counts->titles[i] == 0 && titles[i].kind != TITLES_RARE;
	}
	/* the ends of the two ways take luck */
	if (world_bursts() >= ENOUGH)
		missing += (counts->written == 0) + (counts->erasures == 0);
	return missing + (counts->foreign == 0);
}

int
main(int argc, char **argv)
{
	int nowhere = open("/dev/null", O_RDWR), status;
	double begin = seconds();

	if (argc < 3 || nowhere < 0) {
		fprintf(stderr, "usage: bursts SEED BURSTS KIOSK-ARGUMENT...\n");
		return 2;
	}
	dup2(nowhere, STDIN_FILENO);
	dup2(nowhere, STDOUT_FILENO); /* what goes through stdio */
	world_begin(strtoull(argv[1], NULL, 10), strtoull(argv[2], NULL, 10));
	argv[2] = argv[0];
	status = kiosk_main(argc - 2, argv + 2);
	if (!world_is_over() || status != 0) {
		fprintf(stderr, "burst %" PRIu64 ": the kiosk ended with %d\n", world_bursts(), status);
		return 1;
	}
	if (report(seconds() - begin) != 0) {
		fprintf(stderr, "not everything was seen\n");
		return 1;
	}
	return 0;
}
