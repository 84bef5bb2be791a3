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

#include "base/text.h"
#include "base/wipe.h"

#define ESCAPE 27
#define RUBOUT 127
#define BACKSPACE 8
#define REST_MS 50 /* how long a character may wait for its last bytes */

static struct keys_event
simple(enum keys_kind kind)
{
	return (struct keys_event){.kind = kind};
}

static struct keys_event
from_key(int key)
{
	switch (key) {
	case KEY_ENTER:
		return simple(KEYS_ENTER);
	case KEY_BACKSPACE:
		return simple(KEYS_ERASE);
	case KEY_DC:
		return simple(KEYS_DELETE);
	case KEY_LEFT:
		return simple(KEYS_LEFT);
	case KEY_RIGHT:
		return simple(KEYS_RIGHT);
	case KEY_UP:
		return simple(KEYS_UP);
	case KEY_DOWN:
		return simple(KEYS_DOWN);
	case KEY_HOME:
		return simple(KEYS_HOME);
	case KEY_END:
		return simple(KEYS_END);
	case KEY_PPAGE:
		return simple(KEYS_PAGE_UP);
	case KEY_NPAGE:
		return simple(KEYS_PAGE_DOWN);
	case KEY_BTAB:
		return simple(KEYS_PREVIOUS);
	case KEY_RESIZE:
		return simple(KEYS_RESIZE);
	default:
		break;
	}
	if (key >= KEY_F(1) && key <= KEY_F(12))
		return (struct keys_event){.kind = KEYS_FUNCTION, .number = key - KEY_F0};
	return simple(KEYS_NOTHING);
}

/* Reads the rest of a character that begins with lead, byte by byte: curses' own reader swallows
 * up to 16 bytes of what follows a broken one. What is not UTF-8 (RFC 3629) is passed over. */
static struct keys_event
from_bytes(int lead)
{
	size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2, n = 1;
	struct keys_event event = {.kind = KEYS_NOTHING};
	struct pollfd more = {.fd = STDIN_FILENO, .events = POLLIN};
	char bytes[4] = {(char)lead};
	int next;

	while (n < length) {
		next = getch();
		if (next == ERR && poll(&more, 1, REST_MS) == 1)
			next = getch();
		if (next == ERR)
			break;
		if (next > 0xFF || (next & 0xC0) != 0x80) {
			ungetch(next);
			break;
		}
		bytes[n++] = (char)next;
	}
	if (n == length && text_decode(bytes, n, &event.ch) == n)
		event.kind = KEYS_TEXT;
	wipe_bytes(bytes, sizeof bytes);
	return event;
}

/* After an Esc: a terminal's sequence that curses does not know arrives in one burst, and means
 * nothing here; an Esc alone is the key. */
static struct keys_event
from_escape(void)
{
	int key = getch();

	if (key == ERR)
		return simple(KEYS_BACK);
	if (key > 0xFF || key == ESCAPE) {
		ungetch(key);
		return simple(KEYS_BACK);
	}
	if (key == 'O')
		getch();
	else if (key == '[') /* ECMA-48: parameters, then one final byte from @ to ~ */
		while ((key = getch()) != ERR && (key < '@' || key > '~'))
			;
	return simple(KEYS_NOTHING);
}

static struct keys_event
from_byte(int byte)
{
	switch (byte) {
	case '\r':
	case '\n':
		return simple(KEYS_ENTER);
	case '\t':
		return simple(KEYS_NEXT);
	case ESCAPE:
		return from_escape();
	case RUBOUT:
	case BACKSPACE:
		return simple(KEYS_ERASE);
	default:
		break;
	}
	if (byte >= 0x80)
		return byte >= 0xC2 && byte <= 0xF4 ? from_bytes(byte) : simple(KEYS_NOTHING);
	/* Ctrl-C, Ctrl-Z, Ctrl-\ and their like mean nothing here */
	if (byte < ' ')
		return simple(KEYS_NOTHING);
	return (struct keys_event){.kind = KEYS_TEXT, .ch = (uint32_t)byte};
}

/* Takes the new size of the terminal, without waiting for curses to notice. */
static void
take_size(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
		return;
	resize_term(size.ws_row, size.ws_col);
	clearok(curscr, TRUE); /* the terminal may have moved what it showed */
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
	take_size();
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

struct keys_event
keys_read(struct screen *s, int timeout)
{
	/* a new size comes before keys: they are answered on the screen as it is */
	enum keys_kind kind = from_signal(s);
	int key;

	if (kind != KEYS_NOTHING)
		return simple(kind);
	/* what curses has read already comes before what is still to be read */
	key = getch();
	if (key == ERR) {
		kind = wait_for(s, timeout);
		if (kind != KEYS_NOTHING)
			return simple(kind);
		key = getch();
	}
	if (key == ERR)
		return simple(KEYS_NOTHING);
	return key > 0xFF ? from_key(key) : from_byte(key);
}
