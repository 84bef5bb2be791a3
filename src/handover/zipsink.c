/* SPDX-License-Identifier: ISC */
#include "handover/zipsink.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"

/* Says whether an archive can be written to fd in place. */
static bool
in_place(int fd)
{
	int flags = fcntl(fd, F_GETFL);
	struct stat st;

	return flags >= 0 && (flags & O_APPEND) == 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
		st.st_size == 0 && lseek(fd, 0, SEEK_CUR) == 0;
}

int
zipsink_open(struct zipsink *sink, int fd, struct fail *why)
{
	if (isatty(fd) == 1)
		return fail_set(why, _("a ZIP archive is no text: write it to a file with --output"));
	*sink = (struct zipsink){.fd = fd, .into = fd};
	zip_error_init(&sink->error);
	if (!in_place(fd))
		sink->into = memfd_create("archive", MFD_CLOEXEC);
	if (sink->into < 0)
		return fail_errno(why, errno, _("cannot write the list"));
	return 0;
}

static zip_int64_t
failed(struct zipsink *sink, int error)
{
	zip_error_set(&sink->error, ZIP_ER_WRITE, error);
	return -1;
}

static zip_int64_t
write_part(struct zipsink *sink, const char *bytes, zip_uint64_t n)
{
	zip_uint64_t left = n;
	ssize_t done;

	for (; left > 0; left -= (zip_uint64_t)done, bytes += done) {
		done = pwrite(sink->into, bytes, left, sink->at);
		if (done < 0 && errno == EINTR)
			done = 0;
		if (done < 0)
			return failed(sink, errno);
		sink->at += done;
		if (sink->at > sink->end)
			sink->end = sink->at;
	}
	return (zip_int64_t)n;
}

static zip_int64_t
seek(struct zipsink *sink, void *data, zip_uint64_t n)
{
	zip_int64_t at = zip_source_seek_compute_offset(
		(zip_uint64_t)sink->at, (zip_uint64_t)sink->end, data, n, &sink->error);

	if (at < 0)
		return -1;
	sink->at = (off_t)at;
	return 0;
}

/* Answers libzip. What it would read is an empty archive: it only writes. */
static zip_int64_t
answer(void *arg, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
	struct zipsink *sink = arg;

	switch (command) {
	case ZIP_SOURCE_OPEN:
	case ZIP_SOURCE_READ:
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_SEEK:
	case ZIP_SOURCE_TELL:
	case ZIP_SOURCE_BEGIN_WRITE:
	case ZIP_SOURCE_COMMIT_WRITE:
	case ZIP_SOURCE_ROLLBACK_WRITE:
	case ZIP_SOURCE_FREE:
		return 0;
	case ZIP_SOURCE_STAT:
		zip_stat_init(data);
		((zip_stat_t *)data)->size = 0;
		((zip_stat_t *)data)->valid = ZIP_STAT_SIZE;
		return sizeof(zip_stat_t);
	case ZIP_SOURCE_WRITE:
		return write_part(sink, data, n);
	case ZIP_SOURCE_SEEK_WRITE:
		return seek(sink, data, n);
	case ZIP_SOURCE_TELL_WRITE:
		return (zip_int64_t)sink->at;
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&sink->error, data, n);
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_WRITABLE;
	default:
		zip_error_set(&sink->error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

zip_source_t *
zipsink_source(struct zipsink *sink)
{
	return zip_source_function_create(answer, sink, &sink->error);
}

int
zipsink_finish(struct zipsink *sink, struct fail *why)
{
	char part[4096];
	ssize_t n = 1;

	if (sink->into == sink->fd)
		return 0;
	if (lseek(sink->into, 0, SEEK_SET) != 0)
		return fail_errno(why, errno, _("cannot write the list"));
	while (n > 0) {
		n = file_read_all(sink->into, part, sizeof part);
		if (n < 0 || file_write_all(sink->fd, part, (size_t)n) != 0)
			return fail_errno(why, errno, _("cannot write the list"));
	}
	return 0;
}

void
zipsink_close(struct zipsink *sink)
{
	if (sink->into != sink->fd)
		close(sink->into);
	zip_error_fini(&sink->error);
}
