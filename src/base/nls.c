/* SPDX-License-Identifier: ISC */
#include "base/nls.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "config.h"

/* glibc looks a changed LANGUAGE up again only when this counter moves (gettext manual, "Being a
 * gettext grok"). */
extern int _nl_msg_cat_cntr;

static const struct nls_language languages[] = {
	{"en", "English", "“”’"},
	{"nl", "Nederlands", "éëïóö“”’"},
	{"fr", "Français", "àâçèéêëîïôùûœÀÇÉÊ«»’"},
	{"de", "Deutsch", "äöüßÄÖÜ„“"},
	{"pl", "Polski", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”"},
};

static const size_t language_count = sizeof languages / sizeof languages[0];

/* Returns the index of the language that the first two letters of code name, or 0. */
static size_t
find_language(const char *code)
{
	size_t i;

	for (i = 0; code != NULL && i < language_count; i++)
		if (strncmp(code, languages[i].code, 2) == 0)
			return i;
	return 0;
}

static const char *
wanted_language(void)
{
	static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
	const char *value;
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		value = getenv(names[i]);
		if (value != NULL && *value != '\0')
			return value;
	}
	return "en";
}

void
nls_start(void)
{
	const char *folder = getenv("WELKOM_LOCALE_DIR");
	const char *language = wanted_language();
	char code[3] = "en";

	if (strlen(language) >= 2)
		memcpy(code, language, 2);
	/* widths and UTF-8 as in C.UTF-8; messages under a name that is not C, or glibc ignores
	 * LANGUAGE; numbers and times stay plain C */
	setlocale(LC_CTYPE, "C.UTF-8");
	setenv("LOCPATH", folder != NULL ? folder : WELKOM_LOCALE_DIR, 1);
	if (setlocale(LC_MESSAGES, "xw_XW.UTF-8") == NULL)
		setlocale(LC_MESSAGES, "C.UTF-8");
	unsetenv("LOCPATH");
	bindtextdomain(PACKAGE, folder != NULL ? folder : LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
	nls_choose(code);
}

void
nls_choose(const char *code)
{
	setenv("LANGUAGE", languages[find_language(code)].code, 1);
	_nl_msg_cat_cntr++;
}

bool
nls_speaks(const char *code)
{
	return strcmp(languages[find_language(code)].code, code) == 0;
}

const char *
nls_current(void)
{
	return languages[find_language(getenv("LANGUAGE"))].code;
}

const struct nls_language *
nls_languages(size_t *count)
{
	*count = language_count;
	return languages;
}

void
nls_date(long long t, char *out, size_t cap)
{
	static const char *const days[] = {
		N_("Sun"), N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat")};
	static const char *const months[] = {N_("January"), N_("February"), N_("March"), N_("April"),
		N_("May"), N_("June"), N_("July"), N_("August"), N_("September"), N_("October"),
		N_("November"), N_("December")};
	time_t seconds = t;
	struct tm tm;

	if (cap > 0)
		out[0] = '\0';
	if (localtime_r(&seconds, &tm) == NULL)
		return;
	/* a date: weekday, day of the month, month */
	snprintf(out, cap, _("%1$s %2$d %3$s"), _(days[tm.tm_wday]), tm.tm_mday, _(months[tm.tm_mon]));
}

void
nls_clock(long long t, char *out, size_t cap)
{
	time_t seconds = t;
	struct tm tm;

	if (cap > 0)
		out[0] = '\0';
	if (localtime_r(&seconds, &tm) != NULL)
		snprintf(out, cap, "%02d:%02d", tm.tm_hour, tm.tm_min);
}
