/* SPDX-License-Identifier: ISC */
#include "ui/keys.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "ui/decode.h"

static struct keys_event
simple(enum keys_kind kind)
{
	return (struct keys_event){.kind = kind};
}

/* Takes the new size of the terminal, without waiting for curses to notice. */
static void
take_size(struct screen *s)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
		return;
	resize_term(size.ws_row, size.ws_col);
	clearok(curscr, TRUE); /* the terminal may have moved what it showed */
	s->title = NULL;       /* curses may have cut what was drawn */
}

/* Looks for a signal. Returns KEYS_NOTHING when there is none. */
static enum keys_kind
from_signal(struct screen *s)
{
	struct signalfd_siginfo info;

	if (read(s->signals, &info, sizeof info) != (ssize_t)sizeof info)
		return KEYS_NOTHING;
	if (info.ssi_signo != SIGWINCH)
		return KEYS_LEAVE;
	take_size(s);
	return KEYS_RESIZE;
}

/* Waits until something can be read. Returns KEYS_NOTHING then, else what happened instead. */
static enum keys_kind
wait_for(struct screen *s, int timeout)
{
	struct pollfd fds[2] = {
		{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = s->signals, .events = POLLIN}};
	const struct timespec limit = {timeout / 1000, (timeout % 1000) * 1000000L};
	int n = ppoll(fds, 2, timeout < 0 ? NULL : &limit, NULL);

	if (n == 0)
		return KEYS_TIMEOUT;
	if (n < 0)
		return errno == EINTR ? KEYS_NOTHING : KEYS_LEAVE;
	if ((fds[1].revents & POLLIN) != 0)
		return from_signal(s);
	return (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0 ? KEYS_LEAVE : KEYS_NOTHING;
}

bool
keys_waiting(struct screen *s)
{
	if (s->ahead == ERR)
		s->ahead = getch();
	return s->ahead != ERR;
}

void
keys_flush(struct screen *s)
{
	s->ahead = ERR;
	s->paste_over = true; /* what is still to come of one belongs to what is thrown away */
	flushinp();
}

/* The next key as curses has it, without waiting; ERR for none. */
static int
next_key(struct screen *s)
{
	int key = s->ahead;

	s->ahead = ERR;
	return key != ERR ? key : getch();
}

/* Follows a paste: passes its text on up to the first line break, and nothing of it as a key. */
static struct keys_event
from_paste(struct screen *s, struct keys_event event)
{
	switch (event.kind) {
	case KEYS_PASTE:
		s->pasting = true;
		s->paste_taken = false;
		s->paste_over = false;
		return event;
	case KEYS_PASTED:
		s->pasting = false;
		return event;
	default:
		break;
	}
	if (!s->pasting)
		return event;
	if (event.kind == KEYS_ENTER && s->paste_taken)
		s->paste_over = true;
	if (event.kind == KEYS_NEXT)
		event = (struct keys_event){.kind = KEYS_TEXT, .ch = ' '};
	if (event.kind != KEYS_TEXT || s->paste_over)
		return simple(KEYS_NOTHING);
	s->paste_taken = true;
	return event;
}

struct keys_event
keys_read(struct screen *s, int timeout)
{
	/* a signal comes before keys, however many wait */
	enum keys_kind kind = from_signal(s);
	int key;

	if (kind != KEYS_NOTHING)
		return simple(kind);
	/* what curses has read already comes before what is still to be read */
	key = next_key(s);
	if (key == ERR) {
		kind = wait_for(s, timeout);
		if (kind == KEYS_TIMEOUT)
			s->pasting = false; /* its end never came */
		if (kind != KEYS_NOTHING)
			return simple(kind);
		key = getch();
	}
	if (key == ERR)
		return simple(KEYS_NOTHING);
	return from_paste(s, decode_key(key));
}
