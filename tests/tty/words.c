/* SPDX-License-Identifier: ISC */
#include "tty/words.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Reads at most max hex digits. Returns how many there were. */
static size_t
read_hex(const char *s, size_t max, uint32_t *value)
{
	size_t n;

	*value = 0;
	for (n = 0; n < max && isxdigit((unsigned char)s[n]); n++) {
		int digit = tolower((unsigned char)s[n]);

		*value = *value * 16 + (uint32_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
	}
	return n;
}

/* *at stands after \x or \u{ . A NUL is refused: texts are strings. */
static const char *
expand_code(const char **at, bool is_byte, struct buf *out)
{
	uint32_t value;
	size_t n = read_hex(*at, is_byte ? 2 : 6, &value);
	char byte = (char)value;

	if (n == 0 || (is_byte && n != 2) || value == 0)
		return "a bad code after the backslash";
	*at += n;
	if (is_byte) {
		buf_add(out, &byte, 1);
		return NULL;
	}
	if (**at != '}')
		return "no } after \\u{";
	++*at;
	buf_utf8(out, value);
	return NULL;
}

/* *at stands after the backslash. */
static const char *
expand_escape(const char **at, struct buf *out)
{
	static const char from[] = "nte\\$", to[] = "\n\t\033\\$";
	const char *known;
	char c = **at;

	/* at the end it is itself: as in the name Ctrl-\ */
	if (c == '\0') {
		buf_str(out, "\\");
		return NULL;
	}
	++*at;
	if (c == 'x')
		return expand_code(at, true, out);
	if (c == 'u' && **at == '{') {
		++*at;
		return expand_code(at, false, out);
	}
	known = strchr(from, c);
	if (known == NULL)
		return "an unknown escape";
	buf_add(out, &to[known - from], 1);
	return NULL;
}

/* *at stands after ${ . */
static const char *
expand_variable(const char **at, struct buf *out)
{
	size_t n = strcspn(*at, "}");
	const char *value;
	char name[64];

	if ((*at)[n] == '\0' || n >= sizeof name || !words_is_name(*at, n))
		return "a bad name after ${";
	memcpy(name, *at, n);
	name[n] = '\0';
	*at += n + 1;
	value = getenv(name);
	if (value == NULL)
		return "a variable that was never saved";
	buf_str(out, value);
	return NULL;
}

const char *
words_expand(const char *in, struct buf *out)
{
	const char *wrong = NULL;

	buf_add(out, "", 0);
	while (*in != '\0' && wrong == NULL) {
		if (*in == '\\') {
			in++;
			wrong = expand_escape(&in, out);
		} else if (in[0] == '$' && in[1] == '{') {
			in += 2;
			wrong = expand_variable(&in, out);
		} else {
			buf_add(out, in++, 1);
		}
	}
	return wrong;
}

bool
words_number(const char *s, long low, long high, long *value)
{
	char *end;
	long n;

	if (!isdigit((unsigned char)s[0]))
		return false;
	n = strtol(s, &end, 10);
	if (*end != '\0' || n < low || n > high)
		return false;
	*value = n;
	return true;
}

bool
words_size(const char *s, int *cols, int *rows)
{
	char width[8];
	size_t n = strcspn(s, "x");
	long c, r;

	if (s[n] == '\0' || n >= sizeof width)
		return false;
	memcpy(width, s, n);
	width[n] = '\0';
	if (!words_number(width, 1, 500, &c) || !words_number(s + n + 1, 1, 500, &r))
		return false;
	*cols = (int)c;
	*rows = (int)r;
	return true;
}

bool
words_seconds(const char *s, int *ms)
{
	char *end;
	double value;

	if (!isdigit((unsigned char)s[0]) && s[0] != '.')
		return false;
	value = strtod(s, &end);
	if (end == s || *end != '\0' || !(value > 0 && value <= 86400))
		return false;
	*ms = (int)(value * 1000 + 0.5);
	return true;
}

bool
words_is_name(const char *s, size_t n)
{
	size_t i;

	if (n == 0 || isdigit((unsigned char)s[0]))
		return false;
	for (i = 0; i < n; i++)
		if (!isalnum((unsigned char)s[i]) && s[i] != '_')
			return false;
	return true;
}
