/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "tty/look.h"
#include "tty/svg.h"
#include "tty/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum look_attribute { LOOK_BOLD, LOOK_REVERSE, LOOK_UNDERLINE };

struct look_cell {
	const struct vt *vt;
	const char *text;
	enum look_attribute attribute;
};

static bool
is_there(const struct page *page, const void *want)
{
	return page_has(page, want);
}

static bool
is_gone(const struct page *page, const void *want)
{
	return !page_has(page, want);
}

bool
look_wait(struct stage *st, char *text)
{
	return stage_until(st, is_there, text) || stage_fail_wait(st, "not on the screen");
}

bool
look_wait_gone(struct stage *st, char *text)
{
	return stage_until(st, is_gone, text) || stage_fail_wait(st, "still on the screen");
}

static bool
holds_now(struct stage *st, stage_test *test, const void *want)
{
	struct page page;
	bool holds;

	page_take(&page, st->vt);
	holds = test(&page, want);
	page_drop(&page);
	return holds;
}

bool
look_expect(struct stage *st, char *text)
{
	vt_drain(st->vt);
	if (holds_now(st, is_there, text))
		return true;
	/* the program may be in the middle of drawing */
	stage_settle(st);
	return holds_now(st, is_there, text) || stage_fail(st, "not on the screen");
}

bool
look_expect_not(struct stage *st, char *text)
{
	stage_settle(st);
	return holds_now(st, is_gone, text) || stage_fail(st, "on the screen");
}

static bool
is_without_trace(const struct page *page, const void *want)
{
	return !page_has_trace(page, want);
}

bool
look_residue(struct stage *st, char *text)
{
	stage_settle(st);
	return holds_now(st, is_without_trace, text) || stage_fail(st, "left on the screen");
}

static bool
has_cursor_near(const struct page *page, const char *text, bool after)
{
	size_t n = strlen(text);
	long i;

	for (i = page_find(page, text, 0); i >= 0; i = page_find(page, text, (size_t)i + 1)) {
		int col = page->cursor.col, left = page->at[i].col, right = page->at[(size_t)i + n].col;

		if (page->at[i].row != page->cursor.row)
			continue;
		if (after ? col >= right && col <= right + 2 : col >= left && col < right)
			return true;
	}
	return false;
}

static bool
has_cursor_after(const struct page *page, const void *want)
{
	return has_cursor_near(page, want, true);
}

static bool
has_cursor_on(const struct page *page, const void *want)
{
	return has_cursor_near(page, want, false);
}

bool
look_cursor_after(struct stage *st, char *text)
{
	return stage_until(st, has_cursor_after, text) ||
		stage_fail_wait(st, "the cursor is not there");
}

bool
look_cursor_on(struct stage *st, char *text)
{
	return stage_until(st, has_cursor_on, text) || stage_fail_wait(st, "the cursor is not there");
}

static bool
has_attribute(const struct page *page, const void *want)
{
	const struct look_cell *look = want;
	long i;

	for (i = page_find(page, look->text, 0); i >= 0;
		 i = page_find(page, look->text, (size_t)i + 1)) {
		VTermScreenCell cell;

		vt_cell(look->vt, page->at[i].col, page->at[i].row, &cell);
		if (look->attribute == LOOK_BOLD          ? cell.attrs.bold
				: look->attribute == LOOK_REVERSE ? cell.attrs.reverse
												  : cell.attrs.underline != 0)
			return true;
	}
	return false;
}

bool
look_cell(struct stage *st, char *text)
{
	static const char *const names[] = {"bold", "reverse", "underline"};
	struct look_cell look = {.vt = st->vt, .text = text};
	char *last = strrchr(text, ' ');
	size_t i;

	if (last == NULL || last == text)
		return stage_fail(st, "needs a text and bold, reverse or underline");
	for (i = 0; i < 3 && strcmp(last + 1, names[i]) != 0; i++)
		;
	if (i == 3)
		return stage_fail(st, "%s is neither bold, reverse nor underline", last + 1);
	look.attribute = (enum look_attribute)i;
	*last = '\0';
	return stage_until(st, has_attribute, &look) || stage_fail_wait(st, "no such cell");
}

/* Cuts blanks and boxes off both ends of s, in place; returns where it begins then. */
static char *
trim(char *s)
{
	char *p, *end;
	size_t n;

	while ((n = page_filler(s)) != 0)
		s += n;
	for (p = end = s; *p != '\0';) {
		n = page_filler(p);
		p += n != 0 ? n : 1;
		if (n == 0)
			end = p;
	}
	*end = '\0';
	return s;
}

static bool
save_from(struct stage *st, const char *name, const char *left, const char *right)
{
	struct page page;
	char *value;
	long i;

	page_take(&page, st->vt);
	i = page_find(&page, left, 0);
	if (i < 0) {
		page_drop(&page);
		return stage_fail(st, "not in one row of the screen");
	}
	value = page.text + i + strlen(left);
	value[strcspn(value, "\n")] = '\0';
	if (right != NULL && strstr(value, right) != NULL)
		*strstr(value, right) = '\0';
	setenv(name, trim(value), 1);
	page_drop(&page);
	return true;
}

static bool
is_in_row(const struct page *page, const void *want)
{
	return page_find(page, want, 0) >= 0;
}

bool
look_save(struct stage *st, char *text)
{
	size_t n = strcspn(text, " \t");
	char *left = text + n + strspn(text + n, " \t"), *right;

	if (!words_is_name(text, n) || *left == '\0')
		return stage_fail(st, "needs a variable's name and a text");
	text[n] = '\0';
	right = strstr(left, " | ");
	if (right != NULL) {
		*right = '\0';
		right += 3;
	}
	return stage_until(st, is_in_row, left) ? save_from(st, text, left, right)
											: stage_fail_wait(st, "not in one row of the screen");
}

bool
look_print(struct stage *st, char *title)
{
	struct page page;

	stage_settle(st);
	page_take(&page, st->vt);
	page_print(&page, title, stdout);
	page_drop(&page);
	return true;
}

bool
look_svg(struct stage *st, char *path)
{
	stage_settle(st);
	return svg_write(st->vt, path) == 0 || stage_fail(st, "%s", strerror(errno));
}
