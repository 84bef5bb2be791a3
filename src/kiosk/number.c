/* SPDX-License-Identifier: ISC */
#include "kiosk/number.h"

#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "base/wipe.h"
#include "kiosk/ask.h"
#include "kiosk/screens.h"
#include "visit/phone.h"

enum { NEXT, BACK };

static const struct plan *
configured(const struct kiosk *k)
{
	return plan_of_code(k->conf.calling_code);
}

/* The country that a number without one is of. */
static const struct plan *
country_of(const struct kiosk *k)
{
	return k->country != NULL ? k->country : configured(k);
}

/* Says whether the number read is the one that this visit holds already. */
static bool
is_held(const struct kiosk *k, const struct phone_reading *reading)
{
	const struct visitor *visitor = &k->visitor->visit.visitor;

	return reading->len > 0 && reading->len == visitor->phone_len &&
		memcmp(reading->number, visitor->phone, sizeof reading->number) == 0;
}

/* Writes how the number is understood: "Netherlands +31 6 12". In locked memory. */
static void
write_understood(struct kiosk *k, const struct phone_reading *reading)
{
	const struct plan *plan = reading->plan;
	char *out = k->visitor->understood, *const end = out + sizeof k->visitor->understood;
	int n;

	*out = '\0';
	if (plan == NULL && k->country != NULL && reading->len == 0)
		plan = k->country;
	if (plan != NULL) {
		n = snprintf(out, KIOSK_COUNTRY, "%s ", _(plan->name));
		out += n < KIOSK_COUNTRY ? n : KIOSK_COUNTRY - 1;
	}
	if (phone_group(reading->number, reading->len, out, (size_t)(end - out)) == 0)
		return;
	if (plan != NULL)
		snprintf(out, (size_t)(end - out), "+%s", plan->code);
}

static void
build_phone(struct kiosk *k, struct page *page)
{
	size_t n;
	const char *typed = field_text(k->phone, &n);
	bool plain = k->screen.display == SCREEN_PLAIN;

	page->title = _("Your phone number");
	page->paragraphs[0] = _("Type the number you can be reached at, then press Enter.");
	/* beside the keys on the screen there is no room for it; F5 says it too */
	if (!k->conf.touch)
		page->paragraphs[1] = _("From another country? Press F5, or begin with + and the country "
								"code. Only the form of the number is checked.");
	page->buttons[NEXT] = _("Sign in");
	page->buttons[BACK] = _("Back");
	page->pad = PAGE_DIGITS;
	page->own_key = 5;
	phone_preview(typed, n, country_of(k), k->country != NULL, &k->visitor->reading);
	write_understood(k, &k->visitor->reading);
	/* the plain display does not change while something is typed: there it is said at Enter */
	page->reading = !plain || is_held(k, &k->visitor->reading) ? k->visitor->understood : NULL;
	if (k->error != NULL && is_held(k, &k->visitor->reading))
		k->visitor->asked = true;
	wipe_bytes(&k->visitor->reading, sizeof k->visitor->reading);
}

/* Says whether a number with a trunk prefix may be of another country than the configured one: the
 * visitor chose a language that is not spoken there. */
static bool
is_doubtful(const struct kiosk *k, const struct phone_reading *reading)
{
	const struct plan *plan;
	size_t i;

	if (reading->how != PHONE_BY_TRUNK || k->country != NULL ||
		strcmp(nls_current(), k->language) == 0)
		return false;
	for (i = 0; (plan = plan_of_language(nls_current(), i)) != NULL; i++)
		if (plan == reading->plan)
			return false;
	return true;
}

/* Takes the number that was typed into the visit. Returns the screen that follows: this one again
 * when there is something to mend or to confirm. */
