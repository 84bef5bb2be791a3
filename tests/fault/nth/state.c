/* SPDX-License-Identifier: ISC */
#include "fault/nth/state.h"

#include <ctype.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

#define HEX_LEAST 4 /* digits; a year is such a number too */

static bool
ends_with(const char *path, const char *end)
{
	size_t n = strlen(path), m = strlen(end);

	return n >= m && strcmp(path + n - m, end) == 0;
}

char *
state_normal(const char *text, size_t n)
{
	char *out = malloc(n + 1), *to = out;
	size_t i, j;
	bool hex;

	if (out == NULL)
		abort();
	for (i = 0; i < n; i = j) {
		hex = true;
		for (j = i; j < n && isalnum((unsigned char)text[j]); j++)
			hex &= isxdigit((unsigned char)text[j]) && !isupper((unsigned char)text[j]);
		if (j == i) {
			*to++ = text[j++] != '\0' ? text[i] : '?';
		} else if (hex && j - i >= HEX_LEAST) {
			*to++ = '#';
		} else {
			memcpy(to, text + i, j - i);
			to += j - i;
		}
	}
	*to = '\0';
	return out;
}

static void
print_hex(FILE *out, const void *bytes, int n)
{
	const uint8_t *p = bytes;

	while (n-- > 0)
		fprintf(out, "%02x", *p++);
}

static void
add_row(struct state *s, sqlite3_stmt *q, bool inbox)
{
	struct state_row *more = realloc(s->rows, (s->row_count + 1) * sizeof *more), *row;

	if (more == NULL)
		abort();
	s->rows = more;
	row = &more[s->row_count++];
	*row = (struct state_row){.inbox = inbox};
	if (sqlite3_column_bytes(q, 0) == 16 && sqlite3_column_bytes(q, 1) == 16) {
		memcpy(row->kid, sqlite3_column_blob(q, 0), 16);
		memcpy(row->id, sqlite3_column_blob(q, 1), 16);
	}
	crypto_generichash(row->box, sizeof row->box, sqlite3_column_blob(q, 2),
		(unsigned long long)sqlite3_column_bytes(q, 2), NULL, 0);
}

/* Tells all rows of a table; what is random is left out of the text. */
static void
tell_table(struct state *s, FILE *out, sqlite3 *db, const char *name, const char *sql, bool entries)
{
	bool inbox = strstr(name, "inbox") != NULL;
	sqlite3_stmt *q = NULL;
	int i, rc;

	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK) {
		if (strstr(sqlite3_errmsg(db), "no such table") == NULL)
			s->damaged = true;
		return;
	}
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		if (entries)
			add_row(s, q, inbox);
		fprintf(out, "%s row %.12s", name, sql + 7);
		for (i = entries ? 3 : 0; i < sqlite3_column_count(q); i++)
			fprintf(out, " %lld", sqlite3_column_int64(q, i));
		fputc('\n', out);
	}
	if (rc != SQLITE_DONE)
		s->damaged = true;
	sqlite3_finalize(q);
}

static int
copy(const struct tree_file *file, const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int rc = fd < 0 ? -1 : file_write_all(fd, file->bytes, file->n);

	if (fd >= 0)
		close(fd);
	return rc;
}

/* Tells what is in a database; one with a log is copied first, for looking would change it. */
static void
tell_database(
	struct state *s, FILE *out, const char *folder, const struct tree_file *file, unsigned flags)
{
	char path[PATH_MAX], log[PATH_MAX];
	const struct tree_file *wal;
	sqlite3 *db = NULL;

	snprintf(log, sizeof log, "%s-wal", file->path);
	wal = tree_find(&s->tree, log);
	if ((flags & STATE_ANY_LOG) == 0)
		fprintf(out, "%s log %s\n", file->path, wal == NULL || wal->n == 0 ? "empty" : "full");
	if (wal != NULL && wal->n > 0) {
		snprintf(path, sizeof path, "%s.look", folder);
		snprintf(log, sizeof log, "%s.look-wal", folder);
		if (copy(file, path) != 0 || copy(wal, log) != 0)
			s->damaged = true;
	} else {
		snprintf(path, sizeof path, "file:%s/%s?immutable=1", folder, file->path);
	}
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, NULL) != SQLITE_OK)
		s->damaged = true;
	tell_table(s, out, db, file->path, "SELECT hour, due FROM hourkey ORDER BY hour, due", false);
	tell_table(s, out, db, file->path,
		"SELECT kid, id, box, length(box) FROM entry ORDER BY kid, id", true);
	tell_table(s, out, db, file->path, "SELECT kid IS NULL FROM erase ORDER BY 1", false);
	tell_table(s, out, db, file->path, "SELECT n FROM done ORDER BY 1", false);
	sqlite3_close(db);
	if (wal != NULL && wal->n > 0) {
		unlink(path);
		unlink(log);
		snprintf(log, sizeof log, "%s.look-shm", folder);
		unlink(log);
	}
}

