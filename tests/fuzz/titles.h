/* SPDX-License-Identifier: ISC */
/* titles: the titles that a screen of the kiosk may have: the one list of them in the tests. */
#ifndef FUZZ_TITLES_H
#define FUZZ_TITLES_H

#include <stddef.h>

/* What the tests must know about a screen. */
enum titles_kind {
	TITLES_OTHER,
	TITLES_NOTICE, /* why, and until when */
	TITLES_NAME,
	TITLES_PHONE,
	TITLES_RARE, /* a short run may miss it */
};

/* A title in English, as gettext is given it. */
struct titles_title {
	const char *english;
	enum titles_kind kind;
};

/* Returns all titles; *count becomes their number. Static. */
const struct titles_title *titles_all(size_t *count);

/* Finds the title that says text in the language in use. Returns where it is in the list, or -1. */
int titles_find(const char *text);

/* Says which title, in any language, is among the n bytes at bytes; -1: none. */
int titles_among(const char *bytes, size_t n);

#endif
