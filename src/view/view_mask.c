/* SPDX-License-Identifier: ISC */
#include "view/view_mask.h"

#include <string.h>

#include "base/text.h"

/* Puts n bytes behind the length that are there. */
static size_t
put(char *out, size_t cap, size_t length, const char *bytes, size_t n)
{
	if (cap - length < n)
		return length;
	memcpy(out + length, bytes, n);
	return length + n;
}

size_t
view_mask_name(const char *name, size_t n, const char *dot, char *out, size_t cap)
{
	size_t at, next, length = 0;
	bool first = true;

	for (at = 0; at < n; at = next) {
		next = text_next(name, n, at);
		if (name[at] == ' ') {
			length = put(out, cap, length, " ", 1);
			first = true;
			continue;
		}
		if (first)
			length = put(out, cap, length, name + at, next - at);
		else
			length = put(out, cap, length, dot, strlen(dot));
		first = false;
	}
	return length;
}

size_t
view_mask_number(const char *number, size_t n, const char *dot, char *out, size_t cap)
{
	size_t length = put(out, cap, 0, dot, strlen(dot));

	length = put(out, cap, length, dot, strlen(dot));
	if (n > 4)
		return put(out, cap, length, number + n - 2, 2);
	length = put(out, cap, length, dot, strlen(dot));
	return put(out, cap, length, dot, strlen(dot));
}
