/* SPDX-License-Identifier: ISC */
#include "unit/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/hourfile.h"
#include "base/wipe.h"
#include "register/create.h"
#include "register/entries.h"

/* Removes what is in the folder fd, which is closed. */
static void
empty_folder(int fd)
{
	struct dirent *entry;
	struct stat st;
	DIR *dir = fdopendir(fd);

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode)) {
			if (fchmodat(fd, entry->d_name, 0700, 0) != 0)
				continue;
			empty_folder(openat(fd, entry->d_name, O_RDONLY | O_DIRECTORY));
			unlinkat(fd, entry->d_name, AT_REMOVEDIR);
		} else {
			unlinkat(fd, entry->d_name, 0);
		}
	}
	if (dir != NULL)
		closedir(dir);
}

int
scratch_folder(void **state)
{
	const char *parent = getenv("TMPDIR");
	struct scratch *s = calloc(1, sizeof *s);
	char made[SCRATCH_PATH / 4], *real;

	if (s == NULL || wipe_start() != 0)
		return -1;
	s->reg.root = s->reg.state = -1;
	s->reg.inbox.folder = s->reg.inbox.keys = s->reg.store.folder = s->reg.store.keys = -1;
	snprintf(made, sizeof made, "%s/welkom-XXXXXX", parent == NULL ? "/tmp" : parent);
	if (mkdtemp(made) == NULL || (real = realpath(made, NULL)) == NULL) {
		free(s);
		return -1;
	}
	snprintf(s->path, sizeof s->path, "%s", real);
	free(real);
	s->at = open(s->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	*state = s;
	return s->at < 0 ? -1 : 0;
}

int
scratch_register(void **state)
{
	struct fail why = {{0}};
	char path[SCRATCH_PATH];
	struct scratch *s;

	if (scratch_folder(state) != 0)
		return -1;
	s = *state;
	scratch_path(s, "reg", path);
	if (create_register(path, &why) == 0 &&
		register_open(&s->reg, path, REGISTER_KEEPER, &why) == 0 &&
		register_check_side(&s->reg.inbox, &why) == 0 &&
		register_check_side(&s->reg.store, &why) == 0)
		return 0;
	print_error("%s\n", why.text);
	return -1;
}

int
scratch_end(void **state)
{
	struct scratch *s = *state;

	register_close(&s->reg);
	empty_folder(s->at);
	rmdir(s->path);
	free(s);
	return 0;
}

void
scratch_path(const struct scratch *s, const char *name, char out[static SCRATCH_PATH])
{
	assert_in_range(snprintf(out, SCRATCH_PATH, "%s/%s", s->path, name), 1, SCRATCH_PATH - 1);
}

void
scratch_write(int at, const char *name, const void *bytes, size_t n)
{
	int fd = openat(at, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
}

size_t
scratch_read(int at, const char *name, void *bytes, size_t cap)
{
	int fd = openat(at, name, O_RDONLY);
	ssize_t n;

	assert_true(fd >= 0);
	n = read(fd, bytes, cap);
	assert_true(n >= 0);
	close(fd);
	return (size_t)n;
}

bool
scratch_exists(int at, const char *name)
{
	struct stat st;

	return fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

size_t
scratch_names(int at)
{
	DIR *dir = fdopendir(openat(at, ".", O_RDONLY | O_DIRECTORY));
	size_t n = 0;

	assert_non_null(dir);
	while (readdir(dir) != NULL)
		n++;
	closedir(dir);
	return n - 2;
}

size_t
scratch_descriptors(void)
{
	int fd = open("/proc/self/fd", O_RDONLY | O_DIRECTORY);
	size_t n = scratch_names(fd);

	close(fd);
	return n;
}

void
scratch_kid(unsigned n, uint8_t kid[static 16])
{
	for (int i = 0; i < 16; i++)
		kid[i] = (uint8_t)(i < 4 ? n >> (24 - 8 * i) : 0xA0 + (unsigned)i);
}

void
scratch_name(unsigned n, const char *suffix, char name[static 64])
{
	uint8_t kid[HOURFILE_KID];
	char key[HOURFILE_NAME];

	scratch_kid(n, kid);
	hourfile_name(kid, key);
	snprintf(name, 64, "%.32s%s", key, suffix);
}

void
scratch_key_file(int keys, unsigned n, uint32_t hour)
{
	struct hourfile head = {.hour = hour, .wraps = 1};
	uint8_t file[HOURFILE_SIZE];
	char name[64];

	scratch_kid(n, head.kid);
	hourfile_write(file, &head);
	scratch_name(n, ".key", name);
	scratch_write(keys, name, file, sizeof file);
}

void
scratch_key_row(struct register_side *side, unsigned n, uint32_t hour, uint32_t due)
{
	struct entries_key row = {.hour = hour, .due = due};
	struct fail why = {{0}};

	scratch_kid(n, row.kid);
	if (entries_announce(side, &row, &why) != 0)
		fail_msg("%s", why.text);
}

void
scratch_key(struct register_side *side, unsigned n, uint32_t hour)
{
	scratch_key_file(side->keys, n, hour);
	scratch_key_row(side, n, hour, hour + HOURFILE_KEEP);
}

void
scratch_id(unsigned id, uint8_t out[static 16])
{
	memset(out, 0x5A, 16);
	for (int i = 0; i < 4; i++)
		out[i] = (uint8_t)(id >> (24 - 8 * i));
}

static bool
always(void *arg)
{
	(void)arg;
	return true;
}

void
scratch_entry(struct register_side *side, unsigned n, unsigned id)
{
	struct entries_entry entry;
	struct fail why = {{0}};

	scratch_kid(n, entry.kid);
	scratch_id(id, entry.id);
	memset(entry.box, (int)(id & 0xFF), sizeof entry.box);
	if (entries_add(side, &entry, always, NULL, &why) != ENTRIES_ADDED)
		fail_msg("%s", why.text);
}

long long
scratch_sql(struct register_side *side, const char *sql)
{
	struct fail why = {{0}};
	sqlite3_int64 value;

	if (database_number(side->db, sql, &value, &why) != 0)
		fail_msg("%s: %s", sql, why.text);
	return value;
}

void
scratch_ledger(const struct scratch *s, char *text, size_t cap)
{
	text[scratch_read(s->reg.state, "ledger", text, cap - 1)] = '\0';
}
