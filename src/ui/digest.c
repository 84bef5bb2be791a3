/* SPDX-License-Identifier: ISC */
#include "ui/digest.h"

#include <string.h>

/* FNV-1a (Fowler, Noll, Vo), 64 bits, a word at a time for numbers. */
#define BASIS 0xCBF29CE484222325u
#define PRIME 0x100000001B3u

static void
add_number(uint64_t *digest, int number)
{
	*digest = (*digest ^ (uint32_t)number) * PRIME;
}

/* A text that is not there differs from an empty one. */
static void
add_text(uint64_t *digest, const char *text)
{
	if (text == NULL) {
		add_number(digest, 0x100);
		return;
	}
	for (; *text != '\0'; text++)
		*digest = (*digest ^ (unsigned char)*text) * PRIME;
	add_number(digest, 0x101);
}

static void
add_texts(uint64_t *digest, const char *const *texts, size_t most)
{
	size_t i;

	for (i = 0; i < most && texts[i] != NULL; i++)
		add_text(digest, texts[i]);
	add_number(digest, (int)i);
}

uint64_t
digest_of(const struct screen *s, const struct page *page)
{
	const char *const single[] = {page->bar, page->alert, page->bar_keys, page->title, page->big,
		page->error, page->note, page->cannot_show, page->quiet, page->hint, page->keys,
		page->short_keys, page->aside, page->short_aside, page->too_small, page->more};
	const int numbers[] = {screen_rows(s), screen_columns(s), (int)s->display, s->colour,
		page->reading != NULL, page->links, page->chosen, (int)page->pad, page->touch, page->focus,
		page->scroll, page->full, page->halted, page->small, (int)page->accents.n};
	uint64_t digest = BASIS;
	const char *text;
	size_t i, n;

	for (i = 0; i < sizeof single / sizeof single[0]; i++)
		add_text(&digest, single[i]);
	for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		add_number(&digest, numbers[i]);
	add_texts(&digest, page->paragraphs, PAGE_PARAGRAPHS);
	add_texts(&digest, page->symbols, PAGE_PARAGRAPHS);
	add_texts(&digest, page->buttons, PAGE_BUTTONS);
	if (page->pad_rows != NULL)
		add_texts(&digest, page->pad_rows, PAGE_SPOTS);
	add_text(&digest, page->accents.text);
	if (page->field != NULL) {
		text = field_text(page->field, &n);
		add_number(&digest, screen_can_show(s, text, n));
	}
	return digest != 0 ? digest : 1;
}
