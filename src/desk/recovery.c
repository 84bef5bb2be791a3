/* SPDX-License-Identifier: ISC */
#include "desk/recovery.h"

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
#include "desk/keys.h"
#include "open/paper.h"
#include "open/passphrase.h"

#define SHEET 4096                           /* bytes of a sheet at most */
#define TRIES 5                              /* to type a line */
#define PAGE_OPEN "\033[?1049h\033[H\033[2J" /* to the other page of the terminal */
#define PAGE_CLOSE "\033[H\033[2J\033[3J\033[?1049l"

_Static_assert(PAPER_SECRET == sizeof(((struct reception_key *)0)->sk), "size of a secret half");

/* --- the sheet ------------------------------------------------------------------------------- */

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

/* --- the way back ---------------------------------------------------------------------------- */

/* Asks for one line of the sheet. Returns 0 with it in its place in typed, or -1 with why. */
static int
ask_line(struct sheet *typed, unsigned number, struct fail *why)
{
	struct passphrase *p = passphrase_new();
	char prompt[64];
	int rc;

	if (p == NULL)
		return fail_set(why, _("not enough memory"));
	snprintf(prompt, sizeof prompt, _("Line %u of the sheet (it is not shown): "), number + 1);
	rc = passphrase_ask(p, prompt, why);
	if (rc == 0) {
		memset(typed->text + (size_t)number * PASSPHRASE_MAX, ' ', PASSPHRASE_MAX);
		memcpy(typed->text + (size_t)number * PASSPHRASE_MAX, p->text, p->n);
	}
	passphrase_free(p);
	return rc;
}

static int
ask_sheet(struct sheet *typed, uint8_t *secret, struct fail *why)
{
	unsigned i;
	int bad, try;

	for (i = 0; i < PAPER_LINES; i++)
		if (ask_line(typed, i, why) != 0)
			return -1;
	typed->n = (size_t)PAPER_LINES * PASSPHRASE_MAX;
	for (try = 0; try < TRIES; try++) {
		bad = paper_read(typed->text, typed->n, secret);
		if (bad == 0)
			return 0;
		if (bad < 0)
			break;
		fprintf(stderr, _("There is a slip in line %d.\n"), bad);
		if (ask_line(typed, (unsigned)bad - 1, why) != 0)
			return -1;
	}
	return fail_set(
		why, _("this is not the secret of a recovery sheet: four lines of 14 characters"));
}

static int
read_sheet(const struct desk *d, struct sheet *typed, uint8_t *secret, struct fail *why)
{
	const char *file = d->options.secret_file;
	int bad, fd = strcmp(file, "-") == 0 ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : file_read_all(fd, typed->text, sizeof typed->text);

	if (n < 0)
		fail_errno(why, errno, _("cannot read %s"), file);
	if (fd > STDIN_FILENO)
		close(fd);
	if (n < 0)
		return -1;
	bad = paper_read(typed->text, (size_t)n, secret);
	if (bad > 0)
		return fail_set(why, _("there is a slip in line %d of the secret"), bad);
	return bad == 0
		? 0
		: fail_set(
			  why, _("this is not the secret of a recovery sheet: four lines of 14 characters"));
}

/* Says which key it is. */
static void
tell(const struct desk *d, const struct reception_key *key)
{
	struct recipients list;
	char shown[FINGERPRINT_SHOWN];
	uint8_t print[HOURFILE_PRINT];
	size_t i;

	hourfile_print(key->pk, print);
	fingerprint_show(print, shown);
	printf(_("The key file is %s.\nFingerprint: %s (compare it with the sheet)\n"),
		d->options.output, shown);
	if (recipients_read(d->conf.folder, &list, NULL) != 0)
		return;
	for (i = 0; i < list.n; i++)
		if (memcmp(list.list[i].pk, key->pk, sizeof key->pk) == 0) {
			printf(
				_("It is in the list of recipients, as %s: it opens the register. Add keys for the\n"
				  "people who need one, then revoke it and make a new sheet.\n"),
				list.list[i].label);
			return;
		}
	puts(_("It is not in the list of recipients: it opens only hours from before it was revoked."));
}

static int
recover(struct desk *d, struct fail *why)
{
	struct sheet *typed = wipe_alloc(sizeof *typed);
	struct passphrase *p;
	uint8_t *secret = wipe_alloc(PAPER_SECRET);
	int rc;

	if (typed == NULL || secret == NULL)
		rc = fail_set(why, _("not enough memory"));
	else
		rc = d->options.secret_file != NULL ? read_sheet(d, typed, secret, why)
											: ask_sheet(typed, secret, why);
	if (rc == 0 && (d->key = reception_from(secret)) == NULL)
		rc = fail_set(why, _("not enough memory"));
	wipe_free(typed);
	wipe_free(secret);
	if (rc != 0)
		return -1;
	p = keys_new_passphrase(d, why);
	if (p == NULL)
		return -1;
	rc = reception_store(d->key, d->options.output, p, reception_moderate(), why);
	passphrase_free(p);
	return rc;
}

int
recovery_run(struct desk *d)
{
	struct fail why = {{0}};
	int status = PROGRAM_DONE;

	if (d->options.output == NULL) {
		program_warn(DESK_NAME, _("recover: say where to, --output NEW.key"));
		return program_wrong_use(DESK_NAME);
	}
	if (recover(d, &why) != 0)
		status = program_fail(DESK_NAME, &why);
	else
		tell(d, d->key);
	desk_lock(d);
	wipe_stack();
	return status;
}
