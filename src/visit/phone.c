/* SPDX-License-Identifier: ISC */
#include "visit/phone.h"

#include <string.h>

#include "base/nls.h"
#include "base/wipe.h"
#include "visit/dial.h"

#define DIGITS_MIN 2
#define DIGITS_MAX (VISITOR_PHONE_MAX - 1)
/* Digits of the longest national numbers that people really have. Some plans, such as the German
 * one, have room for more. */
#define LONG_AT_HOME 11

/* Where the national number begins in the digits of a dial, and how many of those are left out. */
struct cut {
	size_t at, drop;
};

/* Finds how many digits stand for "international" in front: none after a plus, or 00. A 0 cannot
 * follow: no calling code begins with it. Returns false for a number without calling code. */
static bool
find_international(const struct dial *dial, size_t *prefix)
{
	*prefix = 0;
	if (dial->plus && (dial->n == 0 || dial->digits[0] != '0'))
		return true;
	*prefix = 2;
	return dial->n >= 2 && memcmp(dial->digits, "00", 2) == 0 &&
		(dial->n == 2 || dial->digits[2] != '0');
}

/* Says whether the digits at position at begin with the n digits of prefix, n > 0. */
static bool
begins(const struct dial *dial, size_t at, const char *prefix, size_t n)
{
	return n > 0 && dial->n - at >= n && memcmp(dial->digits + at, prefix, n) == 0;
}

/* Says whether of digits a person's number in plan is left only without the first n. */
static bool
only_without(const struct plan *plan, size_t digits, size_t n)
{
	return !plan_usual(plan, digits) && plan_usual(plan, digits - n);
}

/* Returns how many digits at position at, after a calling code, are dialled inside the country
 * only. code is the position where the calling code begins; plan may be NULL. */
static size_t
count_trunk(const struct dial *dial, const struct plan *plan, size_t code, size_t at)
{
	const char *trunk = plan != NULL ? plan->trunk : "";
	size_t n = strlen(trunk), left = dial->n - at;
	bool bracket = plan != NULL ? dial->bracket == at
								: dial->bracket > code && dial->bracket <= code + PLAN_CODE_MAX;

	if (bracket && dial->bracketed == n && begins(dial, at, trunk, n))
		return n;
	if (bracket && dial->bracketed == 1 && dial->digits[dial->bracket] == '0' &&
		(plan == NULL || only_without(plan, left, 1)))
		return 1;
	return begins(dial, at, trunk, n) && (plan->apart || only_without(plan, left, n)) ? n : 0;
}

/* Says whether the n digits of a national number at digits are as many as a person's in plan, and do
 * not begin as none there does. */
static bool
is_usual(const struct plan *plan, const char *digits, size_t n)
{
	size_t trunk;

	if (!plan_usual(plan, n))
		return false;
	trunk = strlen(plan->trunk);
	return !plan->apart || n < trunk || memcmp(digits, plan->trunk, trunk) != 0;
}

/* Makes the kept form: the calling code code, and the national number without what cut drops. */
static enum phone_result
compose(const struct dial *dial, const char *code, size_t code_n, struct cut cut,
	struct phone_reading *out)
{
	size_t from = cut.at + cut.drop, left = dial->n - from;

	if (left == 0 || code_n + left < DIGITS_MIN)
		return PHONE_EMPTY;
	if (code_n + left > DIGITS_MAX)
		return PHONE_TOO_LONG;
	out->number[0] = '+';
	memcpy(out->number + 1, code, code_n);
	memcpy(out->number + 1 + code_n, dial->digits + from, left);
	out->len = (uint8_t)(1 + code_n + left);
	/* no country has the code before the bracket, even if one has what it is now */
	if (out->plan == NULL)
		return PHONE_UNLIKELY;
	return is_usual(plan_of_number(out->number, out->len), dial->digits + from, left)
		? PHONE_OK
		: PHONE_UNLIKELY;
}

static enum phone_result
read_international(const struct dial *dial, size_t prefix, struct phone_reading *out)
{
	char start[1 + PLAN_CODE_MAX] = {'+'};
	size_t n = dial->n - prefix, code;
	enum phone_result result;
	struct cut cut;

	if (n > PLAN_CODE_MAX)
		n = PLAN_CODE_MAX;
	memcpy(start + 1, dial->digits + prefix, n);
	out->plan = plan_of_number(start, 1 + n);
	out->how = PHONE_BY_CODE;
	code = out->plan != NULL ? strlen(out->plan->code) : 0;
	cut.at = prefix + code;
	cut.drop = count_trunk(dial, out->plan, prefix, cut.at);
	if (out->plan == NULL) {
		/* a bracket stands after the calling code, wherever that ends */
		code = cut.drop > 0 ? dial->bracket - prefix : 0;
		cut.at = prefix + code;
	}
	result = compose(dial, dial->digits + prefix, code, cut, out);
	wipe_bytes(start, sizeof start);
	return result;
}

/* Returns what is to be left out in front of a number of a country that the visitor chose. */
static size_t
count_before_chosen(const struct dial *dial, const struct plan *country)
{
	size_t trunk = strlen(country->trunk), code = strlen(country->code), n = dial->n;

	if (begins(dial, 0, country->trunk, trunk) &&
		(country->apart || plan_usual(country, n - trunk) || !plan_usual(country, n)))
		return trunk;
	if (begins(dial, 0, country->code, code) && plan_usual(country, n - code) &&
		(n > LONG_AT_HOME || !plan_usual(country, n)))
		return code;
	return 0;
}

