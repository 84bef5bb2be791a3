/* SPDX-License-Identifier: ISC */
#include "visit/dial.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <unictype.h>

#include "base/text.h"
#include "base/wipe.h"

#define LINK "tel:"
#define BRACKETED_MAX 2 /* digits of the longest trunk prefix */

/* Says whether uc shows nothing, and comes with numbers that are copied from other programs. */
static bool
is_unseen(uint32_t uc)
{
	return uc == 0x200B || uc == 0x200E || uc == 0x200F || (uc >= 0x202A && uc <= 0x202E) ||
		(uc >= 0x2066 && uc <= 0x2069) || uc == 0xFEFF;
}

/* Returns the ASCII form of a code point that numbers are typed with: a digit, '+', '(' or ')',
 * ' ' for every other one that is passed over; NUL for what does not belong in a number. */
static char
ascii_form(uint32_t uc)
{
	int value = uc_decimal_value(uc);

	if (value >= 0)
		return (char)('0' + value);
	if (uc >= 0xFF01 && uc <= 0xFF5E) /* the full-width forms of ASCII */
		uc -= 0xFEE0;
	if (uc == '+' || uc == '(' || uc == ')')
		return (char)uc;
	if (uc == '-' || uc == '.' || uc == '/' || (uc >= 0x2010 && uc <= 0x2015) || uc == 0x2212)
		return ' ';
	return text_is_blank(uc) || is_unseen(uc) ? ' ' : '\0';
}

/* Takes one character in its ASCII form. *open is the number of digits before the bracket that is
 * open, or 0. */
static enum dial_result
take(struct dial *dial, char c, size_t *open)
{
	if (c == '\0' || (c == '+' && (dial->plus || dial->n > 0)))
		return DIAL_BAD_CHARACTER;
	if (c == '+') {
		dial->plus = true;
	} else if (c == '(') {
		*open = dial->n;
	} else if (c == ')') {
		if (*open > 0 && dial->bracketed == 0 && dial->n - *open <= BRACKETED_MAX) {
			dial->bracket = *open;
			dial->bracketed = dial->n - *open;
		}
		*open = 0;
	} else if (c != ' ') {
		if (dial->n == DIAL_MAX)
			return DIAL_TOO_LONG;
		dial->digits[dial->n++] = c;
	}
	return DIAL_OK;
}

enum dial_result
dial_read(struct dial *dial, const char *typed, size_t n)
{
	enum dial_result result = DIAL_OK;
	bool begun = false, link;
	size_t used, open = 0;
	uint32_t uc;
	char c;

	memset(dial, 0, sizeof *dial);
	for (; n > 0 && result == DIAL_OK; typed += used, n -= used) {
		link = !begun && n >= strlen(LINK) && strncasecmp(typed, LINK, strlen(LINK)) == 0;
		used = link ? strlen(LINK) : text_decode(typed, n, &uc);
		c = link ? ' ' : used > 0 ? ascii_form(uc) : '\0';
		begun = begun || link || c != ' ';
		result = take(dial, c, &open);
	}
	if (result != DIAL_OK)
		wipe_bytes(dial, sizeof *dial);
	return result;
}
