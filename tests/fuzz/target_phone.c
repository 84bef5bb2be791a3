/* SPDX-License-Identifier: ISC */
/* What a visitor types as a number. The first byte says of which country, and if it was chosen. */
#include <string.h>

#include "base/text.h"
#include "fuzz/target.h"
#include "visit/dial.h"
#include "visit/phone.h"

/* What was kept says the same again, in itself and in groups. */
static void
check_kept(const struct phone_reading *r, enum phone_result result)
{
	struct phone_reading again;
	char grouped[PHONE_GROUPED];
	enum phone_result second;

	TARGET_MUST(phone_is_kept(r->number, r->len));
	TARGET_MUST(r->len == strnlen(r->number, sizeof r->number));
	TARGET_MUST(phone_group(r->number, r->len, grouped, sizeof grouped) == 0);
	if (result != PHONE_OK)
		return;
	TARGET_MUST(
		r->plan != NULL && memcmp(r->number + 1, r->plan->code, strlen(r->plan->code)) == 0);
	TARGET_MUST(plan_usual(plan_of_number(r->number, r->len), r->len - 1 - strlen(r->plan->code)));
	second = phone_read(r->number, r->len, NULL, false, &again);
	TARGET_MUST(second == PHONE_OK && memcmp(again.number, r->number, sizeof again.number) == 0);
	second = phone_read(grouped, strlen(grouped), r->plan, true, &again);
	TARGET_MUST(second == PHONE_OK && memcmp(again.number, r->number, sizeof again.number) == 0);
}

int
target_phone(const uint8_t *data, size_t n)
{
	static const struct phone_reading nothing;
	const struct plan *country = n > 1 ? plan_at((data[0] | data[1] << 8) >> 1) : NULL;
	bool chosen = country != NULL && (data[0] & 1) != 0;
	struct phone_reading reading, preview;
	enum phone_result result;
	const char *typed;

	if (n < 2)
		return 0;
	typed = (const char *)data + 2;
	n -= 2;
	memset(&reading, 0xA5, sizeof reading);
	result = phone_read(typed, n, country, chosen, &reading);
	phone_preview(typed, n, country, chosen, &preview);
	TARGET_MUST((result == PHONE_OK) == (phone_phrase(result) == NULL));
	if (result != PHONE_OK && result != PHONE_UNLIKELY) {
		TARGET_MUST(memcmp(&reading, &nothing, sizeof reading) == 0);
		return 0;
	}
	TARGET_MUST(memcmp(&reading, &preview, sizeof reading) == 0);
	check_kept(&reading, result);
	return result == PHONE_OK;
}
