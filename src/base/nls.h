/* SPDX-License-Identifier: ISC */
/* nls: messages in the reader's language, changed at run time, from the one catalogue "welkom". */
#ifndef BASE_NLS_H
#define BASE_NLS_H

#include <libintl.h>
#include <stdbool.h>
#include <stddef.h>

#define _(text) gettext(text)
#define N_(text) text

/* A language the programs can speak. */
struct nls_language {
	const char *code;    /* ISO 639-1 */
	const char *name;    /* its own name, in itself */
	const char *letters; /* those beyond ASCII that its texts are written with */
};

/* Sets up UTF-8 and the message catalogue. Works without any generated locale: messages use a
 * private locale of one symbolic link (C locales ignore LANGUAGE on newer C libraries). The
 * language is that of LANGUAGE, LC_ALL, LC_MESSAGES or LANG, first found. The folder is the
 * installed one, or $WELKOM_LOCALE_DIR. Call once at start, before threads and sandboxes. */
void nls_start(void);

/* Changes the language of all later messages to code ("nl"); unknown codes mean English. */
void nls_choose(const char *code);

/* Says whether code is exactly that of a language the programs can speak. */
bool nls_speaks(const char *code);

/* Returns the code of the language in use. */
const char *nls_current(void);

/* Returns the languages, English first; *count becomes their number. Static. */
const struct nls_language *nls_languages(size_t *count);

/* Writes the date of the local day of unix time t to out in the language in use, as in
 * "Sat 6 December". The words come from the catalogue: the C library's stay English without
 * generated locales. */
void nls_date(long long t, char *out, size_t cap);

/* Writes the local time of unix time t to out as "11:00". */
void nls_clock(long long t, char *out, size_t cap);

#endif
