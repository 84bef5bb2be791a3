/* SPDX-License-Identifier: ISC */
#include "handover/written.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"

#define NAME "exports"
#define FIRST "welkom-exports 1\n"
#define LINE (3 * WRITTEN_PATH + 100) /* bytes of a line at most */
#define MOST (sizeof FIRST + (size_t)WRITTEN_MOST * LINE)

/* Writes path to out without blanks, controls and %, which become %XX. */
static void
escape(const char *path, char out[static 3 * WRITTEN_PATH])
{
	for (; *path != '\0'; path++) {
		if ((unsigned char)*path <= ' ' || *path == '%' || *path == 127)
			out += sprintf(out, "%%%02X", (unsigned char)*path);
		else
			*out++ = *path;
	}
	*out = '\0';
}

/* Takes back what escape did to the n bytes at text. Returns 0, or -1. */
static int
unescape(const char *text, size_t n, char path[static WRITTEN_PATH])
{
	char hex[3] = {0}, *end;
	size_t i, length = 0;

	for (i = 0; i < n && length < WRITTEN_PATH - 1; i++) {
		if (text[i] != '%') {
			path[length++] = text[i];
			continue;
		}
		if (n - i < 3)
			return -1;
		memcpy(hex, text + i + 1, 2);
		path[length++] = (char)strtoul(hex, &end, 16);
		if (end != hex + 2 || path[length - 1] == '\0')
			return -1;
		i += 2;
	}
	path[length] = '\0';
	return i == n && *path == '/' ? 0 : -1;
}

/* Reads a line. Returns 0, or -1. */
static int
parse_line(const char *text, size_t n, struct written_file *file)
{
	uint64_t *const numbers[] = {&file->line, &file->is.device, &file->is.inode, &file->is.size};
	const char *end = text + n;
	char *after;
	size_t i;

	for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		errno = 0;
		*numbers[i] = strtoull(text, &after, 10);
		if (errno != 0 || after == text || after >= end || *after != ' ')
			return -1;
		text = after + 1;
	}
	return unescape(text, (size_t)(end - text), file->path);
}

static int
parse(const char *text, size_t n, struct written *w)
{
	const char *end;

	if (n < sizeof FIRST - 1 || memcmp(text, FIRST, sizeof FIRST - 1) != 0)
		return -1;
	text += sizeof FIRST - 1;
	n -= sizeof FIRST - 1;
	for (; n > 0; n -= (size_t)(end - text) + 1, text = end + 1) {
		end = memchr(text, '\n', n);
		if (end == NULL || w->n == WRITTEN_MOST ||
			parse_line(text, (size_t)(end - text), &w->file[w->n]) != 0)
			return -1;
		w->n++;
	}
	return 0;
}

struct written *
written_read(const char *key, struct fail *why)
{
	struct written *w = calloc(1, sizeof *w);
	char *text = malloc(MOST + 1);
	const char *name;
	ssize_t n = -1;
	int folder = -1;

	if (w == NULL || text == NULL) {
		fail_set(why, _("not enough memory"));
		goto fail;
	}
	folder = folder_open_parent(key, &name);
	if (folder >= 0)
		n = file_read(folder, NAME, text, MOST);
	if (n < 0 && (folder < 0 || errno != ENOENT)) {
		fail_errno(why, errno, _("cannot read the list of written files beside the key"));
		goto fail;
	}
	if (n >= 0) {
		text[n] = '\0';
		if (parse(text, (size_t)n, w) != 0) {
			fail_set(why, _("the file “exports” beside the key is damaged"));
			goto fail;
		}
	}
	close(folder);
	free(text);
	return w;
fail:
	if (folder >= 0)
		close(folder);
	free(text);
	free(w);
	return NULL;
}

