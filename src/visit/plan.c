/* SPDX-License-Identifier: ISC */
#include "visit/plan.h"

#include <string.h>

#include "visit/plantable.h"

#define COUNTRIES_MAX 4 /* of one language */

/* The main country whose calling code is the n digits at code. */
static const struct plan *
of_code(const char *code, size_t n)
{
	size_t count;
	const struct plan *rows = plantable_rows(&count);

	for (size_t i = 0; i < count; i++) {
		if (rows[i].main && strlen(rows[i].code) == n && memcmp(rows[i].code, code, n) == 0)
			return &rows[i];
	}
	return NULL;
}

const struct plan *
plan_of_code(const char *code)
{
	return of_code(code, strlen(code));
}

const struct plan *
plan_of_region(const char *region)
{
	size_t count;
	const struct plan *rows = plantable_rows(&count);

	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].region, region) == 0)
			return &rows[i];
	}
	return NULL;
}

const struct plan *
plan_of_number(const char *number, size_t n)
{
	const struct plan *plan = NULL;

	if (n == 0 || number[0] != '+')
		return NULL;
	for (size_t code = PLAN_CODE_MAX; code > 0 && plan == NULL; code--) {
		if (code < n)
			plan = of_code(number + 1, code);
	}
	return plan;
}

static bool
has_bit(uint32_t mask, size_t bit)
{
	return bit < 32 && (mask >> bit & 1) != 0;
}

bool
plan_possible(const struct plan *plan, size_t digits)
{
	return plan != NULL && has_bit(plan->lengths, digits);
}

bool
plan_usual(const struct plan *plan, size_t digits)
{
	return plan != NULL && has_bit(plan->usual, digits);
}

size_t
plan_count(void)
{
	size_t count;

	plantable_rows(&count);
	return count;
}

const struct plan *
plan_at(size_t i)
{
	size_t count;
	const struct plan *rows = plantable_rows(&count);

	return i < count ? &rows[i] : NULL;
}

const struct plan *
plan_of_language(const char *language, size_t i)
{
	static const struct {
		char language[3], regions[COUNTRIES_MAX][3];
	} known[] = {
		{"de", {"DE", "AT", "CH"}},
		{"en", {"GB", "IE", "US"}},
		{"fr", {"FR", "BE", "CH", "LU"}},
		{"nl", {"NL", "BE"}},
		{"pl", {"PL"}},
	};

	for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
		if (strcmp(known[k].language, language) == 0)
			return i < COUNTRIES_MAX ? plan_of_region(known[k].regions[i]) : NULL;
	}
	return NULL;
}
