/* SPDX-License-Identifier: ISC */
/* search: looks for bytes on a device, in use or not: a file system of which nothing is mounted any
 * more, as whoever finds the disk can read it.
 *
 * Usage: search IMAGE PATTERNS
 * PATTERNS has a pattern a line, in hexadecimal digits, of 8 bytes or more. Prints the lines whose
 * bytes are somewhere in the file IMAGE, in the order of PATTERNS. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define LEAST 8
#define MOST 512
#define STARTS 65536 /* of two bytes */

struct pattern {
	uint8_t bytes[MOST];
	size_t n;
	bool found;
	struct pattern *next; /* with the same first two bytes */
};

struct patterns {
	size_t n, room;
	struct pattern *list;
	struct pattern *starting[STARTS];
};

static int
stop(const char *what)
{
	fprintf(stderr, "search: %s: %s\n", what, errno != 0 ? strerror(errno) : "not understood");
	return 1;
}

/* Reads a line of hexadecimal digits into p. Returns 0, or -1. */
static int
read_line(const char *line, struct pattern *p)
{
	char pair[3] = {0}, *end;
	size_t digits = strspn(line, "0123456789abcdef");

	if (digits % 2 != 0 || digits < 2 * (size_t)LEAST || digits > 2 * (size_t)MOST ||
		line[digits] != '\n')
		return -1;
	*p = (struct pattern){.n = digits / 2};
	for (digits = 0; digits < p->n; digits++) {
		memcpy(pair, line + 2 * digits, 2);
		p->bytes[digits] = (uint8_t)strtoul(pair, &end, 16);
	}
	return 0;
}

static int
read_patterns(const char *path, struct patterns *all)
{
	char line[2 * MOST + 2];
	FILE *file = fopen(path, "r");
	void *more;
	int rc = 0;

	while (file != NULL && rc == 0 && fgets(line, sizeof line, file) != NULL) {
		if (all->n == all->room) {
			all->room = all->room == 0 ? 256 : 2 * all->room;
			more = realloc(all->list, all->room * sizeof *all->list);
			if (more == NULL)
				return -1;
			all->list = more;
		}
		rc = read_line(line, &all->list[all->n++]);
	}
	if (file == NULL || fclose(file) != 0)
		return -1;
	return all->n > 0 ? rc : -1;
}

static size_t
start_of(const uint8_t *bytes)
{
	return (size_t)bytes[0] << 8 | bytes[1];
}

/* Looks through the bytes from begin to end of the n at image. */
static void
look(struct patterns *all, const uint8_t *image, size_t begin, size_t end, size_t n)
{
	struct pattern *p;
	size_t at;

	for (at = begin; at < end && n - at >= LEAST; at++)
		for (p = all->starting[start_of(image + at)]; p != NULL; p = p->next)
			if (!p->found && p->n <= n - at && memcmp(image + at, p->bytes, p->n) == 0)
				p->found = true;
}

/* Looks through all of fd that is no hole; a pattern may begin in front of one. */
static int
look_through(struct patterns *all, int fd, size_t n)
{
	off_t begin = 0, end = 0;
	const uint8_t *image;
	size_t i;

	image = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
	if (image == MAP_FAILED)
		return -1;
	for (i = 0; i < all->n; i++) {
		all->list[i].next = all->starting[start_of(all->list[i].bytes)];
		all->starting[start_of(all->list[i].bytes)] = &all->list[i];
	}
	while ((begin = lseek(fd, end, SEEK_DATA)) >= 0) {
		end = lseek(fd, begin, SEEK_HOLE);
		if (end < 0)
			return -1;
		look(all, image, (size_t)begin, (size_t)end, n);
	}
	return errno == ENXIO && end > 0 ? 0 : -1; /* ENXIO: no more data */
}

int
main(int argc, char **argv)
{
	static struct patterns all;
	struct stat st;
	size_t i, j;
	int fd;

	if (argc != 3) {
		fputs("usage: search IMAGE PATTERNS\n", stderr);
		return 2;
	}
	if (read_patterns(argv[2], &all) != 0)
		return stop(argv[2]);
	fd = open(argv[1], O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) != 0 || look_through(&all, fd, (size_t)st.st_size) != 0)
		return stop(argv[1]);
	for (i = 0; i < all.n; i++) {
		for (j = 0; all.list[i].found && j < all.list[i].n; j++)
			printf("%02x%s", all.list[i].bytes[j], j + 1 == all.list[i].n ? "\n" : "");
	}
	return fflush(stdout) == 0 ? 0 : 1;
}
