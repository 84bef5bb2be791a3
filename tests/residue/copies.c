/* SPDX-License-Identifier: ISC */
/* copies: leaves copies of a word where a program can leave them, and forgets them with what this
 * project forgets with, so that each of these means is tested where it alone counts.
 *
 *     copies FILE
 *
 * FILE has the word. A key makes copies ("Left" is shown), another one forgets them ("Gone"):
 *   c  cells of the screen, after a row of attributes, so that the word lies deep in curses' output
 *   s  the stack, far below the main loop
 *   f  memory that is freed, and memory that is moved by realloc
 *   q  ends */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/wipe.h"
#include "ui/blank.h"
#include "ui/keys.h"
#include "ui/screen.h"

#define WORD_MOST 128
#define ROOM 30     /* columns for the word */
#define DEPTH 20000 /* bytes of stack */
#define CHUNKS 4    /* of memory: small and large ones are freed in different ways */

struct copies {
	struct screen screen;
	const char *path;
	char *word; /* only while copies are made */
	size_t n;
	char *chunk[CHUNKS];
};

static const size_t sizes[CHUNKS] = {48, 400, 5000, 200000};

/* Keeps the compiler from leaving out what nobody reads. */
static void
use(const void *p)
{
	__asm__ volatile("" : : "r"(p) : "memory");
}

static int
read_word(struct copies *c)
{
	int fd = open(c->path, O_RDONLY | O_CLOEXEC);
	ssize_t got;

	c->word = wipe_alloc(WORD_MOST);
	got = fd < 0 || c->word == NULL ? -1 : read(fd, c->word, WORD_MOST);
	if (fd >= 0)
		close(fd);
	c->n = got > 0 ? (size_t)got - (c->word[got - 1] == '\n') : 0;
	return c->n > 0 ? 0 : -1;
}

static void
say(struct copies *c, const char *text)
{
	screen_put(&c->screen, 0, 0, 10, SCREEN_TEXT, text, strlen(text));
	screen_show(&c->screen, 0, 0, false);
}

static void
draw(struct copies *c)
{
	int i, row = screen_rows(&c->screen) - 1;

	screen_clear(&c->screen);
	for (i = 0; i < screen_columns(&c->screen) - ROOM; i++)
		screen_put(&c->screen, row, i, 1, i % 2 == 0 ? SCREEN_BAR : SCREEN_ACCENT, ".", 1);
	screen_put(&c->screen, row, i, ROOM, SCREEN_STRONG, c->word, c->n);
}

static __attribute__((noinline)) void
dig(struct copies *c)
{
	char deep[DEPTH];

	memcpy(deep, c->word, c->n);
	use(deep);
}

static void
take_chunks(struct copies *c)
{
	int i;

	for (i = 0; i < CHUNKS; i++) {
		c->chunk[i] = malloc(sizes[i]);
		if (c->chunk[i] == NULL)
			abort();
		/* in the middle: the allocator itself writes to the beginning of what is freed */
		memcpy(c->chunk[i] + (sizes[i] - c->n) / 2, c->word, c->n);
	}
}

static void
give_chunks(struct copies *c)
{
	char *moved;
	int i;

	for (i = 0; i < CHUNKS; i++) {
		/* larger: it has to move; what moved is wiped by its owner */
		moved = i % 2 == 0 ? realloc(c->chunk[i], 2 * sizes[i]) : NULL;
		if (moved != NULL)
			wipe_bytes(moved, 2 * sizes[i]);
		free(moved != NULL ? moved : c->chunk[i]);
	}
}

/* Makes copies, or forgets them. */
static void
act(struct copies *c, uint32_t key, bool left)
{
	if (left && read_word(c) != 0)
		abort();
	if (key == 'c' && left)
		draw(c);
	else if (key == 'c') {
		blank_screen(&c->screen);
		screen_clear(&c->screen);
	}
	if (key == 's' && left)
		dig(c);
	else if (key == 's')
		wipe_stack();
	if (key == 'f' && left)
		take_chunks(c);
	else if (key == 'f')
		give_chunks(c);
	if (left)
		wipe_free(c->word);
	say(c, left ? "Left" : "Gone");
}

int
main(int argc, char **argv)
{
	struct copies c = {.path = argc == 2 ? argv[1] : ""};
	struct keys_event event;
	bool left = false;

	if (wipe_start() != 0)
		return 2;
	wipe_shield_process(); /* first, as in the programs: it closes what is open */
	if (screen_start(&c.screen, NULL) != 0)
		return 2;
	say(&c, "Ready");
	for (;;) {
		event = keys_read(&c.screen, -1);
		if (event.kind == KEYS_LEAVE || (event.kind == KEYS_TEXT && event.ch == 'q'))
			break;
		if (event.kind != KEYS_TEXT)
			continue;
		left = !left;
		act(&c, event.ch, left);
	}
	screen_stop(&c.screen);
	return 0;
}
