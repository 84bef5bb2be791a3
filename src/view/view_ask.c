/* SPDX-License-Identifier: ISC */
#include "view/view_ask.h"

#include <string.h>

#include "base/text.h"
#include "base/wipe.h"
#include "view/view_loop.h"

enum view_end
view_ask_page(struct view *v, struct page *page, void (*build)(struct view *v, struct page *page),
	const char *(*take)(struct view *v, struct page *page), const char *const *help)
{
	enum view_end end;

	for (;;) {
		end = view_loop_page(v, page, build, help);
		if (end == VIEW_DONE && page->focus == 1)
			end = VIEW_BACK;
		if (end != VIEW_DONE)
			break;
		v->error = take(v, page);
		if (v->error == NULL)
			break;
		page->focus = PAGE_IN_FIELD;
	}
	v->error = NULL;
	field_clear(page->field);
	return end;
}

void
view_ask_fill(struct field *field, const char *text, size_t n)
{
	size_t used;
	uint32_t uc;

	field_clear(field);
	for (; n > 0; text += used, n -= used) {
		used = text_decode(text, n, &uc);
		if (used == 0 || field_insert(field, uc) != FIELD_DONE)
			break;
	}
	wipe_bytes(&uc, sizeof uc);
}

void
view_ask_copy(const struct field *field, char *out, size_t cap)
{
	size_t n;
	const char *text = field_text(field, &n);

	if (n >= cap)
		n = cap - 1;
	memcpy(out, text, n);
	out[n] = '\0';
}
