/* SPDX-License-Identifier: ISC */
#include "keys/recovery.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/fingerprint.h"
#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "open/paper.h"

#define SHEET 4096                           /* bytes of a sheet at most */
#define PAGE_OPEN "\033[?1049h\033[H\033[2J" /* to the other page of the terminal */
#define PAGE_CLOSE "\033[H\033[2J\033[3J\033[?1049l"

_Static_assert(PAPER_SECRET == sizeof(((struct reception_key *)0)->sk), "size of a secret half");

struct sheet {
	size_t n;
	char text[SHEET]; /* in locked memory */
};

static void
put(struct sheet *s, const char *text)
{
	size_t n = strlen(text);

	if (n > sizeof s->text - s->n)
		n = sizeof s->text - s->n;
	memcpy(s->text + s->n, text, n);
	s->n += n;
}

/* Writes all of it. The secret goes from locked memory to locked memory, never through stdio. */
static void
write_sheet(struct sheet *s, const struct desk *d, const struct keychange *c,
	const struct reception_key *key)
{
	char shown[FINGERPRINT_SHOWN], when[MOMENT_TEXT], head[FAIL_TEXT], number[] = "    1   ",
																	   line[PAPER_LINE];
	uint8_t print[HOURFILE_PRINT];
	unsigned i;

	hourfile_print(key->pk, print);
	fingerprint_show(print, shown);
	moment_print_local(d->clock.trusted, when);
	put(s, d->conf.organisation[0] != '\0' ? d->conf.organisation : _("Visitor register"));
	put(s, _("\n\nRECOVERY SHEET of the visitor register\n\n"));
	snprintf(head, sizeof head, _("Label        %s\nFingerprint  %s\nMade         %s\n\n"),
		c->who.label, shown, when);
	put(s, head);
	put(s, _("Secret key (0 is zero, 1 is one; there is no letter I, L or O in it):\n\n"));
	for (i = 0; i < PAPER_LINES; i++) {
		number[4] = (char)('1' + i);
		paper_line(key->sk, i, line);
		put(s, number);
		put(s, line);
		put(s, "\n");
	}
	wipe_bytes(line, sizeof line);
	put(s,
		_("\nWho has this sheet can read the visits of the last 14 days, without a passphrase.\n"
		  "Put it into a closed envelope in a safe. It is for the day on which all keys or\n"
		  "passphrases are lost:\n\n"
		  "    welkom-desk recover --output NEW.key\n\n"
		  "asks for the four lines and makes a key file with a new passphrase out of them.\n"
		  "If the sheet was seen by others, or was used: welkom-desk keys revoke (the label\n"
		  "above), and make a new one.\n"));
}

/* Shows it on a page of its own, until Enter. Returns 0, or -1. */
static int
show(const struct sheet *s)
{
	static const char wait[] = "\n[Enter] ";
	int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC), rc = -1;
	char c = '\0';

	if (tty < 0)
		return -1;
	if (file_write_all(tty, PAGE_OPEN, sizeof PAGE_OPEN - 1) == 0 &&
		file_write_all(tty, s->text, s->n) == 0 &&
		file_write_all(tty, wait, sizeof wait - 1) == 0) {
		while (c != '\n' && read(tty, &c, 1) == 1)
			continue;
		rc = c == '\n' ? 0 : -1;
	}
	if (file_write_all(tty, PAGE_CLOSE, sizeof PAGE_CLOSE - 1) != 0)
		rc = -1;
	close(tty);
	return rc;
}

/* Puts it where it was asked for. Returns 0, or -1 with why. */
static int
deliver(const struct desk *d, const struct sheet *s, struct fail *why)
{
	const char *path = d->options.output;
	int fd, rc;

	if (path == NULL) {
		rc = isatty(STDOUT_FILENO) ? show(s) : file_write_all(STDOUT_FILENO, s->text, s->n);
		return rc == 0 ? 0 : fail_errno(why, errno, _("the recovery sheet could not be written"));
	}
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail_errno(why, errno, _("cannot make %s"), path);
	rc = file_write_all(fd, s->text, s->n) == 0 && fsync(fd) == 0 ? 0 : -1;
	if (rc != 0)
		fail_errno(why, errno, _("cannot write %s"), path);
	close(fd);
	if (rc == 0)
		fprintf(stderr,
			_("The sheet is in %s. Print it, then destroy the file (shred -u); a printer and its\n"
			  "queue may keep what they print.\n"),
			path);
	return rc;
}

int
recovery_make(struct desk *d, struct keychange *c, struct fail *why)
{
	struct reception_key *key = reception_make();
	struct sheet *s = wipe_alloc(sizeof *s);
	int rc = -1;

	if (key == NULL || s == NULL) {
		fail_set(why, _("not enough memory"));
	} else {
		memcpy(c->who.pk, key->pk, sizeof c->who.pk);
		if (keychange_add(c, why) == 0) {
			write_sheet(s, d, c, key);
			rc = deliver(d, s, why);
			if (rc == 0) {
				rc = keychange_finish(d, c, why);
				if (rc != 0)
					program_warn(DESK_NAME, _("the sheet is worthless: destroy it"));
			}
		}
	}
	wipe_free(s);
	reception_free(key);
	/* the list goes to standard output, which may be a printer */
	if (rc == 0 && d->options.output == NULL && !isatty(STDOUT_FILENO) &&
		dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
		rc = fail_errno(why, errno, _("cannot write the list"));
	return rc;
}
