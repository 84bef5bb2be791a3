/* SPDX-License-Identifier: ISC */
/* The bytes of a keyboard, as a terminal sends them, up to the text in a field. In the bytes stand
 * for themselves all but: 0xFF, nothing for a moment; 0xFE and two more, a key of curses; 0xFC, the
 * program throws away what was typed ahead. None of them is ever part of UTF-8. */
#include <curses.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "fuzz/target.h"
#include "ui/field.h"
#include "ui/keys.h"

#define PAUSE 0xFF
#define CODE 0xFE
#define FLUSH 0xFC
#define LIMIT 128

/* What curses has not given out yet. */
static struct {
	const uint8_t *data;
	size_t n, at, backs;
	int back[8];
} line;

/* These stand in the place of the calls that ui/keys.c and ui/decode.c make (tests/Makefile.am). */
int __wrap_wgetch(WINDOW *w);
int __wrap_ungetch(int key);
int __wrap_flushinp(void);
int __wrap_getmouse(MEVENT *mouse);
char *__wrap_keyname(int key);
int __wrap_poll(struct pollfd *fds, nfds_t n, int timeout);
int __wrap_ppoll(struct pollfd *fds, nfds_t n, const struct timespec *limit, const sigset_t *mask);

static int
take_byte(void)
{
	return line.at < line.n ? line.data[line.at++] : 0;
}

int
__wrap_wgetch(WINDOW *w)
{
	int key;

	(void)w;
	if (line.backs > 0)
		return line.back[--line.backs];
	if (line.at == line.n)
		return ERR;
	key = take_byte();
	if (key == PAUSE || key == FLUSH)
		return ERR;
	if (key == CODE) {
		key = KEY_MIN + take_byte();
		key += take_byte() << 8;
	}
	return key;
}

int
__wrap_ungetch(int key)
{
	TARGET_MUST(key != ERR && line.backs < sizeof line.back / sizeof line.back[0]);
	line.back[line.backs++] = key;
	return OK;
}

int
__wrap_flushinp(void)
{
	line.backs = 0;
	while (line.at < line.n && line.data[line.at] != PAUSE)
		line.at++;
	return OK;
}

int
__wrap_getmouse(MEVENT *mouse)
{
	memset(mouse, 0, sizeof *mouse);
	mouse->bstate = (mmask_t)take_byte() << (take_byte() % 24);
	mouse->x = take_byte();
	mouse->y = take_byte();
	return mouse->bstate == 0 ? ERR : OK;
}

char *
__wrap_keyname(int key)
{
	static char names[][8] = {"kLFT5", "kRIT5", "kLFT3", "kUP5", "kRIT3"};

	return key % 6 == 5 ? NULL : names[key % 6];
}

/* Nothing comes in time when a pause stands next. */
int
__wrap_poll(struct pollfd *fds, nfds_t n, int timeout)
{
	bool ready = line.backs > 0 || (line.at < line.n && line.data[line.at] != PAUSE);

	(void)timeout;
	if (!ready && line.at < line.n)
		line.at++;
	memset(&fds->revents, 0, sizeof fds->revents);
	for (; n > 1; n--)
		fds[n - 1].revents = 0;
	fds->revents = ready ? POLLIN : 0;
	return ready;
}

int
__wrap_ppoll(struct pollfd *fds, nfds_t n, const struct timespec *limit, const sigset_t *mask)
{
	(void)limit, (void)mask;
	return __wrap_poll(fds, n, 0);
}

static void
check_event(const struct keys_event *e)
{
	char utf8[4];

	TARGET_MUST(e->kind >= KEYS_NOTHING && e->kind < KEYS_LEAVE);
	TARGET_MUST(e->kind != KEYS_TEXT || (text_encode(e->ch, utf8) > 0 && e->ch >= ' '));
	TARGET_MUST(e->kind != KEYS_FUNCTION || (e->number >= 1 && e->number <= 12));
	TARGET_MUST(e->kind != KEYS_CLICK || (e->row >= 0 && e->column >= 0));
}

static void
check_field(const struct field *f)
{
	size_t n, at, used, cursor = field_cursor(f);
	const char *text = field_text(f, &n);
	char composed[FIELD_MAX];
	uint32_t uc;

	TARGET_MUST(n <= LIMIT && cursor <= n);
	TARGET_MUST(cursor == n || cursor == 0 || text_prev(text, n, cursor + 1) == cursor);
	for (at = 0; at < n; at += used) {
		used = text_decode(text + at, n - at, &uc);
		TARGET_MUST(used > 0 && text_is_allowed(uc) && (at > 0 || !text_is_mark(uc)));
	}
	TARGET_MUST(text_nfc(text, n, composed, sizeof composed) == (long)n);
	TARGET_MUST(memcmp(text, composed, n) == 0);
}

/* As a page does it. */
static void
apply(struct field *f, const struct keys_event *e)
{
	static void (*const moves[KEYS_LEAVE])(struct field *) = {
		[KEYS_ERASE] = field_erase,
		[KEYS_DELETE] = field_delete,
		[KEYS_LEFT] = field_left,
		[KEYS_RIGHT] = field_right,
		[KEYS_WORD_LEFT] = field_word_left,
		[KEYS_WORD_RIGHT] = field_word_right,
		[KEYS_HOME] = field_home,
		[KEYS_END] = field_end,
		[KEYS_ENTER] = field_clear,
	};

	if (e->kind == KEYS_TEXT)
		(void)field_insert(f, e->ch);
	else if (e->kind == KEYS_FUNCTION)
		(void)field_replace(f, 0xE0 + (uint32_t)e->number);
	else if (moves[e->kind] != NULL)
		moves[e->kind](f);
}

int
target_keys(const uint8_t *data, size_t n)
{
	static struct field *f;
	struct screen s = {.signals = -1, .ahead = ERR};
	struct keys_event e;
	size_t events = 0, typed;

	if (f == NULL)
		f = field_new(LIMIT);
	TARGET_MUST(f != NULL);
	field_clear(f);
	memset(&line, 0, sizeof line);
	line.data = data;
	line.n = n;
	do {
		if (line.backs == 0 && line.at < n && data[line.at] == FLUSH)
			keys_flush(&s);
		e = keys_read(&s, 1000);
		check_event(&e);
		apply(f, &e);
		check_field(f);
		/* every key is an event at most, and each takes something away */
		TARGET_MUST(++events <= 2 * n + 2);
	} while (e.kind != KEYS_TIMEOUT || line.at < n);
	(void)field_text(f, &typed);
	return typed > 0;
}
