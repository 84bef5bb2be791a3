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

/* Overwrites and unlinks what fd is, and closes it. Returns 0, or -1 with errno. */
static int
destroy(int fd, int at, const char *name, off_t size)
{
	int error, rc = overwrite(fd, size);

	error = errno;
	close(fd);
	errno = error;
	return rc != 0 ? -1 : unlinkat(at, name, 0);
}

/* Closes fd; returns -1 with errno error. */
static int
refuse(int fd, int error)
{
	close(fd);
	errno = error;
	return -1;
}

int
shred_open(int fd)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return -1;
	if (S_ISREG(st.st_mode) && st.st_size <= SHRED_MOST)
		return overwrite(fd, st.st_size);
	errno = EINVAL;
	return -1;
}

int
shred_unsynced(int at, const char *name, unsigned links)
{
	struct stat st;
	int fd = file_open(at, name, O_RDWR, links);

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) != 0)
		return refuse(fd, errno);
	if (st.st_size > SHRED_MOST)
		return refuse(fd, EINVAL);
	return destroy(fd, at, name, st.st_size);
}

int
shred_identify(int fd, struct shred_identity *identity)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return -1;
	identity->device = (uint64_t)st.st_dev;
	identity->inode = (uint64_t)st.st_ino;
	identity->size = (uint64_t)st.st_size;
	return 0;
}

int
shred_exactly(int at, const char *name, const struct shred_identity *known)
{
	struct shred_identity is;
	int fd = file_open(at, name, O_RDWR, 1);

	if (fd < 0)
		return -1;
	if (shred_identify(fd, &is) != 0)
		return refuse(fd, errno);
	if (is.device != known->device || is.inode != known->inode || is.size != known->size)
		return refuse(fd, ESTALE);
	return destroy(fd, at, name, (off_t)is.size) == 0 ? fsync(at) : -1;
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
