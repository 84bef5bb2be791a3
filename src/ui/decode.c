/* SPDX-License-Identifier: ISC */
#include "ui/decode.h"

#include <curses.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/wipe.h"
#include "ui/sequence.h"

#define ESCAPE 27
#define RUBOUT 127
#define BACKSPACE 8
#define REST_MS 50    /* how long the last bytes of a character or a sequence may take to come */
#define PARAMETERS 16 /* of a control sequence; longer ones mean nothing here */

static struct keys_event
simple(enum keys_kind kind)
{
	return (struct keys_event){.kind = kind};
}

/* Keys with Ctrl or Alt have no constant: curses knows them by their extended names. */
static struct keys_event
from_name(int key)
{
	const char *name = keyname(key);

	if (name == NULL)
		return simple(KEYS_NOTHING);
	if (strcmp(name, "kLFT5") == 0 || strcmp(name, "kLFT3") == 0)
		return simple(KEYS_WORD_LEFT);
	if (strcmp(name, "kRIT5") == 0 || strcmp(name, "kRIT3") == 0)
		return simple(KEYS_WORD_RIGHT);
	return simple(KEYS_NOTHING);
}

/* From gpm on a Linux console. A press counts, and a click that curses made of press and release; a release alone does not. */
static struct keys_event
from_mouse(void)
{
	MEVENT mouse;

	if (getmouse(&mouse) != OK || (mouse.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED)) == 0)
		return simple(KEYS_NOTHING);
	return (struct keys_event){.kind = KEYS_CLICK, .row = mouse.y, .column = mouse.x};
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
	case KEY_MOUSE:
		return from_mouse();
	default:
		break;
	}
	if (key >= KEY_F(1) && key <= KEY_F(12))
		return (struct keys_event){.kind = KEYS_FUNCTION, .number = key - KEY_F0};
	return key > KEY_MAX ? from_name(key) : simple(KEYS_NOTHING);
}

/* The next byte of something that has begun, which a slow line may bring a moment later; or ERR. */
static int
next_byte(void)
{
	struct pollfd more = {.fd = STDIN_FILENO, .events = POLLIN};
	int key = getch();

	return key == ERR && poll(&more, 1, REST_MS) == 1 ? getch() : key;
}

/* Reads the rest of a character that begins with lead, byte by byte: curses' own reader swallows
 * up to 16 bytes of what follows a broken one. What is not UTF-8 (RFC 3629) is passed over. */
static struct keys_event
from_bytes(int lead)
{
	size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2, n = 1;
	struct keys_event event = {.kind = KEYS_NOTHING};
	char bytes[4] = {(char)lead};
	int next;

	while (n < length) {
		next = next_byte();
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

/* The old report of a mouse: three bytes, each 32 more than the button, the column and the row, which
 * count from 1. */
static struct keys_event
from_old_mouse(void)
{
	int button = next_byte(), column = next_byte(), row = next_byte();

	if (button != ' ' || column <= ' ' || row <= ' ' || column > 0xFF || row > 0xFF)
		return simple(KEYS_NOTHING);
	return (struct keys_event){
		.kind = KEYS_CLICK, .row = row - ' ' - 1, .column = column - ' ' - 1};
}

/* A control sequence, whose first two bytes are read. */
static struct keys_event
from_sequence(void)
{
	char params[PARAMETERS];
	size_t n = 0;
	int key;

	/* ECMA-48: parameters and the like, then one final byte from @ to ~ */
	while ((key = next_byte()) >= ' ' && key < '@') {
		if (n < sizeof params)
			params[n] = (char)key;
		n++;
	}
	if (key != ERR && (key < ' ' || key > '~')) { /* broken off: this is something else */
		ungetch(key);
		return simple(KEYS_NOTHING);
	}
	if (key == '[' && n == 0) /* a function key of a Linux console: one byte more */
		next_byte();
	if (key == 'M' && n == 0)
		return from_old_mouse();
	return key == ERR || n > sizeof params ? simple(KEYS_NOTHING)
										   : sequence_event(params, n, (char)key);
}

/* After an Esc: a terminal's sequence that curses does not know arrives in one burst; an Esc alone
 * is the key. */
static struct keys_event
from_escape(void)
{
	int key = getch();

	if (key == ERR)
		return simple(KEYS_BACK);
	if (key == '[')
		return from_sequence();
	if (key == 'O') {
		getch();
		return simple(KEYS_NOTHING);
	}
	if (key > 0xFF || key == ESCAPE) {
		ungetch(key);
		return simple(KEYS_BACK);
	}
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

struct keys_event
decode_key(int key)
{
	return key > 0xFF ? from_key(key) : from_byte(key);
}
