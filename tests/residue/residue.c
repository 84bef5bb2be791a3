/* SPDX-License-Identifier: ISC */
/* residue: what is left of words in the memory of a living process.
 *
 *     residue PID FILE [LEAST]
 *
 * FILE has words, one a line. Every writable mapping of the process is searched for each run of
 * LEAST (4) or more characters of each word: as bytes and as 16 and 32-bit units, 1 to 72 bytes
 * apart. A place is a line on standard output: mapping, offset in it, stride, encoding and the
 * characters; the last line counts. Exit status: 0 nothing found, 1 found, 2 the memory or the words
 * cannot be read. */
#include <fcntl.h>
#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "residue/sweep.h"
#include "residue/words.h"

#define MAPPING_MOST (256UL << 20) /* bytes; more is no program of this project */

struct mapping {
	uint64_t from, to;
	char name[256];
};

struct tally {
	const struct mapping *mapping;
	unsigned long places, mappings;
	uint64_t bytes;
};

static void
report(const struct sweep_hit *hit, void *arg)
{
	struct tally *tally = arg;
	int from = hit->word->at[hit->from];

	tally->places++;
	printf("%s+%#zx stride %d %s: %.*s\n", tally->mapping->name, hit->at, hit->stride,
		words_name(hit->encoding), hit->word->at[hit->to] - from, hit->word->text + from);
}

/* Reads a line of /proc/PID/maps (proc(5)). Returns whether it is a mapping that can be written. */
static int
is_writable(const char *line, struct mapping *m)
{
	char modes[8];
	int name = 0;

	if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s %*s %*s %*s %n", &m->from, &m->to, modes,
			&name) != 3 ||
		modes[0] != 'r' || modes[1] != 'w')
		return 0;
	snprintf(m->name, sizeof m->name, "%.*s", (int)strcspn(line + name, "\n"), line + name);
	if (m->name[0] == '\0')
		snprintf(m->name, sizeof m->name, "anonymous@%#" PRIx64, m->from);
	return 1;
}

/* Searches one mapping. Returns 0, or -1 when not all of it can be read. */
static int
search(
	int memory, const struct mapping *m, const struct words *words, int least, struct tally *tally)
{
	size_t n = m->to - m->from, had = 0;
	unsigned char *copy = n > MAPPING_MOST ? NULL : malloc(n);
	ssize_t got = 1;

	while (copy != NULL && had < n && got > 0) {
		got = pread(memory, copy + had, n - had, (off_t)(m->from + had));
		had += got > 0 ? (size_t)got : 0;
	}
	if (had == n) {
		tally->mapping = m;
		tally->mappings++;
		tally->bytes += n;
		sweep_memory(words, least, copy, n, report, tally);
	} else {
		fprintf(stderr, "residue: %s cannot be read\n", m->name);
	}
	free(copy);
	return had == n ? 0 : -1;
}

/* Opens the file name of process pid. Returns the descriptor, or -1 after saying so. */
static int
open_of(long pid, const char *name)
{
	char path[64];
	int fd;

	snprintf(path, sizeof path, "/proc/%ld/%s", pid, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		fprintf(stderr, "residue: %s: %m\n", path);
	return fd;
}

int
main(int argc, char **argv)
{
	static struct words words;
	struct tally tally = {0};
	struct mapping m;
	char line[512];
	FILE *list;
	long pid;
	int memory, maps, least, rc = 0;

	pid = argc < 3 ? 0 : strtol(argv[1], NULL, 10);
	least = argc < 4 ? WORDS_LEAST : (int)strtol(argv[3], NULL, 10);
	if (argc > 4 || pid <= 0 || least < WORDS_LEAST) {
		fputs("Usage: residue PID FILE [LEAST]\n", stderr);
		return 2;
	}
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL || words_read(&words, argv[2]) != 0)
		return 2;
	memory = open_of(pid, "mem");
	maps = open_of(pid, "maps");
	list = memory < 0 || maps < 0 ? NULL : fdopen(maps, "r");
	if (list == NULL)
		return 2;
	while (rc == 0 && fgets(line, sizeof line, list) != NULL)
		if (is_writable(line, &m))
			rc = search(memory, &m, &words, least, &tally);
	fclose(list);
	close(memory);
	if (rc != 0 || tally.mappings < 2) /* a stack and data at least, or it was not looked at */
		return 2;
	printf("%lu places in %lu mappings of %" PRIu64 " KiB\n", tally.places, tally.mappings,
		tally.bytes / 1024);
	return tally.places > 0 ? 1 : 0;
}
