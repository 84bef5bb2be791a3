/* SPDX-License-Identifier: ISC */
#include "base/crockford.h"

#include <string.h>

static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

char
crockford_symbol(unsigned value)
{
	return symbols[value];
}

int
crockford_value(char c)
{
	const char *found;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'O')
		c = '0';
	if (c == 'I' || c == 'L')
		c = '1';
	found = c == '\0' ? NULL : strchr(symbols, c);
	return found == NULL ? -1 : (int)(found - symbols);
}
