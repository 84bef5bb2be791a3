/* SPDX-License-Identifier: ISC */
#include "rights/asking.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"
#include "base/wipe.h"

#define FILE_MOST (4 * ASKING_LINE) /* bytes of a file */

static int
open_terminal(void)
{
	return open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
}

/* Reads up to a newline. Returns how many bytes, -1 when input ends, or -2 when there are too many. */
static long
read_line(int tty, char line[static ASKING_LINE])
{
	size_t n = 0;
	ssize_t got;
	char c;

	for (;;) {
		got = read(tty, &c, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return n > 0 && n < ASKING_LINE ? (long)n : -1;
		if (c == '\n')
			break;
		if (n < ASKING_LINE)
			line[n] = c;
		n++;
	}
	wipe_bytes(&c, 1);
	return n < ASKING_LINE ? (long)n : -2;
}

long
asking_line(const char *prompt, char line[static ASKING_LINE], struct fail *why)
{
	int tty = open_terminal();
	long n = -1;

	if (tty < 0)
		return fail_set(why, _("there is no terminal to ask on; see the options for files"));
	/* what was typed before the question is no answer to it */
	if (tcflush(tty, TCIFLUSH) == 0 && file_write_all(tty, prompt, strlen(prompt)) == 0)
		n = read_line(tty, line);
	close(tty);
	if (n == -2)
		return fail_set(why, _("this is too long"));
	return n < 0 ? fail_set(why, _("nothing was answered")) : n;
}

/* Moves line number of the n bytes at text to line. Returns its length, or -1 when it is too long. */
static long
pick_line(const char *text, size_t n, int number, char line[static ASKING_LINE])
{
	const char *at = text, *end = text + n, *newline;
	size_t length;

	for (;; at = newline + 1) {
		newline = memchr(at, '\n', (size_t)(end - at));
		if (number-- == 0)
			break;
		if (newline == NULL)
			return 0;
	}
	length = (size_t)((newline == NULL ? end : newline) - at);
	if (length > 0 && at[length - 1] == '\r')
		length--;
	if (length >= ASKING_LINE)
		return -1;
	memcpy(line, at, length);
	return (long)length;
}

long
asking_file(const char *file, int number, char line[static ASKING_LINE], struct fail *why)
{
	int fd = strcmp(file, "-") == 0 ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	char *text = fd < 0 ? NULL : wipe_alloc(FILE_MOST);
	ssize_t n = text == NULL ? -1 : file_read_all(fd, text, FILE_MOST);
	long length = -1;

	if (n < 0)
		fail_errno(why, errno, _("cannot read %s"), file);
	else if (n == FILE_MOST || (length = pick_line(text, (size_t)n, number, line)) < 0)
		fail_set(why, _("%s: this is too long"), file);
	wipe_free(text);
	if (fd > STDIN_FILENO)
		close(fd);
	return length;
}

int
asking_word(const char *question, const char *word, struct fail *why)
{
	char *line = wipe_alloc(ASKING_LINE), prompt[512];
	long n;
	int rc;

	if (line == NULL)
		return fail_set(why, _("not enough memory"));
	snprintf(prompt, sizeof prompt, _("%s\nType “%s” and Enter to do it: "), question, word);
	n = asking_line(prompt, line, why);
	rc = n < 0 ? -1 : (size_t)n == strlen(word) && memcmp(line, word, (size_t)n) == 0;
	wipe_free(line);
	return rc;
}
