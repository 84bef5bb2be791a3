/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "fuzz/ground.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz/target.h"

static char folder[64];

const uint8_t *
ground_edge(const uint8_t *data, size_t n)
{
	static uint8_t *end;
	uint8_t *all;

	if (end == NULL) {
		all = mmap(
			NULL, GROUND_EDGE + 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		TARGET_MUST(all != MAP_FAILED);
		end = all + GROUND_EDGE;
		TARGET_MUST(mprotect(end, 4096, PROT_NONE) == 0);
	}
	TARGET_MUST(n <= GROUND_EDGE);
	return memcpy(end - n, data, n);
}

const char *
ground_file(const void *data, size_t n)
{
	static char path[32];
	static int fd = -1;

	if (fd < 0) {
		fd = memfd_create("ground", MFD_CLOEXEC);
		TARGET_MUST(fd >= 0);
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	}
	TARGET_MUST(pwrite(fd, data, n, 0) == (ssize_t)n && ftruncate(fd, (off_t)n) == 0);
	return path;
}

/* Removes what is in the folder fd, which is closed. */
static void
empty(int fd)
{
	struct dirent *entry;
	struct stat st;
	DIR *dir = fdopendir(fd);

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode)) {
			empty(openat(fd, entry->d_name, O_RDONLY | O_DIRECTORY));
			unlinkat(fd, entry->d_name, AT_REMOVEDIR);
		} else {
			unlinkat(fd, entry->d_name, 0);
		}
	}
	if (dir != NULL)
		closedir(dir);
}

static void
remove_folder(void)
{
	empty(open(folder, O_RDONLY | O_DIRECTORY));
	rmdir(folder);
}

const char *
ground_folder(void)
{
	if (folder[0] == '\0') {
		snprintf(folder, sizeof folder, "%s/welkom-fuzz-XXXXXX",
			access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
		TARGET_MUST(mkdtemp(folder) != NULL);
		atexit(remove_folder);
	}
	return folder;
}

void
ground_write(int at, const char *name, const void *data, size_t n)
{
	int fd = openat(at, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	TARGET_MUST(fd >= 0 && write(fd, data, n) == (ssize_t)n);
	close(fd);
}

bool
ground_has(int at, const char *name, const void *data, size_t n)
{
	int fd = openat(at, name, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *bytes;
	bool same;

	if (fd < 0)
		return false;
	bytes = malloc(n + 1);
	same = bytes != NULL && fstat(fd, &st) == 0 && (size_t)st.st_size == n &&
		read(fd, bytes, n + 1) == (ssize_t)n && memcmp(bytes, data, n) == 0;
	free(bytes);
	close(fd);
	return same;
}
