/* SPDX-License-Identifier: ISC */
#include "register/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"
#include "register/chronicle.h"
#include "register/finding.h"
#include "register/ledgerline.h"

#define HASH_HEX (2 * LEDGER_HASH)
#define LOCK_PAUSE 20000000                                             /* ns between two tries */
#define TAIL (LEDGERLINE_MOST + LEDGERLINE_TORN_MOST + LEDGERLINE_MOST) /* bytes of the end */

/* The end of the file. */
struct tail {
	char text[TAIL];
	size_t n;     /* bytes of it */
	size_t whole; /* of those, up to the end of the last whole line; what follows is torn */
};

/* Finds the last whole line in tail and sets tail->whole; *begin becomes where it begins. Returns
 * 0, 1 when there is none, or -1 when the end of the file is none of ours. */
static int
find_last(struct tail *tail, bool all, size_t *begin)
{
	size_t end = tail->n;

	while (end > 0 && tail->text[end - 1] != '\n')
		end--;
	for (;; end = *begin) {
		tail->whole = end;
		if (end == 0)
			return all ? 1 : -1;
		for (*begin = end - 1; *begin > 0 && tail->text[*begin - 1] != '\n'; --*begin)
			;
		if (!ledgerline_is_torn(tail->text + *begin, end - 1 - *begin))
			return 0; /* one that begins before text is too long to be read as a line */
	}
}

/* Reads the end of the file and the head in it. Returns 0, or -1 with why. */
static int
read_tail(int fd, struct tail *tail, struct ledger_head *head, int64_t *when, struct fail *why)
{
	struct ledgerline line;
	struct stat st;
	ssize_t got = -1;
	size_t begin;
	off_t from;

	*head = (struct ledger_head){0};
	*when = 0;
	if (fstat(fd, &st) == 0) {
		from = st.st_size > TAIL ? st.st_size - TAIL : 0;
		if (lseek(fd, from, SEEK_SET) == from)
			got = file_read_all(fd, tail->text, TAIL);
	}
	if (got < 0)
		return fail_errno(why, errno, _("cannot read the ledger"));
	tail->n = (size_t)got;
	switch (find_last(tail, from == 0, &begin)) {
	case 0:
		if (ledgerline_read(tail->text + begin, tail->whole - 1 - begin, &line) != 0)
			break;
		*head = line.head;
		*when = line.when;
		return 0;
	case 1:
		return 0;
	}
	return fail_set(why, _("the last line of the ledger is not one of ours"));
}

int
ledger_open(int state, int flags, struct fail *why)
{
	const struct timespec pause = {0, LOCK_PAUSE};
	struct timespec start, now;
	int fd = file_open(state, "ledger", flags, 1);

	if (fd < 0)
		return finding_unopened(state, errno, why);
	clock_gettime(CLOCK_MONOTONIC, &start);
	while (flock(fd, (flags == O_RDONLY ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0) {
		clock_gettime(CLOCK_MONOTONIC, &now);
		if ((errno == EWOULDBLOCK || errno == EINTR) && now.tv_sec - start.tv_sec < LEDGER_WAIT) {
			nanosleep(&pause, NULL);
			continue;
		}
		fail_errno(why, errno, _("cannot lock the ledger"));
		close(fd);
		return -1;
	}
	return fd;
}

int
ledger_last(int state, struct ledger_head *head, int64_t *when, struct fail *why)
{
	int rc, fd = ledger_open(state, O_RDONLY, why);
	struct tail tail;

	if (fd < 0)
		return -1;
	rc = read_tail(fd, &tail, head, when, why);
	close(fd);
	return rc;
}

static int
write_durably(int fd, const char *text, size_t n, struct fail *why)
{
	if (file_write_all(fd, text, n) != 0 || fsync(fd) != 0)
		return fail_errno(why, errno, _("cannot write the ledger"));
	return 0;
}

/* Ends the torn piece at the end of an append-only file, where it cannot be cut: a line that lacks
 * nothing but its newline gets it and is the new *head; any other piece is marked, so that the next
 * line can name its size and cover it by its hash. Returns 0, or -1 with why. */
static int
end_torn(int fd, struct tail *tail, struct ledger_head *head, struct fail *why)
{
	static const char mark[] = LEDGERLINE_TORN "\n";
	const size_t room = sizeof mark - 1;
	size_t torn = tail->n - tail->whole;
	char *piece = tail->text + tail->whole;
	struct ledgerline line;

	if (torn + room > LEDGERLINE_TORN_MOST || tail->n + room > TAIL)
		return fail_set(why, _("what a crash left at the end of the ledger is too long"));
	if (piece[torn - 1] == '\n')
		return 0;
	piece[torn] = '\n';
	if (ledgerline_next(piece, torn + 1, head, &line) == torn + 1) {
		tail->whole = ++tail->n;
		return write_durably(fd, "\n", 1, why);
	}
	memcpy(piece + torn, mark, room);
	tail->n += room;
	return write_durably(fd, mark, room, why);
}

/* Removes the torn piece, or ends it where that is not allowed. Returns 0, or -1 with why. */
static int
mend(int fd, struct tail *tail, struct ledger_head *head, struct fail *why)
{
	off_t size = lseek(fd, 0, SEEK_END);
	size_t end = tail->n;

	if (tail->n == tail->whole)
		return 0;
	while (end > tail->whole && tail->text[end - 1] != '\n')
		end--;
	if (tail->n - end >= LEDGERLINE_MOST)
		return fail_set(why, _("the last line of the ledger is not one of ours"));
	if (size >= 0 && ftruncate(fd, size - (off_t)(tail->n - tail->whole)) == 0) {
		/* durably: half of the next line must not be taken for the end of this piece */
		if (fsync(fd) != 0)
			return fail_errno(why, errno, _("cannot write the ledger"));
		tail->n = tail->whole;
		return 0;
	}
	if (errno == EPERM)
		return end_torn(fd, tail, head, why);
	return fail_errno(why, errno, _("cannot cut the unfinished last line of the ledger"));
}

int
ledger_append(int state, int64_t now, const char *what, const char *fields,
	struct ledger_head *head, struct fail *why)
{
	char line[LEDGERLINE_MOST];
	struct tail tail;
	int64_t when;
	size_t n;
	int rc = -1, fd = ledger_open(state, O_RDWR | O_APPEND, why);

	if (fd < 0)
		return -1;
	if (read_tail(fd, &tail, head, &when, why) != 0 || mend(fd, &tail, head, why) != 0)
		goto out;
	n = ledgerline_make(head, now, what, fields, tail.text + tail.whole, tail.n - tail.whole, line);
	if (n == 0)
		fail_set(why, _("the ledger line is too long"));
	else
		rc = write_durably(fd, line, n, why);
out:
	close(fd);
	return rc;
}

int
ledger_verify(
	int state, const struct ledger_head *anchor, struct ledger_head *head, struct fail *why)
{
	struct chronicle c = {.known = {.last = *anchor}};
	int rc = chronicle_read(state, &c, why);

	*head = c.head;
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
	if (errno != 0 || *copy < '0' || *copy > '9' || *end != ' ' || strlen(end + 1) != HASH_HEX)
		return -1;
	return sodium_hex2bin(head->h, LEDGER_HASH, end + 1, HASH_HEX, NULL, &length, NULL);
}
