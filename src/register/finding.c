/* SPDX-License-Identifier: ISC */
#include "register/finding.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/nls.h"

typedef unsigned long long number;

/* Returns the length of the line at at without its newline; *whole becomes whether it has one. */
static size_t
line_length(const struct finding *f, size_t at, bool *whole)
{
	const char *end = at < f->n ? memchr(f->text + at, '\n', f->n - at) : NULL;

	*whole = end != NULL;
	return end != NULL ? (size_t)(end - f->text) - at : f->n - at;
}

/* Says whether the line at at follows head. */
static bool
follows(const struct finding *f, size_t at, const struct ledger_head *head)
{
	struct ledger_head copy = *head;
	struct ledgerline line;

	return at < f->n && ledgerline_next(f->text + at, f->n - at, &copy, &line) > 0;
}

/* Says whether some line from at on follows head. */
static bool
follows_later(const struct finding *f, size_t at, const struct ledger_head *head)
{
	bool whole = true;

	for (; at < f->n && whole; at += line_length(f, at, &whole) + 1)
		if (follows(f, at, head))
			return true;
	return false;
}

/* The line has another number than the one that is next. */
static int
wrong_number(const struct finding *f, const struct ledgerline *line, size_t next, struct fail *why)
{
	number expected = f->head->n + 1, got = line->head.n;

	if (got == f->head->n && memcmp(line->head.h, f->head->h, LEDGER_HASH) == 0)
		return fail_set(why, _("ledger line %llu stands there twice: it was copied"), got);
	if (got > expected && follows_later(f, next, f->head))
		return fail_set(why,
			_("ledger line %llu stands behind line %llu: lines were put in another order"),
			expected, got);
	if (follows(f, next, f->head))
		return fail_set(why,
			_("ledger line %llu: a line that does not belong there stands before it: it was put "
			  "in, for without it the chain is whole"),
			expected);
	if (got == f->head->n && follows(f, f->at, f->before))
		return fail_set(why,
			_("ledger line %llu is there in two forms that both fit the line before: one of them "
			  "was put in, or written anew"),
			got);
	if (got < expected)
		return fail_set(why,
			_("ledger line %llu: it says it is line %llu: a line was put in, or its number was "
			  "changed"),
			expected, got);
	if (expected == 1)
		return fail_set(
			why, _("the ledger begins with line %llu: what stood before it was removed"), got);
	return fail_set(why,
		_("after ledger line %llu comes line %llu: what stood between them was removed"),
		expected - 1, got);
}

/* The number is right and the hash does not fit. */
static int
wrong_hash(const struct finding *f, const struct ledgerline *line, size_t next, struct fail *why)
{
	struct ledger_head named = line->head, right = named;
	number at = named.n, torn = ledgerline_number(line, "torn");

	if (torn != 0)
		return fail_set(why,
			_("ledger line %llu covers %llu bytes that a crash left before it, and they are not there: "
			  "they were removed"),
			at, torn);

	ledgerline_hash(f->head, line, right.h);
	if (follows(f, next, &right))
		return fail_set(why,
			_("ledger line %llu: only its hash was changed: the next line was written after the "
			  "text that stands there"),
			at);
	if (follows(f, next, f->head))
		return fail_set(why,
			_("ledger line %llu: a line that does not belong there stands before it: it was put "
			  "in, for without it the chain is whole"),
			at);
	if (next >= f->n)
		return fail_set(why,
			_("ledger line %llu, the last one, does not fit its hash: it, its hash or the line "
			  "before was changed"),
			at);
	if (!follows(f, next, &named))
		return fail_set(why,
			_("ledger line %llu and the next do not fit their hashes: more than one line was "
			  "changed, or all from here on"),
			at);
	if (at == 1 || f->known->last.n == at - 1)
		return fail_set(why,
			_("ledger line %llu was changed: the text does not fit its hash, and the next line "
			  "was written after that hash"),
			at);
	return fail_set(why,
		_("ledger line %llu does not fit its hash, and the next line does: line %llu was changed, "
		  "or line %llu was replaced together with its hash"),
		at, at, at - 1);
}

