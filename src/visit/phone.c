/* SPDX-License-Identifier: ISC */
#include "visit/phone.h"

#include <string.h>

#include "base/nls.h"
#include "base/text.h"
#include "base/wipe.h"

#define DIGITS_MIN 8
#define DIGITS_MAX 15
#define CODE_MAX 3 /* digits of a calling code, ITU-T E.164 */

/* A number while it is read: only "+" in front and ASCII digits are left. */
struct reading {
	char text[VISITOR_PHONE_MAX];
	size_t n;
	size_t bracket; /* n when "(" was read; 0 when none is open */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Returns the ASCII form of a code point that numbers are typed with: a digit, '+', '(' or ')',
 * ' ' for every other separator; NUL for what does not belong in a number. */
static char
ascii_form(uint32_t uc)
{
	if (uc >= 0xFF01 && uc <= 0xFF5E) /* the full-width forms of ASCII */
		uc -= 0xFEE0;
	if (uc >= 0x0660 && uc <= 0x0669) /* Arabic-Indic */
		return (char)('0' + (uc - 0x0660));
	if (uc >= 0x06F0 && uc <= 0x06F9) /* Arabic-Indic of Persian and Urdu */
		return (char)('0' + (uc - 0x06F0));
	if ((uc >= '0' && uc <= '9') || uc == '+' || uc == '(' || uc == ')')
		return (char)uc;
	if (uc == '-' || uc == '.' || uc == '/' || (uc >= 0x2010 && uc <= 0x2015))
		return ' ';
	return text_is_blank(uc) ? ' ' : '\0';
}

/* Says how many characters of reading stand for "international": 1 for +, 2 for 00, else 0. */
static size_t
international(const struct reading *reading)
{
	if (reading->n >= 1 && reading->text[0] == '+')
		return 1;
	return reading->n >= 2 && memcmp(reading->text, "00", 2) == 0 ? 2 : 0;
}

/* At a closing bracket: forgets the 0 of "+31 (0)6", which is dialled inside the country only.
 * Further on than a calling code can reach, a 0 belongs to the number. */
static void
close_bracket(struct reading *reading)
{
	size_t prefix = international(reading), open = reading->bracket;

	if (prefix > 0 && open > prefix && open <= prefix + CODE_MAX && reading->n == open + 1 &&
		reading->text[open] == '0')
		reading->n = open;
	reading->bracket = 0;
}

static enum phone_result
collect(struct reading *reading, const char *typed, size_t n)
{
	size_t used;
	uint32_t uc;
	char c;

	for (; n > 0; typed += used, n -= used) {
		used = text_decode(typed, n, &uc);
		c = used > 0 ? ascii_form(uc) : '\0';
		if (c == '\0' || (c == '+' && reading->n > 0))
			return PHONE_BAD_CHARACTER;
		if (c == '(') {
			reading->bracket = reading->n;
		} else if (c == ')') {
			close_bracket(reading);
		} else if (c != ' ') {
			if (reading->n == sizeof reading->text)
				return PHONE_TOO_LONG;
			reading->text[reading->n++] = c;
		}
	}
	return PHONE_OK;
}

static bool
is_calling_code(const char *code)
{
	size_t n = strspn(code, "0123456789");

	return n >= 1 && n <= CODE_MAX && code[n] == '\0' && code[0] != '0';
}

/* Makes the kept form of reading in number. Returns PHONE_OK and its length in *length, or why
 * there is none. */
static enum phone_result
complete(const struct reading *reading, const char *calling_code,
	char number[static 1 + CODE_MAX + VISITOR_PHONE_MAX], size_t *length)
{
	size_t drop = international(reading), code = 0;

	if (reading->n == 0)
		return PHONE_EMPTY;
	if (drop == 0) {
		if (reading->text[0] != '0' || !is_calling_code(calling_code))
			return PHONE_NO_COUNTRY;
		drop = 1;
		code = strlen(calling_code);
	}
	number[0] = '+';
	memcpy(number + 1, calling_code, code);
	memcpy(number + 1 + code, reading->text + drop, reading->n - drop);
	*length = 1 + code + reading->n - drop;
	if (*length > 1 && number[1] == '0')
		return PHONE_BAD_CHARACTER;
	if (*length < 1 + DIGITS_MIN)
		return PHONE_TOO_SHORT;
	return *length > 1 + DIGITS_MAX ? PHONE_TOO_LONG : PHONE_OK;
}

enum phone_result
phone_read(const char *typed, size_t n, const char *calling_code,
	char out[static VISITOR_PHONE_MAX], uint8_t *out_len)
{
	char number[1 + CODE_MAX + VISITOR_PHONE_MAX] = {0};
	struct reading reading = {.n = 0};
	enum phone_result result;
	size_t length = 0;

	result = collect(&reading, typed, n);
	if (result == PHONE_OK)
		result = complete(&reading, calling_code, number, &length);
	if (result == PHONE_OK) {
		memcpy(out, number, VISITOR_PHONE_MAX);
		*out_len = (uint8_t)length;
	}
	wipe_bytes(number, sizeof number);
	wipe_bytes(&reading, sizeof reading);
	return result;
}

bool
phone_is_kept(const char *phone, size_t n)
{
	if (n < 1 + DIGITS_MIN || n > 1 + DIGITS_MAX || phone[0] != '+' || phone[1] == '0')
		return false;
	for (size_t i = 1; i < n; i++) {
		if (!is_digit(phone[i]))
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
	case PHONE_TOO_SHORT:
		return N_("This number is too short. Please check it.");
	case PHONE_TOO_LONG:
		return N_("This number is too long. Please check it.");
	case PHONE_BAD_CHARACTER:
		return N_("Please check this number. It can only have digits, and + at the start.");
	case PHONE_NO_COUNTRY:
		return N_("Please start with + and the country code, or with 0.");
	}
	return N_("Please check this number.");
}

int
phone_group(const char *phone, size_t n, const char *calling_code, char *out, size_t cap)
{
	size_t code = strlen(calling_code), length = 0;
	bool known, gap;

	if (cap > 0)
		out[0] = '\0';
	if (!phone_is_kept(phone, n))
		return -1;
	known = code > 0 && code + 1 < n && memcmp(phone + 1, calling_code, code) == 0;
	for (size_t i = 0; i < n; i++) {
		if (known)
			gap = i == code + 1 || (i > code && (n - i) % 2 == 0);
		else
			gap = i > 1 && i % 3 == 1;
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