/* Puts w in the place of what is beside key. Returns 0, or -1 with why. */
static int
write_all(const char *key, const struct written *w, struct fail *why)
{
	char *text = malloc(MOST), path[3 * WRITTEN_PATH];
	const struct written_file *file;
	const char *name;
	size_t n, i;
	int rc = -1, folder;

	if (text == NULL)
		return fail_set(why, _("not enough memory"));
	n = (size_t)sprintf(text, FIRST);
	for (i = 0; i < w->n; i++) {
		file = &w->file[i];
		escape(file->path, path);
		n += (size_t)snprintf(text + n, LINE,
			"%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %s\n", file->line, file->is.device,
			file->is.inode, file->is.size, path);
	}
	folder = folder_open_parent(key, &name);
	if (folder >= 0)
		rc = file_replace(folder, NAME, 0600, text, n);
	if (rc != 0)
		fail_errno(why, errno, _("cannot write the list of written files beside the key"));
	if (folder >= 0)
		close(folder);
	free(text);
	return rc;
}

/* Returns the place of line in w, or w->n. */
static size_t
find(const struct written *w, uint64_t line)
{
	size_t i;

	for (i = 0; i < w->n && w->file[i].line != line; i++)
		;
	return i;
}

/* Fills *file in. Returns 0, or -1 with why. */
static int
describe(struct written_file *file, uint64_t line, const char *path, int fd, bool finished,
	struct fail *why)
{
	char *real = realpath(path, NULL);
	int rc = -1;

	file->line = line;
	if (real != NULL && strlen(real) < sizeof file->path && shred_identify(fd, &file->is) == 0) {
		strcpy(file->path, real);
		rc = 0;
	}
	free(real);
	if (!finished)
		file->is.size = WRITTEN_UNFINISHED;
	return rc == 0 ? 0 : fail_set(why, _("cannot keep in mind where %s is"), path);
}

int
written_keep(
	const char *key, uint64_t line, const char *path, int fd, bool finished, struct fail *why)
{
	struct written *w = written_read(key, why);
	size_t at;
	int rc = -1;

	if (w == NULL)
		return -1;
	at = find(w, line);
	if (at == WRITTEN_MOST) {
		fail_set(why,
			_("the desk keeps %d written files in mind and cannot take more: welkom-desk exports "
			  "shreds those that are due"),
			WRITTEN_MOST);
	} else if (describe(&w->file[at], line, path, fd, finished, why) == 0) {
		if (at == w->n)
			w->n++;
		rc = write_all(key, w, why);
	}
	free(w);
	return rc;
}

int
written_forget(const char *key, uint64_t line, struct fail *why)
{
	struct written *w = written_read(key, why);
	size_t at;
	int rc = 0;

	if (w == NULL)
		return -1;
	at = find(w, line);
	if (at < w->n) {
		w->n--;
		memmove(&w->file[at], &w->file[at + 1], (w->n - at) * sizeof *w->file);
		rc = write_all(key, w, why);
	}
	free(w);
	return rc;
}

/* Makes the size of an unfinished file the one it has. Returns 0, or -1 with errno. */
static int
fill_size(int folder, const char *name, struct shred_identity *is)
{
	struct shred_identity now;
	int fd, rc;

	if (is->size != WRITTEN_UNFINISHED)
		return 0;
	fd = file_open(folder, name, O_RDONLY, 1);
	if (fd < 0)
		return -1;
	rc = shred_identify(fd, &now);
	if (rc == 0)
		is->size = now.size;
	close(fd);
	return rc;
}

enum written_shredded
written_shred(const struct written_file *file)
{
	struct shred_identity is = file->is;
	const char *name;
	int rc = -1, error, folder = folder_open_parent(file->path, &name);

	if (folder >= 0) {
		rc = fill_size(folder, name, &is);
		if (rc == 0)
			rc = shred_exactly(folder, name, &is);
		error = errno;
		close(folder);
		errno = error;
	}
	if (rc == 0)
		return WRITTEN_SHREDDED;
	switch (errno) {
	case ENOENT:
		return WRITTEN_GONE;
	case ESTALE:
	case EINVAL:
	case ELOOP:
		return WRITTEN_OTHER;
	default:
		return WRITTEN_FAILED;
	}
}
