/* SPDX-License-Identifier: ISC */
#include "handover/sheet.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "handover/csvsheet.h"
#include "handover/jsonsheet.h"
#include "handover/textsheet.h"
#include "handover/zipsheet.h"

#define BUFFER 65536 /* bytes that are written at a time */

/* In locked memory. */
struct sheet {
	int fd;
	enum desk_format format;
	struct sheet_facts facts;
	struct zipsheet *zip; /* NULL: it goes straight to fd */
	uint64_t visits;
	struct line line;
	size_t n;
	char buffer[BUFFER];
};

/* Writes what is in the buffer. Returns 0, or -1 with why. */
static int
flush(struct sheet *s, struct fail *why)
{
	int rc;

	if (s->zip != NULL) {
		/* why it failed comes out at its end */
		rc = zipsheet_write(s->zip, s->buffer, s->n);
		if (rc != 0) {
			rc = zipsheet_end(s->zip, why);
			s->zip = NULL;
			if (rc == 0)
				fail_set(why, _("cannot write the list"));
			rc = -1;
		}
	} else {
		rc = file_write_all(s->fd, s->buffer, s->n);
		if (rc != 0)
			fail_errno(why, errno, _("cannot write the list"));
	}
	s->n = 0;
	return rc;
}

/* Moves the line to the buffer. Returns 0, or -1 with why. */
static int
take_line(struct sheet *s, struct fail *why)
{
	if (s->line.over)
		return fail_set(why, _("cannot write the list: a line is too long"));
	if (s->n + s->line.n > sizeof s->buffer && flush(s, why) != 0)
		return -1;
	memcpy(s->buffer + s->n, s->line.text, s->line.n);
	s->n += s->line.n;
	line_clear(&s->line);
	return 0;
}

/* Writes the heading. Returns 0, or -1 with why. */
static int
begin(struct sheet *s, const struct passphrase *passphrase, struct fail *why)
{
	switch (s->format) {
	case DESK_TEXT:
		textsheet_begin(&s->line, &s->facts);
		break;
	case DESK_JSON:
		if (jsonsheet_begin(&s->line, &s->facts) != 0)
			return fail_set(why, _("not enough memory"));
		break;
	case DESK_ZIP:
		s->zip = zipsheet_begin(s->fd, &s->facts, passphrase, why);
		if (s->zip == NULL)
			return -1;
		csvsheet_begin(&s->line);
		break;
	case DESK_CSV:
		csvsheet_begin(&s->line);
		break;
	}
	return take_line(s, why);
}

struct sheet *
sheet_begin(int fd, enum desk_format format, const struct sheet_facts *facts,
	const struct passphrase *passphrase, struct fail *why)
{
	struct sheet *s = wipe_alloc(sizeof *s);

	if (s == NULL) {
		fail_set(why, _("not enough memory"));
		return NULL;
	}
	s->fd = fd;
	s->format = format;
	s->facts = *facts;
	if (begin(s, passphrase, why) == 0)
		return s;
	sheet_abandon(s);
	return NULL;
}

int
sheet_add(struct sheet *s, const struct visit *visit, struct fail *why)
{
	if (s->format == DESK_TEXT)
		textsheet_visit(&s->line, visit);
	else if (s->format != DESK_JSON)
		csvsheet_visit(&s->line, visit, &s->facts);
	else if (jsonsheet_visit(&s->line, visit, s->visits) != 0)
		return fail_set(why, _("not enough memory"));
	s->visits++;
	return take_line(s, why);
}

int
sheet_end(struct sheet *s, struct fail *why)
{
	int rc = 0;

	if (s->format == DESK_JSON)
		jsonsheet_end(&s->line, s->visits);
	if (take_line(s, why) != 0 || flush(s, why) != 0)
		rc = -1;
	if (rc == 0 && s->zip != NULL) {
		rc = zipsheet_end(s->zip, why);
		s->zip = NULL;
	}
	sheet_abandon(s);
	return rc;
}

void
sheet_abandon(struct sheet *s)
{
	if (s != NULL && s->zip != NULL)
		zipsheet_abandon(s->zip);
	wipe_free(s);
}
