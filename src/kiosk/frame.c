/* SPDX-License-Identifier: ISC */
#include "kiosk/frame.h"

#include <stdio.h>
#include <string.h>

void
frame_find_languages(struct kiosk *k)
{
	const struct nls_language *languages;
	size_t i, n;

	languages = nls_languages(&n);
	k->offered_count = 0;
	for (i = 0; i < n && k->offered_count < KIOSK_LANGUAGES; i++)
		if (screen_can_show(&k->screen, languages[i].letters, strlen(languages[i].letters)) ||
			strcmp(languages[i].code, "en") == 0)
			k->offered[k->offered_count++] = &languages[i];
}

const struct nls_language *
frame_next_language(const struct kiosk *k)
{
	size_t i;

	for (i = 0; i < k->offered_count; i++)
		if (strcmp(k->offered[i]->code, nls_current()) == 0)
			break;
	return k->offered[(i + 1) % k->offered_count];
}

/* Puts part behind what is in line, with blanks between. */
static void
join(char *line, size_t cap, const char *blanks, const char *part)
{
	size_t n = strlen(line);

	snprintf(line + n, cap - n, "%s%s", n > 0 ? blanks : "", part);
}

/* Writes the last line: what the function keys do here. */
static void
write_keys(
	const struct kiosk *k, const struct page *page, char *line, size_t cap, const char *blanks)
{
	char part[64];

	line[0] = '\0';
	join(line, cap, blanks, _("F1 Help"));
	if (k->offered_count > 1) {
		snprintf(part, sizeof part, "F2 %s", frame_next_language(k)->name);
		join(line, cap, blanks, part);
	}
	if (page->accented)
		join(line, cap, blanks, _("F4 Accents"));
	if (page->own_key == 5)
		join(line, cap, blanks, _("F5 Country"));
}

void
frame_add(struct kiosk *k, struct page *page)
{
	page->bar = k->conf.organisation[0] != '\0' ? k->conf.organisation : _("Visitor register");
	page->alert = NULL;
	if (k->conf.demo)
		page->alert = _("Demo: no real data");
	else if (conf_is_trial(&k->conf))
		page->alert = _("Trial: no real data");
	page->bar_keys = screen_next_display(&k->screen);
	write_keys(k, page, k->keys, sizeof k->keys, "   ");
	if (k->conf.demo)
		join(k->keys, sizeof k->keys, "   ", _("F10 End"));
	write_keys(k, page, k->short_keys, sizeof k->short_keys, "  ");
	page->keys = k->keys;
	page->short_keys = k->short_keys;
	page->hint = page->field != NULL ? _("Enter: next. Esc: back.")
									 : _("Arrow keys choose, Enter goes on.");
	page->too_small = _("Please enlarge this window");
	page->more = _("More below: Page Down");
	page->cannot_show = _("Some letters cannot be shown here. They are kept as you typed them.");
	page->language = nls_current();
	page->touch = k->conf.touch;
	page->note = page->no_accents ? _("Type the plain letter first, then press F4.") : NULL;
	if (page->accents.n > 0)
		page->hint = _("Press the number or letter in front of the one you want.");
	page->error = page->field != NULL && k->error != NULL ? _(k->error) : NULL;
	if (page->full)
		page->error = _("No more letters fit here.");
}