/* What stands there has not the form of a line. */
static int
wrong_form(const struct finding *f, size_t length, size_t next, struct fail *why)
{
	const char *text = f->text + f->at;
	number expected = f->head->n + 1;

	if (follows(f, next, f->head))
		return fail_set(why,
			_("ledger line %llu: something that is no line stands before it: it was put in, for "
			  "without it the chain is whole"),
			expected);
	if (length == 0)
		return fail_set(why, _("ledger line %llu is empty"), expected);
	if (memchr(text, '\0', length) != NULL)
		return fail_set(why,
			_("ledger line %llu has zero bytes in it: no program writes them there, but a damaged "
			  "disk may leave them"),
			expected);
	if (ledgerline_is_torn(text, length))
		return fail_set(why,
			_("ledger line %llu does not fit the piece before it that a crash left: one of the two "
			  "was changed"),
			expected);
	if (text[length - 1] == '\r')
		return fail_set(why,
			_("ledger line %llu ends with a carriage return, as an editor or a copy from another "
			  "system leaves it: the file was written by another program"),
			expected);
	if (length >= LEDGERLINE_MOST)
		return fail_set(
			why, _("ledger line %llu is longer than any line that is written there"), expected);
	return fail_set(
		why, _("ledger line %llu: not the form of a line: it was damaged or replaced"), expected);
}

bool
finding_is_unfinished(const struct finding *f)
{
	size_t at = f->at, length;
	bool whole;

	/* torn pieces before it are passed over */
	do {
		length = line_length(f, at, &whole);
		if (!whole || at >= f->n)
			return true;
		at += length + 1;
	} while (ledgerline_is_torn(f->text + at - length - 1, length));
	return false;
}

int
finding_line(const struct finding *f, struct fail *why)
{
	number expected = f->head->n + 1;
	struct ledgerline line;
	bool whole;
	size_t length = line_length(f, f->at, &whole), next = f->at + length + 1;

	if (finding_is_unfinished(f)) {
		if (f->known->last.n >= expected)
			return fail_set(why,
				_("ledger line %llu is cut off in the middle, and it was whole when it was last "
				  "seen: the end of the ledger was removed"),
				expected);
		return fail_set(why,
			_("ledger line %llu: it has no end: the power went while it was written, or its end "
			  "was removed. The next run of welkom-purge that writes a line mends it"),
			expected);
	}
	if (ledgerline_read(f->text + f->at, length, &line) != 0)
		return wrong_form(f, length, next, why);
	if (line.head.n != expected)
		return wrong_number(f, &line, next, why);
	return wrong_hash(f, &line, next, why);
}

int
finding_unknown(const struct finding *f, struct fail *why)
{
	number at = f->head->n;
	const struct ledger_head *known = at == f->known->first.n ? &f->known->first : &f->known->last;

	if (at == known->n && follows(f, f->at, known))
		return fail_set(why,
			_("ledger line %llu was replaced together with its hash: it is not the one known here, "
			  "and the next line was written after the one known here"),
			at);
	if (at == 1)
		return fail_set(why,
			_("the first ledger line is not the one known here: this is the ledger of another "
			  "register, or all of it was written anew"));
	return fail_set(why,
		_("ledger line %llu is not the one known here, and all lines fit one another: the ledger "
		  "was written anew from this line or an earlier one on"),
		at);
}

int
finding_short(const struct finding *f, struct fail *why)
{
	number has = f->head->n, known = f->known->last.n;

	if (has == 0)
		return fail_set(why,
			_("the ledger is empty, and %llu lines are known here: all of them were removed"),
			known);
	return fail_set(why,
		ngettext("the ledger has %llu lines, %llu are known here: its last line was cut off",
			"the ledger has %llu lines, %llu are known here: its last lines were cut off",
			(unsigned long)(known - has)),
		has, known);
}

int
finding_unopened(int state, int error, struct fail *why)
{
	struct stat st;

	if (error == ENOENT)
		return fail_set(why,
			_("the ledger is missing: there is no file “ledger” in the folder state; what was done "
			  "until now is not on record any more"));
	if (fstatat(state, "ledger", &st, AT_SYMLINK_NOFOLLOW) != 0)
		return fail_errno(why, error, _("cannot open the ledger"));
	if (S_ISLNK(st.st_mode))
		return fail_set(
			why, _("the ledger was replaced by a symbolic link; where it leads is not read"));
	if (!S_ISREG(st.st_mode))
		return fail_set(why,
			_("the ledger was replaced by something that is no file: a folder, a pipe or a device"));
	if (st.st_nlink > 1)
		return fail_set(why,
			_("the file of the ledger has a second name (a hard link), by which it can be changed "
			  "from another folder; it is not read while it has"));
	return fail_errno(why, error, _("cannot open the ledger"));
}
