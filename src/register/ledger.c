/* SPDX-License-Identifier: ISC */
#include "register/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/moment.h"
#include "base/nls.h"

#define LINE 1024 /* bytes of a line at most */
#define HASH_MARK "\th="
#define HASH_MARK_SIZE 3
#define HASH_HEX (2 * LEDGER_HASH)

static void
hash_line(const uint8_t before[static LEDGER_HASH], const char *line, size_t n,
	uint8_t h[static LEDGER_HASH])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, LEDGER_HASH);
	crypto_generichash_update(&state, before, LEDGER_HASH);
	crypto_generichash_update(&state, (const unsigned char *)line, n);
	crypto_generichash_final(&state, h, LEDGER_HASH);
}

/* Reads number and hash of a line of n bytes without its newline. Returns the length of what the
 * hash covers, or 0 when it has not the form of a line. */
static size_t
read_line(const char *line, size_t n, struct ledger_head *head)
{
	const size_t tail = HASH_MARK_SIZE + HASH_HEX;
	char *end;

	if (n <= tail || memcmp(line + n - tail, HASH_MARK, HASH_MARK_SIZE) != 0 || *line < '1' ||
		*line > '9')
		return 0;
	errno = 0;
	head->n = strtoull(line, &end, 10);
	if (errno != 0 || *end != '\t' ||
		sodium_hex2bin(head->h, LEDGER_HASH, line + n - HASH_HEX, HASH_HEX, NULL, NULL, NULL) != 0)
		return 0;
	return n - tail;
}

/* Finds the last whole line of the file; *length becomes the length up to its end. line gets it
 * without newline, *n its length (0: there is none). Returns 0, or -1 with errno. */
static int
find_last(int fd, char line[static LINE], size_t *n, off_t *length)
{
	char tail[2 * LINE];
	struct stat st;
	size_t end, begin;
	ssize_t got;
	off_t from;

	if (fstat(fd, &st) != 0)
		return -1;
	from = st.st_size > (off_t)sizeof tail ? st.st_size - (off_t)sizeof tail : 0;
	if (lseek(fd, from, SEEK_SET) < 0)
		return -1;
	got = file_read_all(fd, tail, sizeof tail);
	if (got < 0)
		return -1;
	for (end = (size_t)got; end > 0 && tail[end - 1] != '\n'; end--)
		;
	*length = from + (off_t)end;
	*n = 0;
	if (end == 0)
		return from == 0 ? 0 : (errno = EINVAL, -1);
	for (begin = end - 1; begin > 0 && tail[begin - 1] != '\n'; begin--)
		;
	/* an empty line is none of ours, and must not pass for an empty ledger */
	if (end - 1 == begin || end - 1 - begin >= LINE || (begin == 0 && from > 0)) {
		errno = EINVAL;
		return -1;
	}
	*n = end - 1 - begin;
	memcpy(line, tail + begin, *n);
	line[*n] = '\0';
	return 0;
}

/* Opens the ledger under its lock. Returns a descriptor, or -1 with why. */
static int
open_locked(int state, int flags, int lock, struct fail *why)
{
	int fd = file_open(state, "ledger", flags, 1);

	if (fd < 0)
		return fail_errno(why, errno, _("cannot open the ledger"));
	while (flock(fd, lock) != 0) {
		if (errno == EINTR)
			continue;
		fail_errno(why, errno, _("cannot lock the ledger"));
		close(fd);
		return -1;
	}
	return fd;
}

static int
read_head(int fd, struct ledger_head *head, int64_t *when, off_t *length, struct fail *why)
{
	char line[LINE], *tab;
	size_t n;

	*head = (struct ledger_head){0};
	*when = 0;
	if (find_last(fd, line, &n, length) != 0)
		return fail_errno(why, errno, _("cannot read the ledger"));
	if (n == 0)
		return 0;
	if (read_line(line, n, head) == 0)
		return fail_set(why, _("the last line of the ledger is not one of ours"));
	tab = strchr(line, '\t');
	tab[1 + strcspn(tab + 1, "\t")] = '\0';
	if (moment_parse(tab + 1, when) != 0)
		return fail_set(why, _("the last line of the ledger is not one of ours"));
	return 0;
}

int
ledger_last(int state, struct ledger_head *head, int64_t *when, struct fail *why)
{
	int rc, fd = open_locked(state, O_RDONLY, LOCK_SH, why);
	off_t length;

	if (fd < 0)
		return -1;
	rc = read_head(fd, head, when, &length, why);
	close(fd);
	return rc;
}

/* Makes the next line after head into line. Returns its length, or -1 when it is too long. */
static int
make_line(struct ledger_head *head, int64_t now, const char *what, const char *fields,
	char line[static LINE])
{
	char time[MOMENT_TEXT], hex[HASH_HEX + 1];
	int n, m;

	moment_print_utc(now, time);
	n = snprintf(line, LINE, "%" PRIu64 "\t%s\t%s%s%s", head->n + 1, time, what,
		*fields == '\0' ? "" : "\t", fields);
	if (n < 0 || n + HASH_MARK_SIZE + HASH_HEX + 2 > LINE)
		return -1;
	hash_line(head->h, line, (size_t)n, head->h);
	head->n++;
	sodium_bin2hex(hex, sizeof hex, head->h, LEDGER_HASH);
	m = snprintf(line + n, (size_t)(LINE - n), HASH_MARK "%s\n", hex);
	return n + m;
}

