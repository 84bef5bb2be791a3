/* SPDX-License-Identifier: ISC */
#include "open/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "open/hold.h"

#define TRIES 3
#define PAGE_OPEN "\033[?1049h" /* to the other page of the terminal */
#define PAGE_CLEAR "\033[H\033[2J"
#define PAGE_CLOSE "\033[?1049l" /* back, and the cursor to where it was */
#define CHOICE 64                /* bytes of an answer */

enum choice { TAKE, OWN, UNCLEAR, HELD, ENDED };

int
secret_read(struct passphrase *p, const char *file, struct fail *why)
{
	if (passphrase_read(p, file, why) != 0)
		return -1;
	return passphrase_check(p, why);
}

static int
put(int tty, const char *text)
{
	return file_write_all(tty, text, strlen(text));
}

/* Says which choice the n bytes of line are. */
static enum choice
choose(const char *line, size_t n)
{
	if (n == 0)
		return TAKE;
	/* the word that a person types, which has no letters but those of ASCII */
	return strcasecmp(line, "own") == 0 || strcasecmp(line, _("own")) == 0 ? OWN : UNCLEAR;
}

/* Reads a line: Enter alone takes the passphrase. It may hold anything, so it is wiped. */
static enum choice
read_choice(int tty, const struct hold *hold)
{
	char line[CHOICE] = {0};
	enum choice choice;
	bool held = false;
	size_t n = 0;
	ssize_t got = 0;
	char c = '\0';

	while (!(held = !hold_wait(hold, tty)) &&
		((got = read(tty, &c, 1)) > 0 || (got < 0 && errno == EINTR))) {
		if (got > 0 && c == '\n')
			break;
		if (got > 0 && n < sizeof line - 1)
			line[n++] = c;
	}
	if (held)
		choice = HELD;
	else
		choice = got <= 0 ? ENDED : choose(line, n);
	wipe_bytes(line, sizeof line);
	wipe_bytes(&c, sizeof c);
	return choice;
}

/* Writes the page with p, and reads what is to happen with it. Never through stdio, whose buffers
 * would keep it. */
static enum choice
show_page(int tty, const struct passphrase *p, const char *const above[2], bool page,
	const struct hold *hold)
{
	enum choice choice;
	const char *hint = "";

	do {
		if (put(tty, page ? PAGE_CLEAR : "\n") != 0 || put(tty, above[0]) != 0 ||
			put(tty, above[1]) != 0 || put(tty, _("\n\n    Passphrase: ")) != 0 ||
			file_write_all(tty, p->text, p->n) != 0 ||
			put(tty,
				_("\n\nWrite it down now. It is needed each time somebody looks into "
				  "the register.\nWithout it nobody can, not even the makers of this "
				  "program.\n\n")) != 0 ||
			put(tty, hint) != 0 ||
			put(tty, _("[Enter] take this one, or type “own” for one of your own: ")) != 0)
			return ENDED;
		choice = read_choice(tty, hold);
		hint = _("Please press only Enter, or type only the word “own”.\n");
	} while (choice == UNCLEAR);
	return choice;
}

/* Shows p below the sentences above until a choice is made, then takes it off the screen. */
static enum choice
show_once(int tty, const struct passphrase *p, const char *const above[2])
{
	const char *term = getenv("TERM");
	bool page = term != NULL && *term != '\0' && strcmp(term, "dumb") != 0;
	struct hold hold;
	enum choice choice;

	hold_begin(&hold);
	/* Enter that was typed before must not take it unseen */
	tcflush(tty, TCIFLUSH);
	if (page && put(tty, PAGE_OPEN) != 0)
		choice = ENDED;
	else
		choice = show_page(tty, p, above, page, &hold);
	if (page && (put(tty, PAGE_CLEAR) != 0 || put(tty, PAGE_CLOSE) != 0))
		choice = ENDED;
	hold_end(&hold);
	return choice;
}

/* Shows p, and again after the program was stopped, until there is a choice. */
static enum choice
show(int tty, const struct passphrase *p, const char *whose, const char *lead)
{
	const char *const above[] = {whose, lead};
	enum choice choice;

	do
		choice = show_once(tty, p, above);
	while (choice == HELD);
	return choice;
}

/* Asks for p once more. Returns 0 when it was typed, 1 when something else was, -1 with why. */
static int
ask_again(const struct passphrase *p, const char *prompt, struct fail *why)
{
	struct passphrase *again = passphrase_new();
	int rc;

	if (again == NULL)
		return fail_set(why, _("not enough memory"));
	rc = passphrase_ask(again, prompt, why);
	if (rc == 0)
		rc = passphrase_equal(p, again) ? 0 : 1;
	passphrase_free(again);
	return rc;
}

/* Asks twice for one of the person's own. Returns 0 and p, 1 when that will not do, which is said, or
 * -1 with why. */
static int
try_own(int tty, struct passphrase *p, struct fail *why)
{
	int rc;

	wipe_bytes(p, sizeof *p);
	rc = passphrase_ask(p, _("Your passphrase (it is not shown): "), why);
	if (rc == 0 && passphrase_check(p, why) != 0)
		rc = 1;
	if (rc > 0)
		return put(tty, why->text) != 0 || put(tty, "\n") != 0 ? -1 : 1;
	if (rc == 0)
		rc = ask_again(p, _("The same once more: "), why);
	if (rc > 0 && put(tty, _("These were not the same.\n")) != 0)
		rc = -1;
	return rc;
}

static int
ask_own(int tty, struct passphrase *p, struct fail *why)
{
	int try, rc;

	for (try = 0; try < TRIES; try++) {
		rc = try_own(tty, p, why);
		if (rc <= 0)
			return rc;
	}
	return fail_set(why, _("no passphrase was chosen"));
}

/* Offers the made p. Returns 0 when it is noted, 1 when the person wants an own one, or -1 with
 * why. */
static int
offer_made(int tty, const struct passphrase *p, const char *whose, struct fail *why)
{
	const char *lead = _("A passphrase was made for the reception key.");
	int try;

	for (try = 0; try < TRIES; try++) {
		switch (show(tty, p, whose, lead)) {
		case TAKE:
			break;
		case OWN:
			return 1;
		default:
			return fail_set(why, _("input ended"));
		}
		if (try > 0 &&
			put(tty,
				_("What you typed was not the passphrase. Look at your note and try again.\n")) !=
				0)
			break;
		if (ask_again(p, _("Now type it from your note (it is not shown): "), NULL) == 0)
			return 0;
		lead = _("That was not the passphrase. Here it is again.");
	}
	return fail_set(why, _("the passphrase was not noted"));
}

int
secret_offer(struct passphrase *p, const char *whose, struct fail *why)
{
	int rc, tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (tty < 0)
		return fail_set(why,
			_("there is no terminal to ask for the passphrase; use "
			  "--passphrase-file"));
	passphrase_make(p);
	rc = offer_made(tty, p, whose != NULL ? whose : "", why);
	if (rc == 1)
		rc = ask_own(tty, p, why);
	close(tty);
	return rc;
}
