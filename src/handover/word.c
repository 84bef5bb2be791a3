/* SPDX-License-Identifier: ISC */
#include "handover/word.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"

#define PAGE_OPEN "\033[?1049h\033[H\033[2J" /* to the other page of the terminal */
#define PAGE_CLOSE "\033[H\033[2J\033[3J\033[?1049l"

static int
open_terminal(struct fail *why)
{
	int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (tty < 0)
		fail_set(why,
			_("there is no terminal to show the passphrase of a ZIP on, and it is written nowhere "
			  "else"));
	return tty;
}

int
word_check(struct fail *why)
{
	int tty = open_terminal(why);

	if (tty < 0)
		return -1;
	close(tty);
	return 0;
}

static int
put(int tty, const char *text)
{
	return file_write_all(tty, text, strlen(text));
}

static void
wait_for_enter(int tty)
{
	ssize_t got;
	char c = '\0';

	do
		got = read(tty, &c, 1);
	while ((got > 0 && c != '\n') || (got < 0 && errno == EINTR));
}

int
word_show(const struct passphrase *p, struct fail *why)
{
	const char *term = getenv("TERM");
	bool page = term != NULL && *term != '\0' && strcmp(term, "dumb") != 0;
	int rc, tty = open_terminal(why);
	sigset_t signals, before;

	if (tty < 0)
		return -1;
	/* a signal must not leave it on the screen: it comes after Enter */
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGQUIT);
	sigaddset(&signals, SIGTSTP);
	sigprocmask(SIG_BLOCK, &signals, &before);
	rc = put(tty, page ? PAGE_OPEN : "\n");
	rc |= put(tty, _("The archive opens with this passphrase only:\n\n    Passphrase: "));
	rc |= file_write_all(tty, p->text, p->n);
	rc |= put(tty,
		_("\n\nSay it on the phone, to somebody you called back. Never send it with the file.\n"
		  "It is kept nowhere: without it, hand the list over anew.\n\n"
		  "[Enter] done: "));
	if (rc == 0)
		wait_for_enter(tty);
	/* a terminal that is gone by now has shown it all the same */
	if (page)
		(void)put(tty, PAGE_CLOSE);
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(tty);
	return rc == 0 ? 0 : fail_set(why, _("the passphrase could not be shown"));
}