/* Cuts what stands after length. An append-only file (chattr +a) cannot be cut: then nothing may be
 * written after it, or its line would never be whole. Returns 0, or -1 with errno. */
static int
cut(int fd, off_t length)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return -1;
	return st.st_size == length ? 0 : ftruncate(fd, length);
}

int
ledger_append(int state, int64_t now, const char *what, const char *fields,
	struct ledger_head *head, struct fail *why)
{
	char line[LINE];
	int64_t when;
	off_t length;
	int n, rc = -1, fd = open_locked(state, O_RDWR | O_APPEND, LOCK_EX, why);

	if (fd < 0)
		return -1;
	if (read_head(fd, head, &when, &length, why) != 0)
		goto out;
	n = make_line(head, now, what, fields, line);
	if (n < 0) {
		fail_set(why, _("the ledger line is too long"));
	} else if (cut(fd, length) != 0) {
		fail_errno(why, errno, _("cannot cut the unfinished last line of the ledger"));
	} else if (file_write_all(fd, line, (size_t)n) != 0 || fsync(fd) != 0) {
		fail_errno(why, errno, _("cannot write the ledger"));
	} else {
		rc = 0;
	}
out:
	close(fd);
	return rc;
}

/* Checks one line against the chain so far in *head. Returns 0, or -1 with why. */
static int
verify_line(const char *line, size_t n, struct ledger_head *head, struct fail *why)
{
	struct ledger_head read;
	size_t covered = read_line(line, n, &read);
	uint8_t h[LEDGER_HASH];
	unsigned long long expected = head->n + 1;

	if (covered == 0)
		return fail_set(why, _("ledger line %llu: not the form of a line"), expected);
	if (read.n != expected)
		return fail_set(why,
			_("ledger line %llu: it says it is line %llu: lines are missing "
			  "or in another order"),
			expected, (unsigned long long)read.n);
	hash_line(head->h, line, covered, h);
	if (memcmp(h, read.h, sizeof h) != 0)
		return fail_set(why,
			_("ledger line %llu: its hash does not fit: it or a line before "
			  "it was changed"),
			expected);
	*head = read;
	return 0;
}

int
ledger_verify(
	int state, const struct ledger_head *anchor, struct ledger_head *head, struct fail *why)
{
	int fd = open_locked(state, O_RDONLY, LOCK_SH, why);
	FILE *stream = fd < 0 ? NULL : fdopen(fd, "r");
	char line[LINE + 1];
	size_t n;
	int rc = 0;

	*head = (struct ledger_head){0};
	if (fd < 0)
		return -1;
	if (stream == NULL) {
		close(fd);
		return fail_set(why, _("not enough memory"));
	}
	while (rc == 0 && fgets(line, sizeof line, stream) != NULL) {
		n = strlen(line);
		if (n == 0 || line[n - 1] != '\n')
			rc = fail_set(
				why, _("ledger line %llu: it has no end"), (unsigned long long)head->n + 1);
		else
			rc = verify_line(line, n - 1, head, why);
		if (rc == 0 && anchor->n > 0 && head->n == anchor->n &&
			memcmp(head->h, anchor->h, LEDGER_HASH) != 0)
			rc = fail_set(why,
				_("ledger line %llu is not the one known here: the ledger "
				  "was written anew"),
				(unsigned long long)head->n);
	}
	if (rc == 0 && ferror(stream))
		rc = fail_errno(why, errno, _("cannot read the ledger"));
	fclose(stream);
	if (rc == 0 && head->n < anchor->n)
		rc = fail_set(why,
			_("the ledger has %llu lines, %llu are known here: its end was "
			  "cut off"),
			(unsigned long long)head->n, (unsigned long long)anchor->n);
	return rc;
}

size_t
ledger_print_head(const struct ledger_head *head, char out[static LEDGER_HEAD_TEXT])
{
	char hex[HASH_HEX + 1];

	sodium_bin2hex(hex, sizeof hex, head->h, LEDGER_HASH);
	return (size_t)snprintf(out, LEDGER_HEAD_TEXT, "%" PRIu64 " %s\n", head->n, hex);
}

int
ledger_parse_head(const char *text, size_t n, struct ledger_head *head)
{
	char copy[LEDGER_HEAD_TEXT], *end;
	size_t length;

	if (n >= sizeof copy)
		return -1;
	memcpy(copy, text, n);
	copy[n] = '\0';
	copy[strcspn(copy, "\n")] = '\0';
	errno = 0;
	head->n = strtoull(copy, &end, 10);
	if (errno != 0 || end == copy || *end != ' ' || strlen(end + 1) != HASH_HEX)
		return -1;
	return sodium_hex2bin(head->h, LEDGER_HASH, end + 1, HASH_HEX, NULL, &length, NULL);
}
