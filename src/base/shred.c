/* SPDX-License-Identifier: ISC */
#include "base/shred.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define BLOCK 4096

/* Overwrites the n bytes of fd, the first with the mark, and syncs. Returns 0, or -1. */
static int
overwrite(int fd, off_t n)
{
	unsigned char block[BLOCK];
	off_t done = 0;
	size_t part;

	if (lseek(fd, 0, SEEK_SET) != 0)
		return -1;
	while (done < n) {
		part = n - done < BLOCK ? (size_t)(n - done) : BLOCK;
		randombytes_buf(block, part);
		if (done == 0)
			memcpy(block, SHRED_MARK, part < SHRED_MARK_SIZE ? part : SHRED_MARK_SIZE);
		if (file_write_all(fd, block, part) != 0)
			return -1;
		done += (off_t)part;
	}
	return fsync(fd);
}

int
shred_unsynced(int at, const char *name, unsigned links)
{
	struct stat st;
	int error, fd = file_open(at, name, O_RDWR, links);

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) != 0)
		goto fail;
	if (st.st_size > SHRED_MOST) {
		errno = EINVAL;
		goto fail;
	}
	if (overwrite(fd, st.st_size) != 0)
		goto fail;
	close(fd);
	return unlinkat(at, name, 0);
fail:
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

int
shred_file(int at, const char *name, unsigned links)
{
	return shred_unsynced(at, name, links) == 0 ? fsync(at) : -1;
}

bool
shred_is_marked(const uint8_t *bytes, size_t n)
{
	return n >= SHRED_MARK_SIZE && memcmp(bytes, SHRED_MARK, SHRED_MARK_SIZE) == 0;
}