static enum phone_result
read_national(
	const struct dial *dial, const struct plan *country, bool chosen, struct phone_reading *out)
{
	enum phone_result result;
	struct cut cut = {0};

	if (country == NULL)
		return dial->n == 0 ? PHONE_EMPTY : PHONE_NO_COUNTRY;
	if (chosen)
		cut.drop = count_before_chosen(dial, country);
	else if (begins(dial, 0, country->trunk, strlen(country->trunk)))
		cut.drop = strlen(country->trunk);
	else
		return dial->n == 0 ? PHONE_EMPTY : PHONE_NO_COUNTRY;
	out->plan = country;
	out->how = chosen ? PHONE_BY_CHOICE : PHONE_BY_TRUNK;
	result = compose(dial, country->code, strlen(country->code), cut, out);
	/* a plus before a 0 is a slip: which one, the visitor knows */
	return result == PHONE_OK && dial->plus ? PHONE_UNLIKELY : result;
}

/* phone_read, but out keeps the country whatever the result is. */
static enum phone_result
understand(
	const char *typed, size_t n, const struct plan *country, bool chosen, struct phone_reading *out)
{
	enum phone_result result;
	struct dial dial;
	size_t prefix;

	wipe_bytes(out, sizeof *out);
	switch (dial_read(&dial, typed, n)) {
	case DIAL_BAD_CHARACTER:
		return PHONE_BAD_CHARACTER;
	case DIAL_TOO_LONG:
		return PHONE_TOO_LONG;
	default:
		break;
	}
	if (find_international(&dial, &prefix)) {
		result = read_international(&dial, prefix, out);
		if (chosen && country != NULL && out->plan == plan_of_code(country->code))
			out->plan = country;
	} else {
		result = read_national(&dial, country, chosen, out);
	}
	wipe_bytes(&dial, sizeof dial);
	return result;
}

enum phone_result
phone_read(
	const char *typed, size_t n, const struct plan *country, bool chosen, struct phone_reading *out)
{
	enum phone_result result = understand(typed, n, country, chosen, out);

	if (result != PHONE_OK && result != PHONE_UNLIKELY)
		wipe_bytes(out, sizeof *out);
	return result;
}

void
phone_preview(
	const char *typed, size_t n, const struct plan *country, bool chosen, struct phone_reading *out)
{
	enum phone_result result = understand(typed, n, country, chosen, out);

	/* "0" may still become "00" */
	if (result == PHONE_EMPTY && out->how == PHONE_BY_TRUNK)
		wipe_bytes(out, sizeof *out);
}

bool
phone_is_kept(const char *phone, size_t n)
{
	if (n < 1 + DIGITS_MIN || n > 1 + DIGITS_MAX || phone[0] != '+' || phone[1] == '0')
		return false;
	for (size_t i = 1; i < n; i++) {
		if (phone[i] < '0' || phone[i] > '9')
			return false;
	}
	return true;
}

const char *
phone_phrase(enum phone_result result)
{
	switch (result) {
	case PHONE_OK:
		return NULL;
	case PHONE_EMPTY:
		return N_("Please type your phone number.");
	case PHONE_TOO_LONG:
		return N_("This number is too long. Please check it.");
	case PHONE_BAD_CHARACTER:
		return N_("Please check this number. It can only have digits, and + at the start.");
	case PHONE_NO_COUNTRY:
		return N_("Please start with + and the country code, or with 0.");
	case PHONE_UNLIKELY:
		return N_(
			"Is this number complete? It looks too short or too long. Press Enter again to keep it.");
	}
	return N_("Please check this number.");
}

/* Says whether numbers with the calling code code are read in twos. */
static bool
is_in_twos(const char *code)
{
	static const char codes[] = " 31 32 33 45 47 225 262 352 377 508 590 594 596 687 689 ";
	char word[PLAN_CODE_MAX + 3] = " ";

	strcat(strcat(word, code), " ");
	return strstr(codes, word) != NULL;
}

/* Says whether a group begins before the digit that left digits remain from, of n. */
static bool
is_gap(size_t n, size_t left, bool twos)
{
	size_t groups = (n + 3) / 4, shorter = groups * 4 - n, at = n - left;

	if (twos)
		return left % 2 == 0;
	if (n < 6) /* too few for groups of three and four */
		return left == 3 && n == 5;
	/* as few groups as can be, those of three first */
	return at <= shorter * 3 ? at % 3 == 0 : (at - shorter * 3) % 4 == 0;
}

int
phone_group(const char *phone, size_t n, char *out, size_t cap)
{
	const struct plan *plan = plan_of_number(phone, n);
	size_t code = plan != NULL ? strlen(plan->code) : 0, length = 0;
	bool twos = plan != NULL && is_in_twos(plan->code), gap;

	if (cap > 0)
		out[0] = '\0';
	if (!phone_is_kept(phone, n))
		return -1;
	for (size_t i = 0; i < n; i++) {
		gap = (i == code + 1 && code > 0) || (i > code + 1 && is_gap(n - code - 1, n - i, twos));
		if (length + gap + 2 > cap) {
			wipe_bytes(out, cap);
			return -1;
		}
		if (gap)
			out[length++] = ' ';
		out[length++] = phone[i];
		out[length] = '\0';
	}
	return 0;
}