static bool
is_text(const struct tree_file *file)
{
	size_t i;

	for (i = 0; i < file->n; i++)
		if (file->bytes[i] < ' ' && strchr("\n\t\r\f\033", file->bytes[i]) == NULL)
			return false;
	return true;
}

/* Takes what stands between a word and the end of the line, or blank, out of text, wherever it is. */
static void
forget(char *text, const char *word, const char *end)
{
	char *at = text;
	size_t n;

	while ((at = strstr(at, word)) != NULL) {
		at += strlen(word);
		n = strcspn(at, end);
		memmove(at, at + n, strlen(at + n) + 1);
	}
}

/* What one failed read may change, though all is well: the keeper need not know the boot (it compares
 * the time that the machine is up), nor the cause of a delay. */
static void
forget_details(char *text)
{
	forget(text, "\nboot ", "\n");
	forget(text, "\nfill ", "\n");
	forget(text, "\nsum ", "\n");
	forget(text, "\tcause=", "\t\n");
}

static void
tell_file(FILE *out, const struct tree_file *file, const struct tree *before, unsigned flags)
{
	const struct tree_file *was = before != NULL ? tree_find(before, file->path) : NULL;
	char *name = state_normal(file->path, strlen(file->path)), *text;

	fprintf(out, "%s %o", name, (unsigned)file->mode);
	free(name);
	if (file->bytes == NULL) {
		fprintf(out, " folder");
	} else if (was != NULL && was->n == file->n && memcmp(was->bytes, file->bytes, file->n) == 0 &&
		strstr(file->path, "state/clock") == NULL &&
		strstr(file->path, "state/last-purge") == NULL) {
		fprintf(out, " as it was");
	} else if (file->n > 12 && memcmp(file->bytes, "WKHRK1", 6) == 0) {
		fprintf(out, " hour key %zu ", file->n);
		print_hex(out, file->bytes + 8, 8);
	} else if (!is_text(file) ||
		((flags & STATE_NEW_DIFFERS) != 0 && was == NULL &&
			strstr(file->path, "state/last-purge") == NULL)) {
		fprintf(out, " %zu bytes", file->n);
	} else {
		text = state_normal((const char *)file->bytes, file->n);
		forget_details(text);
		fprintf(out, ":\n%s", text);
		free(text);
	}
	fputc('\n', out);
}

/* Files of keys come in the order of their random names: their lines are put in that of their words. */
static void
sort_keys(char *text)
{
	char *line = text, *next, *end, *last = NULL, *kept;
	size_t n, m;

	for (; (end = strchr(line, '\n')) != NULL; last = line, line = next) {
		next = end + 1;
		n = last != NULL ? (size_t)(line - last) : 0;
		m = (size_t)(next - line);
		if (last == NULL || memmem(last, n, "/keys/#", 7) == NULL ||
			memmem(line, m, "/keys/#", 7) == NULL || memcmp(last, line, n < m ? n : m) <= 0)
			continue;
		kept = malloc(n);
		if (kept == NULL)
			abort();
		memcpy(kept, last, n);
		memmove(last, line, m);
		memcpy(last + m, kept, n);
		free(kept);
		next = text; /* once more from the beginning: there are few */
		line = NULL;
	}
}

int
state_read(struct state *s, const char *folder, const struct tree *before, unsigned flags)
{
	size_t i, n;
	FILE *out;

	*s = (struct state){0};
	if (tree_read(&s->tree, folder) != 0 || (out = open_memstream(&s->text, &n)) == NULL)
		return -1;
	for (i = 0; i < s->tree.count; i++) {
		const struct tree_file *file = &s->tree.files[i];

		if (ends_with(file->path, "-shm") || ends_with(file->path, "-wal"))
			continue;
		if (ends_with(file->path, ".db"))
			tell_database(s, out, folder, file, flags);
		else
			tell_file(out, file, before, flags);
	}
	if (fclose(out) != 0)
		return -1;
	sort_keys(s->text);
	return 0;
}

bool
state_line(const struct state *s, const char *path, char *line, size_t room)
{
	const char *at = s->text;
	size_t n = strlen(path);

	for (; at != NULL && *at != '\0'; at = strchr(at, '\n'), at += at != NULL) {
		if (strncmp(at, path, n) != 0 || at[n] != ' ')
			continue;
		snprintf(line, room, "%.*s", (int)strcspn(at, "\n"), at);
		return true;
	}
	return false;
}

void
state_free(struct state *s)
{
	tree_free(&s->tree);
	free(s->rows);
	free(s->text);
	*s = (struct state){0};
}
