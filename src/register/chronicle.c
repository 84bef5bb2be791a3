/* SPDX-License-Identifier: ISC */
#include "register/chronicle.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"
#include "register/finding.h"

#define MOST (256 * 1024 * 1024) /* bytes: some two hundred years of lines */

/* Reads all of the ledger under its lock; the caller frees *text. In memory, since what is wrong
 * with a line often shows in the lines after it. */
static int
load(int state, char **text, size_t *n, struct fail *why)
{
	int fd = ledger_open(state, O_RDONLY, why), rc = -1;
	struct stat st;
	ssize_t got;

	*text = NULL;
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) != 0) {
		fail_errno(why, errno, _("cannot read the ledger"));
	} else if (st.st_size > MOST) {
		fail_set(why, _("the ledger is larger than it can be"));
	} else if ((*text = malloc((size_t)st.st_size + 1)) == NULL) {
		fail_set(why, _("not enough memory"));
	} else if ((got = file_read_all(fd, *text, (size_t)st.st_size)) < 0) {
		fail_errno(why, errno, _("cannot read the ledger"));
	} else {
		*n = (size_t)got;
		rc = 0;
	}
	close(fd);
	return rc;
}

static bool
is_known(const struct ledger_head *known, const struct ledger_head *line)
{
	return known->n != line->n || memcmp(known->h, line->h, LEDGER_HASH) == 0;
}

static int
walk(struct chronicle *c, const char *text, size_t n, struct fail *why)
{
	struct ledger_head before = {0};
	struct finding f = {
		.text = text, .n = n, .head = &c->head, .before = &before, .known = &c->known};
	struct ledgerline line;
	struct ledger_head next;
	size_t used;

	while (f.at < n) {
		next = c->head;
		used = ledgerline_next(text + f.at, n - f.at, &next, &line);
		if (used == 0 && c->mends && c->known.last.n <= c->head.n && finding_is_unfinished(&f))
			return 0;
		if (used == 0)
			return finding_line(&f, why);
		before = c->head;
		c->head = next;
		f.at += used;
		if (!is_known(&c->known.first, &next) || !is_known(&c->known.last, &next)) {
			finding_unknown(&f, why);
			c->head = before;
			return -1;
		}
		if (next.n == 1)
			c->first = next;
		if (c->each != NULL)
			c->each(c->arg, &line);
	}
	return c->head.n < c->known.last.n ? finding_short(&f, why) : 0;
}

int
chronicle_read(int state, struct chronicle *c, struct fail *why)
{
	char *text;
	size_t n = 0;
	int rc;

	c->first = c->head = (struct ledger_head){0};
	rc = load(state, &text, &n, why);
	c->unread = rc != 0;
	if (rc == 0)
		rc = walk(c, text, n, why);
	free(text);
	return rc;
}
