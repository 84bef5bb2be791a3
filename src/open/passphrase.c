/* SPDX-License-Identifier: ISC */
#include "open/passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"
#include "base/text.h"
#include "base/wipe.h"
#include "open/hold.h"

#define KINDS_LEAST 6 /* different characters in a chosen one */
#define HELD (-2)     /* a signal came before the line */

struct passphrase *
passphrase_new(void)
{
	return wipe_alloc(sizeof(struct passphrase));
}

void
passphrase_free(struct passphrase *p)
{
	wipe_free(p);
}

/* Takes the first line of the n bytes at line, in NFC. Returns 0, or -1 with why. */
static int
take(struct passphrase *p, const char *line, size_t n, struct fail *why)
{
	const char *end = memchr(line, '\n', n);
	long length;

	if (end != NULL)
		n = (size_t)(end - line);
	if (n > 0 && line[n - 1] == '\r')
		n--;
	if (n == 0)
		return fail_set(why, _("no passphrase was given"));
	/* over it, the rest may not have been read, and would be left out without a word */
	if (n > PASSPHRASE_MAX)
		return fail_set(why, _("the passphrase is too long, or not UTF-8"));
	/* what stood there before may have been longer, and passphrase_equal looks at all of it */
	wipe_bytes(p, sizeof *p);
	length = text_nfc(line, n, p->text, sizeof p->text);
	if (length < 0)
		return fail_set(why, _("the passphrase is too long, or not UTF-8"));
	p->n = (size_t)length;
	return 0;
}

/* Reads bytes from the terminal up to a newline. Returns their number, -1, or HELD. */
static ssize_t
read_line(int tty, char *line, size_t cap, const struct hold *hold)
{
	size_t n = 0;
	ssize_t got;

	while (n < cap) {
		if (!hold_wait(hold, tty))
			return HELD;
		got = read(tty, line + n, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || (got == 0 && n == 0))
			return -1;
		if (got == 0 || line[n] == '\n')
			break;
		n++;
	}
	return (ssize_t)n;
}

/* Asks on tty, without echo, for a line of at most cap bytes. Returns its length, -1, or HELD. */
static ssize_t
ask_hidden(int tty, const char *prompt, char *line, size_t cap)
{
	struct termios shown, hidden;
	struct hold hold;
	ssize_t n = -1;

	if (tcgetattr(tty, &shown) != 0)
		return -1;
	hold_begin(&hold);
	hidden = shown;
	hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
	if (tcsetattr(tty, TCSAFLUSH, &hidden) == 0 && file_write_all(tty, prompt, strlen(prompt)) == 0)
		n = read_line(tty, line, cap, &hold);
	tcsetattr(tty, TCSAFLUSH, &shown);
	if (file_write_all(tty, "\n", 1) != 0 && n >= 0)
		n = -1;
	hold_end(&hold);
	return n;
}

int
passphrase_ask(struct passphrase *p, const char *prompt, struct fail *why)
{
	int rc, tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	char *line;
	ssize_t n;

	if (tty < 0 || isatty(tty) != 1) {
		if (tty >= 0)
			close(tty);
		return fail_set(why,
			_("there is no terminal to ask for the passphrase; use "
			  "--passphrase-file"));
	}
	line = wipe_alloc(PASSPHRASE_MAX + 2);
	if (line == NULL) {
		close(tty);
		return fail_set(why, _("not enough memory"));
	}
	do /* once more when the program was only stopped */
		n = ask_hidden(tty, prompt, line, PASSPHRASE_MAX + 1);
	while (n == HELD);
	close(tty);
	if (n < 0)
		rc = fail_set(why, _("no passphrase was given"));
	else
		rc = take(p, line, (size_t)n, why) == 0 ? 0 : 1;
	wipe_free(line);
	return rc;
}

int
passphrase_read(struct passphrase *p, const char *file, struct fail *why)
{
	int rc, fd = strcmp(file, "-") == 0 ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	char *line;
	ssize_t n;

	if (fd < 0)
		return fail_errno(why, errno, _("cannot read the passphrase from %s"), file);
	line = wipe_alloc(PASSPHRASE_MAX + 2);
	if (line == NULL) {
		rc = fail_set(why, _("not enough memory"));
	} else {
		n = file_read_all(fd, line, PASSPHRASE_MAX + 2);
		rc = n < 0 ? fail_errno(why, errno, _("cannot read the passphrase from %s"), file)
				   : take(p, line, (size_t)n, why);
	}
	wipe_free(line);
	if (fd != STDIN_FILENO)
		close(fd);
	return rc;
}

void
passphrase_make(struct passphrase *p)
{
	/* no 0 o 1 i l u: read aloud and copied by hand without mistakes */
	static const char alphabet[] = "23456789abcdefghjkmnpqrstvwxyz!?";
	size_t i;

	_Static_assert(sizeof alphabet == 33, "5 bits a character");
	wipe_bytes(p, sizeof *p);
	for (i = 0; i < PASSPHRASE_MADE - 1; i++)
		p->text[i] = i % 5 == 4 ? '-' : alphabet[randombytes_uniform(32)];
	p->n = PASSPHRASE_MADE - 1;
}

int
passphrase_check(const struct passphrase *p, struct fail *why)
{
	bool seen[256] = {false};
	size_t at = 0, graphemes = 0, kinds = 0, i;

	while (at < p->n) {
		at = text_next(p->text, p->n, at);
		graphemes++;
	}
	for (i = 0; i < p->n; i++) {
		kinds += !seen[(unsigned char)p->text[i]];
		seen[(unsigned char)p->text[i]] = true;
	}
	wipe_bytes(seen, sizeof seen);
	if (graphemes < PASSPHRASE_LEAST)
		return fail_set(
			why, _("the passphrase is too short: at least %d characters"), PASSPHRASE_LEAST);
	if (kinds < KINDS_LEAST)
		return fail_set(why,
			_("the passphrase is too simple: it repeats the same few "
			  "characters"));
	return 0;
}

bool
passphrase_equal(const struct passphrase *a, const struct passphrase *b)
{
	return a->n == b->n && sodium_memcmp(a->text, b->text, sizeof a->text) == 0;
}
