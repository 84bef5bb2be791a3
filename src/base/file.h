/* SPDX-License-Identifier: ISC */
/* file: small files, opened so that nobody can point them elsewhere.
 * Files are opened openat O_NOFOLLOW|O_NONBLOCK, and only regular ones with one link are read, written over or shredded:
 * what another account may touch must not lead a program to anything else. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define FILE_MUST_CHECK __attribute__((warn_unused_result))

/* Opens the regular file name in folder at with flags (O_RDONLY, O_RDWR). Returns a descriptor to
 * be closed, or -1 with errno; EINVAL when it is not a regular file with at most links links. */
int file_open(int at, const char *name, int flags, unsigned links) FILE_MUST_CHECK;

/* Reads the whole file name in folder at, at most cap bytes, into buf. Returns the length, or -1
 * with errno; EFBIG when it is longer. */
ssize_t file_read(int at, const char *name, void *buf, size_t cap) FILE_MUST_CHECK;

/* Reads the first n bytes, or all if there are fewer, of the file name (of at most links links) in
 * folder at into buf; *size becomes its whole length. Returns how many were read, or -1 with errno. */
ssize_t file_read_head(
	int at, const char *name, unsigned links, void *buf, size_t n, off_t *size) FILE_MUST_CHECK;

/* Makes the file name in folder at with the n bytes at buf and mode whatever the umask, durable
 * (file and folder synced). Returns 0, or -1 with errno and no file; EEXIST when there is one. */
int file_create(int at, const char *name, mode_t mode, const void *buf, size_t n) FILE_MUST_CHECK;

/* Puts the n bytes at buf in the place of file name in folder at, durably and at once: a reader
 * and a power cut see the old or the new. Writes <name>.tmp first. Returns 0, or -1 with errno. */
int file_replace(int at, const char *name, mode_t mode, const void *buf, size_t n) FILE_MUST_CHECK;

/* As file_replace, but the folder is not synced: after a power cut the old file may be back, whole.
 * For what is written often and where the old is as safe as the new. */
int file_refresh(int at, const char *name, mode_t mode, const void *buf, size_t n) FILE_MUST_CHECK;

/* As file_replace, with the name of the temporary file chosen by the caller. */
int file_place(int at, const char *tmp, const char *name, mode_t mode, const void *buf,
	size_t n) FILE_MUST_CHECK;

/* Writes n bytes at buf to fd, again after short writes and signals. Returns 0, or -1. */
int file_write_all(int fd, const void *buf, size_t n) FILE_MUST_CHECK;

/* Reads up to n bytes into buf until the end of fd. Returns how many, or -1. */
ssize_t file_read_all(int fd, void *buf, size_t n) FILE_MUST_CHECK;

/* Takes the lock on file name in folder at, waiting for at most wait seconds. Returns a descriptor
 * (closing it gives the lock back), or -1 with errno; EWOULDBLOCK when another has it. */
int file_lock(int at, const char *name, int wait) FILE_MUST_CHECK;

/* Says whether a call that failed with error says nothing about the file itself: it may be read the next
 * time, and is neither damaged nor gone. */
bool file_may_come_back(int error);

/* Says whether only root or this user may change the file or folder behind fd: it belongs to one
 * of them and neither group nor others may write. */
bool file_is_private(int fd);

/* The same with another user in the place of this one. */
bool file_is_private_to(int fd, uid_t user);

#endif
