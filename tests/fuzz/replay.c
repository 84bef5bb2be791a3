/* SPDX-License-Identifier: ISC */
/* replay CORPUS [TARGET]...: gives every file of CORPUS/TARGET to that target, of all targets without
 * one. Every target must take at least one of its files and refuse another, or it sees nothing. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "fuzz/ground.h"
#include "fuzz/target.h"

static const struct target {
	const char *name;
	int (*run)(const uint8_t *data, size_t n);
} targets[] = {
#define ROW(name) {#name, target_##name},
	TARGETS(ROW)
#undef ROW
};

#define COUNT (sizeof targets / sizeof targets[0])

/* Reads a file of a folder. */
static const uint8_t *
read_file(int at, const char *name, size_t *n)
{
	static uint8_t bytes[GROUND_EDGE];
	ssize_t length = file_read(at, name, bytes, sizeof bytes);

	if (length < 0) {
		perror(name);
		exit(1);
	}
	*n = (size_t)length;
	return ground_edge(bytes, *n);
}

/* Runs all files of the folder at. Returns whether some were taken and some refused. */
static int
run_folder(const struct target *t, int at)
{
	size_t n, count[2] = {0, 0};
	struct dirent *entry;
	DIR *dir = at < 0 ? NULL : fdopendir(at);
	const uint8_t *bytes;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		bytes = read_file(at, entry->d_name, &n);
		fprintf(stderr, "%s/%s\n", t->name, entry->d_name);
		count[t->run(bytes, n) != 0]++;
	}
	if (dir != NULL)
		closedir(dir);
	printf("%-12s %2zu taken, %2zu refused\n", t->name, count[1], count[0]);
	return count[0] > 0 && count[1] > 0;
}

static int
is_wanted(const char *name, char **names)
{
	int i;

	for (i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], name) == 0)
			return 1;
	return names[0] == NULL;
}

int
main(int argc, char **argv)
{
	int corpus, result = 0;
	size_t i;

	if (argc < 2 || (corpus = open(argv[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0) {
		fputs("usage: replay CORPUS [TARGET]...\n", stderr);
		return 2;
	}
	target_start();
	for (i = 0; i < COUNT; i++) {
		if (is_wanted(targets[i].name, argv + 2) &&
			!run_folder(&targets[i], openat(corpus, targets[i].name, O_RDONLY | O_DIRECTORY))) {
			fprintf(stderr, "%s: nothing was taken, or nothing refused\n", targets[i].name);
			result = 1;
		}
	}
	return result;
}
