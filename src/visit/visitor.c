/* SPDX-License-Identifier: ISC */
#include "visit/visitor.h"

#include <stdbool.h>
#include <string.h>

#include "base/nls.h"
#include "base/text.h"
#include "base/wipe.h"

/* Rewrites the n bytes of UTF-8 at s in place without blanks at the ends and with each run of
 * blanks inside as one U+0020. Nothing composes with U+0020, so NFC stays NFC. Returns the new
 * length. */
static size_t
tidy_blanks(char *s, size_t n)
{
	size_t at = 0, length = 0, used;
	bool blank = false;
	uint32_t uc;

	while (at < n && (used = text_decode(s + at, n - at, &uc)) > 0) {
		if (text_is_blank(uc)) {
			blank = length > 0;
		} else {
			if (blank)
				s[length++] = ' ';
			blank = false;
			memmove(s + length, s + at, used);
			length += used;
		}
		at += used;
	}
	return length;
}

/* Judges the n bytes at s: UTF-8, in NFC, its blanks tidied. */
static enum visitor_name_result
judge(const char *s, size_t n)
{
	bool begun = false, leading_mark = false;
	size_t at = 0, used;
	uint32_t uc;

	while (at < n && (used = text_decode(s + at, n - at, &uc)) > 0) {
		if (!text_is_allowed(uc))
			return VISITOR_NAME_REFUSED;
		if (!begun && text_is_mark(uc))
			begun = leading_mark = true;
		else if (!text_is_invisible(uc))
			begun = true;
		at += used;
	}
	if (!begun)
		return VISITOR_NAME_EMPTY;
	if (leading_mark)
		return VISITOR_NAME_LEADING_MARK;
	return n > VISITOR_NAME_MAX ? VISITOR_NAME_TOO_LONG : VISITOR_NAME_OK;
}

enum visitor_name_result
visitor_take_name(struct visitor *visitor, const char *typed, size_t n)
{
	enum visitor_name_result result;
	char name[TEXT_MAX];
	long length;

	if (!text_is_utf8(typed, n))
		return VISITOR_NAME_NOT_TEXT;
	length = text_nfc(typed, n, name, sizeof name);
	if (length < 0) {
		result = VISITOR_NAME_TOO_LONG;
		goto out;
	}
	length = (long)tidy_blanks(name, (size_t)length);
	result = judge(name, (size_t)length);
	if (result != VISITOR_NAME_OK)
		goto out;
	memset(visitor->name, 0, sizeof visitor->name);
	memcpy(visitor->name, name, (size_t)length);
	visitor->name_len = (uint8_t)length;
out:
	wipe_bytes(name, sizeof name);
	return result;
}

enum visitor_name_result
visitor_set_name(struct visitor *visitor, const char *typed, size_t n)
{
	enum visitor_name_result result = visitor_take_name(visitor, typed, n);

	wipe_stack(); /* the composition sorts decomposed letters in a buffer of its own */
	return result;
}

const char *
visitor_name_phrase(enum visitor_name_result result)
{
	switch (result) {
	case VISITOR_NAME_OK:
		return NULL;
	case VISITOR_NAME_EMPTY:
		return N_("Please type your name.");
	case VISITOR_NAME_TOO_LONG:
		return N_("This name is too long. Please shorten it.");
	case VISITOR_NAME_NOT_TEXT:
		return N_("This name cannot be read. Please type it again.");
	case VISITOR_NAME_REFUSED:
		return N_("This name has a character that cannot be used here. Please type it again.");
	case VISITOR_NAME_LEADING_MARK:
		return N_("A name cannot start with a loose accent. Please type a letter first.");
	}
	return N_("Please check this name.");
}

void
visitor_wipe(struct visitor *visitor)
{
	wipe_bytes(visitor, sizeof *visitor);
}
