/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "fuzz/titles.h"

#include <string.h>

#include "base/nls.h"

static const struct titles_title titles[] = {
	{"Welcome", TITLES_OTHER},
	{"Before you type anything", TITLES_NOTICE},
	{"Privacy notice", TITLES_OTHER},
	{"Your name", TITLES_NAME},
	{"Your phone number", TITLES_PHONE},
	{"Country of the number", TITLES_OTHER},
	{"Read it on your phone", TITLES_RARE},
	{"Erase my entry", TITLES_OTHER},
	{"Help", TITLES_OTHER},
	{"Are you still there?", TITLES_OTHER},
	{"Please begin again", TITLES_OTHER},
	{"Please go to reception", TITLES_OTHER},
};

#define TITLES (sizeof titles / sizeof titles[0])

const struct titles_title *
titles_all(size_t *count)
{
	*count = TITLES;
	return titles;
}

int
titles_find(const char *text)
{
	size_t i;

	for (i = 0; i < TITLES; i++)
		if (strcmp(gettext(titles[i].english), text) == 0)
			return (int)i;
	return -1;
}

int
titles_among(const char *bytes, size_t n)
{
	const struct nls_language *languages;
	const char *title;
	size_t count, i, l;
	int found = -1;

	languages = nls_languages(&count);
	for (l = 0; l < count && found < 0; l++) {
		nls_choose(languages[l].code);
		for (i = 0; i < TITLES && found < 0; i++) {
			title = gettext(titles[i].english);
			if (memmem(bytes, n, title, strlen(title)) != NULL)
				found = (int)i;
		}
	}
	nls_choose("en");
	return found;
}
