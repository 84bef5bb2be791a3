/* SPDX-License-Identifier: ISC */
#include "bench/leaping.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define HALF 256 /* bytes of the settings, which stand there twice */

int
leaping_open(struct leaping *l, const char *file)
{
	char text[HALF + 1] = "";
	int n = 0;

	l->fd = open(file, O_RDWR | O_CLOEXEC);
	if (l->fd < 0 || pread(l->fd, text, HALF, 0) != HALF ||
		sscanf(text, "offset %ld\nup %ld\n%n", &l->offset, &l->up, &n) != 2 || n == 0)
		return -1;
	snprintf(l->rest, sizeof l->rest, "%s", text + n);
	return 0;
}

int
leaping_by(struct leaping *l, long seconds)
{
	char text[2 * HALF + 1];
	size_t n, left;

	l->offset += seconds;
	l->up += seconds;
	n = (size_t)snprintf(text, HALF, "offset %ld\nup %ld\n", l->offset, l->up);
	left = strlen(l->rest) < HALF - n ? strlen(l->rest) : HALF - n;
	memset(text + n, ' ', HALF - n);
	memcpy(text + n, l->rest, left);
	memcpy(text + HALF, text, HALF);
	if (flock(l->fd, LOCK_EX) != 0)
		return -1;
	n = (size_t)pwrite(l->fd, text, 2 * HALF, 0);
	flock(l->fd, LOCK_UN);
	return n == 2 * HALF ? 0 : -1;
}
