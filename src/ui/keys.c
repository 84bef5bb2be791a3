/* SPDX-License-Identifier: ISC */
#include "ui/keys.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#define ESCAPE 27
#define RUBOUT 127
#define BACKSPACE 8

static struct keys_event
simple(enum keys_kind kind)
{
	return (struct keys_event){.kind = kind};
}

static struct keys_event
from_key(wint_t key)
{
	switch (key) {
	case KEY_ENTER: return simple(KEYS_ENTER);
	case KEY_BACKSPACE: return simple(KEYS_ERASE);
	case KEY_DC: return simple(KEYS_DELETE);
	case KEY_LEFT: return simple(KEYS_LEFT);
	case KEY_RIGHT: return simple(KEYS_RIGHT);
	case KEY_UP: return simple(KEYS_UP);
	case KEY_DOWN: return simple(KEYS_DOWN);
	case KEY_HOME: return simple(KEYS_HOME);
	case KEY_END: return simple(KEYS_END);
	case KEY_PPAGE: return simple(KEYS_PAGE_UP);
	case KEY_NPAGE: return simple(KEYS_PAGE_DOWN);
	case KEY_BTAB: return simple(KEYS_PREVIOUS);
	case KEY_RESIZE: return simple(KEYS_RESIZE);
	default: break;
	}
	if (key >= KEY_F(1) && key <= KEY_F(12))
		return (struct keys_event){.kind = KEYS_FUNCTION, .number = (int)(key - KEY_F0)};
	return simple(KEYS_NOTHING);
}

static struct keys_event
from_character(wint_t ch)
{
	switch (ch) {
	case '\r':
	case '\n': return simple(KEYS_ENTER);
	case '\t': return simple(KEYS_NEXT);
	case ESCAPE: return simple(KEYS_BACK);
	case RUBOUT:
	case BACKSPACE: return simple(KEYS_ERASE);
	default: break;
	}
	/* Ctrl-C, Ctrl-Z, Ctrl-\ and their like mean nothing here */
	if (ch < ' ')
		return simple(KEYS_NOTHING);
	return (struct keys_event){.kind = KEYS_TEXT, .ch = (uint32_t)ch};
}

/* Says whether the time is up or something can be read. Returns 1 to read, 0 when the time is up,
 * -1 when the program is to end. */
static int
wait_for(struct screen *s, int timeout)
{
	struct pollfd fds[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
		{.fd = s->signals, .events = POLLIN}};
	const struct timespec limit = {timeout / 1000, (timeout % 1000) * 1000000L};
	sigset_t mask;
	int n;

	sigprocmask(SIG_BLOCK, NULL, &mask);
	sigdelset(&mask, SIGWINCH);
	n = ppoll(fds, 2, timeout < 0 ? NULL : &limit, &mask);
	if (n < 0)
		return errno == EINTR ? 1 : -1;
	if ((fds[1].revents & POLLIN) != 0)
		return -1;
	if ((fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
		return -1;
	return n > 0;
}

struct keys_event
keys_read(struct screen *s, int timeout)
{
	wint_t key;
	int rc, waited;

	/* what curses has read already comes first */
	rc = get_wch(&key);
	if (rc == ERR) {
		waited = wait_for(s, timeout);
		if (waited < 0)
			return simple(KEYS_LEAVE);
		if (waited == 0)
			return simple(KEYS_TIMEOUT);
		rc = get_wch(&key);
	}
	if (rc == ERR)
		return simple(KEYS_NOTHING);
	return rc == KEY_CODE_YES ? from_key(key) : from_character(key);
}
