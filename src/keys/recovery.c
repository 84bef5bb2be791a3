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

#define PAGE_OPEN "\033[?1049h\033[H\033[2J" /* to the other page of the terminal */
#define PAGE_CLOSE "\033[H\033[2J\033[3J\033[?1049l"

_Static_assert(PAPER_SECRET == sizeof(((struct reception_key *)0)->sk), "size of a secret half");

static void
put(struct recovery *s, const char *text)
{
	size_t n = strlen(text);

	if (n > sizeof s->text - s->n)
		n = sizeof s->text - s->n;
	memcpy(s->text + s->n, text, n);
	s->n += n;
}

/* Writes all of it. The secret goes from locked memory to locked memory, never through stdio. */
static void
write_sheet(struct recovery *s, const struct desk *d, const struct keychange *c)
{
	char shown[FINGERPRINT_SHOWN], when[MOMENT_TEXT], head[FAIL_TEXT], number[] = "    1   ",
																	   line[PAPER_LINE];
	uint8_t print[HOURFILE_PRINT];
	unsigned i;

	hourfile_print(s->key->pk, print);
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
		paper_line(s->key->sk, i, line);
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
show(const struct recovery *s)
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

int
recovery_write(const struct recovery *r, const char *path, struct fail *why)
{
	int rc, fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return fail_errno(why, errno, _("cannot make %s"), path);
	rc = file_write_all(fd, r->text, r->n) == 0 && fsync(fd) == 0 ? 0 : -1;
	if (rc != 0)
		fail_errno(why, errno, _("cannot write %s"), path);
	if (close(fd) != 0 && rc == 0)
		rc = fail_errno(why, errno, _("cannot write %s"), path);
	if (rc != 0 && unlink(path) != 0)
		fail_set(why, "%s: %s", path, _("the sheet is worthless: destroy it"));
	return rc;
}

/* Puts it where it was asked for. Returns 0, or -1 with why. */
static int
deliver(const struct desk *d, const struct recovery *r, struct fail *why)
{
	const char *path = d->options.output;
	int rc;

	if (path == NULL) {
		rc = isatty(STDOUT_FILENO) ? show(r) : file_write_all(STDOUT_FILENO, r->text, r->n);
		return rc == 0 ? 0 : fail_errno(why, errno, _("the recovery sheet could not be written"));
	}
	if (recovery_write(r, path, why) != 0)
		return -1;
	fprintf(stderr,
		_("The sheet is in %s. Print it, then destroy the file (shred -u); a printer and its\n"
		  "queue may keep what they print.\n"),
		path);
	return 0;
}

struct recovery *
recovery_begin(struct desk *d, struct keychange *c, struct fail *why)
{
	struct recovery *r = wipe_alloc(sizeof *r);

	if (r == NULL || (r->key = reception_make()) == NULL) {
		fail_set(why, _("not enough memory"));
	} else {
		memcpy(c->who.pk, r->key->pk, sizeof c->who.pk);
		if (keychange_add(c, why) == 0) {
			write_sheet(r, d, c);
			return r;
		}
	}
	recovery_free(r);
	return NULL;
}

void
recovery_free(struct recovery *r)
{
	if (r != NULL)
		reception_free(r->key);
	wipe_free(r);
}

int
recovery_announce(struct desk *d, const struct keychange *c, struct fail *why)
{
	if (keychange_finish(d, c, why) == 0)
		return 0;
	program_warn(DESK_NAME, _("the sheet is worthless: destroy it"));
	return -1;
}

int
recovery_make(struct desk *d, struct keychange *c, struct fail *why)
{
	struct recovery *r = recovery_begin(d, c, why);
	int rc;

	if (r == NULL)
		return -1;
	rc = deliver(d, r, why);
	recovery_free(r);
	if (rc == 0)
		rc = recovery_announce(d, c, why);
	/* the list goes to standard output, which may be a printer */
	if (rc == 0 && d->options.output == NULL && !isatty(STDOUT_FILENO) &&
		dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
		rc = fail_errno(why, errno, _("cannot write the list"));
	return rc;
}
