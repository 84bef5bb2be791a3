/* SPDX-License-Identifier: ISC */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <wchar.h>

#include "base/wipe.h"

#define RUBOUT 127 /* above it and below the blank nothing is printable in ASCII */
#define REPLACEMENT 0xFFFD
#define ZWNJ 0x200C
#define ZWJ 0x200D
#define BRAILLE_BLANK 0x2800
#define NULL_NOTEHEAD 0x1D159
#define FIRST_LEAD 0xCC /* a byte that only U+0300 and what comes after it have in UTF-8 */

/* Says whether uc is of printable ASCII, which nearly all text is made of: tables need not be asked. */
static bool
is_plain(uint32_t uc)
{
	return uc >= ' ' && uc < RUBOUT;
}

bool
text_is_utf8(const char *s, size_t n)
{
	return u8_check((const uint8_t *)s, n) == NULL;
}

bool
text_is_allowed(uint32_t uc)
{
	const uint32_t refused = UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;

	if (is_plain(uc) || uc == ZWNJ || uc == ZWJ)
		return true;
	return !uc_is_general_category_withtable(uc, refused);
}

bool
text_is_mark(uint32_t uc)
{
	return !is_plain(uc) && uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_M);
}

bool
text_is_blank(uint32_t uc)
{
	if (is_plain(uc))
		return uc == ' ';
	return uc == '\t' || uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_Zs);
}

bool
text_is_invisible(uint32_t uc)
{
	if (is_plain(uc))
		return uc == ' ';
	return text_is_blank(uc) || uc == BRAILLE_BLANK || uc == NULL_NOTEHEAD ||
		uc_is_property_default_ignorable_code_point(uc);
}

size_t
text_decode(const char *s, size_t n, uint32_t *uc)
{
	ucs4_t code;
	int used;

	if ((*s & 0x80) == 0) {
		*uc = (uint32_t)*s;
		return 1;
	}
	used = u8_mbtoucr(&code, (const uint8_t *)s, n);
	if (used <= 0)
		return 0;
	*uc = code;
	return (size_t)used;
}

size_t
text_encode(uint32_t uc, char out[static 4])
{
	int used = u8_uctomb((uint8_t *)out, uc, 4);

	return used > 0 ? (size_t)used : 0;
}

/* Says whether all of the text, which is UTF-8, comes before U+0300, the first character that may
 * compose with another or change places with it (NFC_Quick_Check, Unicode Standard Annex 15, section
 * 9): it is in NFC as it is. */
static bool
is_composed(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && (uint8_t)s[i] < FIRST_LEAD)
		i++;
	return i == n;
}

long
text_nfc(const char *s, size_t n, char *out, size_t cap)
{
	size_t length = cap;
	uint8_t *result;

	if (!text_is_utf8(s, n))
		return -1;
	if (is_composed(s, n)) { /* most names are */
		if (n > cap)
			return -1;
		if (n > 0)
			memcpy(out, s, n);
		return (long)n;
	}
	result = u8_normalize(UNINORM_NFC, (const uint8_t *)s, n, (uint8_t *)out, &length);
	if (result == NULL)
		return -1;
	if (result != (uint8_t *)out) { /* it did not fit: libunistring made its own room */
		wipe_bytes(result, length);
		free(result);
		return -1;
	}
	return (long)length;
}

/* Fills breaks[0..n) with 1 where a grapheme begins. Looks at the whole text: pairwise rules split
 * joined emoji and flags. */
static void
mark_breaks(const char *s, size_t n, char breaks[static TEXT_MAX])
{
	u8_grapheme_breaks((const uint8_t *)s, n, breaks);
}

/* Says whether a grapheme begins between the bytes at - 1 and at, without looking at the rest: it
 * does between any two printable characters of ASCII (GB999). Most text is nothing else, and is
 * drawn again at every key. */
static bool
is_plain_break(const char *s, size_t at)
{
	return s[at - 1] >= ' ' && s[at - 1] < RUBOUT && s[at] >= ' ' && s[at] < RUBOUT;
}

size_t
text_next(const char *s, size_t n, size_t at)
{
	char breaks[TEXT_MAX];

	if (n > TEXT_MAX)
		n = TEXT_MAX;
	if (at >= n)
		return n;
	if (at + 1 < n && is_plain_break(s, at + 1))
		return at + 1;
	mark_breaks(s, n, breaks);
	for (at++; at < n && !breaks[at]; at++)
		;
	return at;
}

size_t
text_prev(const char *s, size_t n, size_t at)
{
	char breaks[TEXT_MAX];

	if (n > TEXT_MAX)
		n = TEXT_MAX;
	if (at > n)
		at = n;
	if (at == 0)
		return 0;
	if (at > 1 && is_plain_break(s, at - 1))
		return at - 1;
	mark_breaks(s, n, breaks);
	for (at--; at > 0 && !breaks[at]; at--)
		;
	return at;
}

int
text_width(const char *s, size_t n)
{
	int columns = 0, width;
	size_t used;
	uint32_t uc;

	while (n > 0) {
		if (*s >= ' ' && *s < RUBOUT) {
			columns++;
			s++;
			n--;
			continue;
		}
		used = text_decode(s, n, &uc);
		if (used == 0) {
			used = 1;
			uc = REPLACEMENT;
		}
		width = wcwidth((wchar_t)uc);
		columns += width < 0 ? 1 : width;
		s += used;
		n -= used;
	}
	return columns;
}

size_t
text_line(const char *s, size_t n, int width, size_t *skip)
{
	size_t at = 0, blank = 0, end;
	bool seen_blank = false, marked = false;
	char breaks[TEXT_MAX];
	int columns = 0;

	if (width < 1)
		width = 1;
	if (n > TEXT_MAX) { /* text_next looks no further; stop between two code points */
		for (n = TEXT_MAX; n > TEXT_MAX - 4 && (s[n] & 0xC0) == 0x80; n--)
			;
	}
	while (at < n && s[at] != '\n') {
		end = at + 1;
		if (end < n && !is_plain_break(s, end)) {
			if (!marked) /* once for the line, and not at all for most */
				mark_breaks(s, n, breaks);
			marked = true;
			while (end < n && !breaks[end])
				end++;
		}
		columns += text_width(s + at, end - at);
		if (columns > width)
			break;
		if (s[at] == ' ') {
			blank = at;
			seen_blank = true;
		}
		at = end;
	}
	if (at < n && s[at] != '\n' && s[at] != ' ') {
		if (seen_blank)
			at = blank;
		else if (at == 0)
			at = text_next(s, n, 0);
	}
	end = at;
	while (end < n && s[end] == ' ')
		end++;
	if (end < n && s[end] == '\n')
		end++;
	*skip = end;
	return at;
}

long
text_neutralise(const char *s, size_t n, char *out, size_t cap)
{
	size_t length = 0, used, at = 0;
	uint32_t uc;
	bool first = true;

	while (at < n) {
		used = text_decode(s + at, n - at, &uc);
		if (used == 0 || !text_is_allowed(uc) || (first && text_is_mark(uc))) {
			uc = REPLACEMENT;
			used = used == 0 ? 1 : used;
		}
		if (cap < length + 5)
			return -1;
		length += text_encode(uc, out + length);
		at += used;
		first = false;
	}
	if (cap < length + 1)
		return -1;
	out[length] = '\0';
	return (long)length;
}