static enum kiosk_step
take(struct kiosk *k)
{
	struct visitor *visitor = &k->visitor->visit.visitor;
	struct phone_reading *reading = &k->visitor->reading;
	enum kiosk_step step = KIOSK_DONE;
	enum phone_result result;
	size_t n;
	const char *typed = field_text(k->phone, &n);
	bool confirmed;

	result = phone_read(typed, n, country_of(k), k->country != NULL, reading);
	/* Enter pressed twice at once is no answer to a question that nobody has seen */
	confirmed = k->visitor->asked && is_held(k, reading);
	k->error = NULL;
	if (result == PHONE_NO_COUNTRY || is_doubtful(k, reading))
		step = KIOSK_ASK_COUNTRY;
	else if (result == PHONE_OK && !confirmed && k->screen.display == SCREEN_PLAIN)
		k->error = N_("Is this number right? Then press Enter again.");
	else if (result != PHONE_OK && !(result == PHONE_UNLIKELY && confirmed))
		k->error = phone_phrase(result);
	if (step == KIOSK_ASK_COUNTRY) /* nothing was shown that a next Enter could confirm */
		wipe_bytes(reading, sizeof *reading);
	memcpy(visitor->phone, reading->number, sizeof visitor->phone);
	visitor->phone_len = reading->len;
	k->visitor->asked = confirmed;
	wipe_bytes(reading, sizeof *reading);
	return k->error != NULL ? KIOSK_ASK_PHONE : step;
}

enum kiosk_step
number_ask(struct kiosk *k)
{
	enum kiosk_step step;
	struct page page;

	page_start(&page, k->phone);
	for (;;) {
		switch (ask_page(k, &page, build_phone, ASK_WARNED)) {
		case ASK_LEAVE:
			return KIOSK_LEAVE;
		case ASK_IDLE:
			return KIOSK_WELCOME;
		case ASK_KEY:
			return KIOSK_ASK_COUNTRY;
		case ASK_BACK:
			return KIOSK_ASK_NAME;
		case ASK_CHOSEN:
			if (page.focus == BACK)
				return KIOSK_ASK_NAME;
			break;
		default:
			break;
		}
		step = take(k);
		if (step != KIOSK_ASK_PHONE)
			return step;
		ask_again(k, &page);
	}
}

/* Fills k->countries: the configured one, then those of the language in use. */
static size_t
find_countries(struct kiosk *k)
{
	const struct plan *plan = configured(k);
	size_t n = 0, i, j;

	if (plan != NULL)
		k->countries[n++] = plan;
	for (i = 0; n < KIOSK_COUNTRIES && (plan = plan_of_language(nls_current(), i)) != NULL; i++) {
		for (j = 0; j < n && k->countries[j] != plan; j++)
			;
		if (j == n)
			k->countries[n++] = plan;
	}
	return n;
}

static void
build_country(struct kiosk *k, struct page *page)
{
	size_t i, n = find_countries(k);
	int before = page_buttons(page);
	bool other = before > 0 && page->focus == before - 1;

	page->title = _("Country of the number");
	page->paragraphs[0] = _("From which country is the number?");
	for (i = 0; i < n; i++) {
		snprintf(k->labels[i], sizeof k->labels[i], "%.*s +%s", KIOSK_COUNTRY,
			_(k->countries[i]->name), k->countries[i]->code);
		page->buttons[i] = k->labels[i];
	}
	page->buttons[n] = _("Another country");
	page->buttons[n + 1] = NULL;
	/* F2 may have made the list shorter or longer */
	if (other || page->focus > (int)n)
		page->focus = (int)n;
}

enum kiosk_step
number_ask_country(struct kiosk *k)
{
	struct page page;
	size_t i, n = find_countries(k);

	page_start(&page, NULL);
	for (i = 0; i < n; i++)
		if (k->countries[i] == k->country)
			page.focus = (int)i;
	switch (ask_page(k, &page, build_country, ASK_WARNED)) {
	case ASK_LEAVE:
		return KIOSK_LEAVE;
	case ASK_IDLE:
		return KIOSK_WELCOME;
	case ASK_CHOSEN:
		if (page.focus < page_buttons(&page) - 1) {
			k->country = k->countries[page.focus];
			k->error = NULL; /* it was about the number as it was read before */
			break;
		}
		k->country = NULL;
		k->error = N_("Please begin with + and the country code, such as +44.");
		field_home(k->phone);
		break;
	default:
		break;
	}
	return KIOSK_ASK_PHONE;
}
