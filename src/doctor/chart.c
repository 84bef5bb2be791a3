/* SPDX-License-Identifier: ISC */
#include "doctor/chart.h"

#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "base/text.h"

#define WIDTH 80     /* columns of a line */
#define NARROWEST 30 /* columns for what was found, however long the words before it are */

static const char *
word_of(enum finding_result result)
{
	switch (result) {
	case FINDING_NOTE:
		return _("note");
	case FINDING_UNSEEN:
		return _("unseen");
	case FINDING_WARNING:
		return _("look");
	case FINDING_WRONG:
		return _("wrong");
	default:
		return _("fine");
	}
}

static int
width_of(const char *text)
{
	return text_width(text, strlen(text));
}

void
chart_measure(struct chart *chart, const char *title)
{
	enum finding_result result;

	for (result = FINDING_FINE; result <= FINDING_WRONG; result++)
		if (width_of(word_of(result)) > chart->word)
			chart->word = width_of(word_of(result));
	if (width_of(title) > chart->title)
		chart->title = width_of(title);
}

/* Prints text and blanks up to width columns. */
static void
print_padded(const char *text, int width)
{
	fputs(text, stdout);
	printf("%*s", width - width_of(text), "");
}

/* Prints text in as many lines as it takes from column at on; the first begins there already. */
static void
print_wrapped(const char *text, int at)
{
	int width = WIDTH - at < NARROWEST ? NARROWEST : WIDTH - at;
	size_t n = strlen(text), fits, skip;

	for (; n > 0; text += skip, n -= skip) {
		fits = text_line(text, n, width, &skip);
		printf("%.*s\n", (int)fits, text);
		if (skip < n)
			printf("%*s", at, "");
	}
}

static void
count(struct chart *chart, enum finding_result result)
{
	chart->fine += result == FINDING_FINE;
	chart->notes += result == FINDING_NOTE;
	chart->unseen += result == FINDING_UNSEEN;
	chart->warnings += result == FINDING_WARNING;
	chart->wrong += result == FINDING_WRONG;
}

bool
chart_print(struct chart *chart, const char *title, const struct finding *f)
{
	int at = chart->word + chart->title + 4;

	count(chart, f->result);
	if (f->result == FINDING_NONE)
		return false;
	print_padded(word_of(f->result), chart->word + 2);
	print_padded(title, chart->title + 2);
	print_wrapped(f->found, at);
	if (*f->remedy != '\0' && f->result != FINDING_UNSEEN) { /* of those it is said at the end */
		printf("%*s> ", at, "");
		print_wrapped(f->remedy, at + 2);
	}
	return true;
}

/* Prints how many there are of one kind, when there are any. */
static void
print_part(unsigned n, const char *kind, bool *first)
{
	if (n == 0)
		return;
	printf("%s%u %s", *first ? "" : ", ", n, kind);
	*first = false;
}

void
chart_end(const struct chart *chart)
{
	bool first = true;

	print_part(chart->fine, _("fine"), &first);
	print_part(chart->notes, _("to note"), &first);
	print_part(chart->unseen, _("unseen"), &first);
	print_part(chart->warnings, _("to look at"), &first);
	print_part(chart->wrong, _("wrong"), &first);
	puts(".");
	if (chart->unseen > 0)
		puts(_("Run as root to see what this account may not."));
}
