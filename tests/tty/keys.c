/* SPDX-License-Identifier: ISC */
#include "tty/keys.h"

#include <ctype.h>
#include <curses.h>
#include <string.h>
#include <strings.h>
#include <term.h>
#include <unistd.h>

struct key {
	const char *name;
	const char *capability; /* NULL: the same on every terminal */
	const char *xterm;
};

static const struct key keys[] = {
	{"Enter", NULL, "\r"},
	{"Esc", NULL, "\033"},
	{"Tab", NULL, "\t"},
	{"Space", NULL, " "},
	{"Backtab", "kcbt", "\033[Z"},
	{"Backspace", "kbs", "\177"},
	{"Insert", "kich1", "\033[2~"},
	{"Delete", "kdch1", "\033[3~"},
	{"Up", "kcuu1", "\033OA"},
	{"Down", "kcud1", "\033OB"},
	{"Right", "kcuf1", "\033OC"},
	{"Left", "kcub1", "\033OD"},
	{"Home", "khome", "\033OH"},
	{"End", "kend", "\033OF"},
	{"PgUp", "kpp", "\033[5~"},
	{"PgDn", "knp", "\033[6~"},
	{"F1", "kf1", "\033OP"},
	{"F2", "kf2", "\033OQ"},
	{"F3", "kf3", "\033OR"},
	{"F4", "kf4", "\033OS"},
	{"F5", "kf5", "\033[15~"},
	{"F6", "kf6", "\033[17~"},
	{"F7", "kf7", "\033[18~"},
	{"F8", "kf8", "\033[19~"},
	{"F9", "kf9", "\033[20~"},
	{"F10", "kf10", "\033[21~"},
	{"F11", "kf11", "\033[23~"},
	{"F12", "kf12", "\033[24~"},
};

void
keys_open(const char *term)
{
	int found;

	/* with a place for the reason, an unknown terminal does not end this program */
	setupterm(term, STDERR_FILENO, &found);
}

static const char *
ask_terminfo(const char *capability)
{
	const char *s;

	if (cur_term == NULL)
		return NULL;
	s = tigetstr(capability);
	return s == (const char *)-1 || s == NULL || *s == '\0' ? NULL : s;
}

static bool
find_control(const char *name, struct buf *out)
{
	int c;
	char byte;

	if (strncasecmp(name, "Ctrl-", 5) != 0 || strlen(name) != 6)
		return false;
	c = toupper((unsigned char)name[5]);
	if (c < 'A' || c > '_')
		return false;
	byte = (char)(c & 0x1f);
	buf_add(out, &byte, 1);
	return true;
}

bool
keys_find(const char *name, struct buf *out)
{
	size_t i;

	for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		const char *sent = NULL;

		if (strcasecmp(name, keys[i].name) != 0)
			continue;
		if (keys[i].capability != NULL)
			sent = ask_terminfo(keys[i].capability);
		buf_str(out, sent != NULL ? sent : keys[i].xterm);
		return true;
	}
	return find_control(name, out);
}

void
keys_close(void)
{
	if (cur_term != NULL)
		del_curterm(cur_term);
}
