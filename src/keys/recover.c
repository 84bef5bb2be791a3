/* SPDX-License-Identifier: ISC */
#include "keys/recover.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/fingerprint.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "keys/keys.h"
#include "open/passphrase.h"

#define TRIES 5 /* to type a line once more */

/* In locked memory. */
struct typed {
	char lines[PAPER_LINES][PASSPHRASE_MAX];
};

/* Asks for one line of the sheet, once more if again. Returns 0 with it in its place in typed, or -1
 * with why. */
static int
ask_line(struct typed *typed, unsigned number, bool again, struct fail *why)
{
	struct passphrase *p = passphrase_new();
	char prompt[128];
	int rc;

	if (p == NULL)
		return fail_set(why, _("not enough memory"));
	if (again)
		snprintf(prompt, sizeof prompt, _("There is a slip in line %u. Once more: "), number + 1);
	else
		snprintf(prompt, sizeof prompt, _("Line %u of the sheet (it is not shown): "), number + 1);
	rc = passphrase_ask(p, prompt, why);
	if (rc == 0) {
		memset(typed->lines[number], ' ', PASSPHRASE_MAX);
		memcpy(typed->lines[number], p->text, p->n);
	}
	passphrase_free(p);
	return rc;
}

static int
ask_sheet(struct typed *typed, uint8_t *secret, struct fail *why)
{
	unsigned i;
	int bad, try;

	for (i = 0; i < PAPER_LINES; i++)
		if (ask_line(typed, i, false, why) != 0)
			return -1;
	for (try = 0; try < TRIES; try++) {
		bad = paper_read((char *)typed->lines, sizeof typed->lines, secret);
		if (bad == 0)
			return 0;
		if (bad < 0)
			break;
		if (ask_line(typed, (unsigned)bad - 1, _("There is a slip in line %u. Once more: "), why) !=
			0)
			return -1;
	}
	return fail_set(
		why, _("this is not the secret of a recovery sheet: four lines of 14 characters"));
}

static int
read_sheet(const struct desk *d, struct typed *typed, uint8_t *secret, struct fail *why)
{
	const char *file = d->options.secret_file;
	int bad, fd = strcmp(file, "-") == 0 ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : file_read_all(fd, typed->lines, sizeof typed->lines);

	if (n < 0)
		fail_errno(why, errno, _("cannot read %s"), file);
	if (fd > STDIN_FILENO)
		close(fd);
	if (n < 0)
		return -1;
	bad = paper_read((char *)typed->lines, (size_t)n, secret);
	if (bad > 0)
		return fail_set(why, _("there is a slip in line %d of the secret"), bad);
	return bad == 0
		? 0
		: fail_set(
			  why, _("this is not the secret of a recovery sheet: four lines of 14 characters"));
}

const char *
recover_label(const struct desk *d, struct recipients *list)
{
	size_t i;

	if (recipients_read(d->conf.folder, list, NULL) != 0)
		list->n = 0;
	for (i = 0; i < list->n; i++)
		if (memcmp(list->list[i].pk, d->key->pk, sizeof d->key->pk) == 0)
			return list->list[i].label;
	return NULL;
}

/* Says which key it is. */
static void
tell(const struct desk *d)
{
	struct recipients list;
	const char *label = recover_label(d, &list);
	char shown[FINGERPRINT_SHOWN];
	uint8_t print[HOURFILE_PRINT];

	hourfile_print(d->key->pk, print);
	fingerprint_show(print, shown);
	printf(_("The key file is %s.\nFingerprint: %s (compare it with the sheet)\n"),
		d->options.output, shown);
	if (label != NULL)
		printf(_("It is in the list of recipients, as %s: it opens the register. Add keys for the\n"
				 "people who need one, then revoke it and make a new sheet.\n"),
			label);
	else
		puts(_(
			"It is not in the list of recipients: it opens only hours from before it was revoked."));
}

int
recover_make(struct desk *d, const uint8_t secret[static PAPER_SECRET], const char *output,
	const struct passphrase *p, struct fail *why)
{
	d->key = reception_from(secret);
	if (d->key == NULL)
		return fail_set(why, _("not enough memory"));
	return reception_store(d->key, output, p, reception_moderate(), why);
}

static int
recover(struct desk *d, struct fail *why)
{
	struct typed *typed = wipe_alloc(sizeof *typed);
	uint8_t *secret = wipe_alloc(PAPER_SECRET);
	struct passphrase *p = NULL;
	int rc;

	if (typed == NULL || secret == NULL)
		rc = fail_set(why, _("not enough memory"));
	else
		rc = d->options.secret_file != NULL ? read_sheet(d, typed, secret, why)
											: ask_sheet(typed, secret, why);
	wipe_free(typed);
	if (rc == 0) {
		p = keys_new_passphrase(d, NULL, why);
		rc = p == NULL ? -1 : recover_make(d, secret, d->options.output, p, why);
	}
	passphrase_free(p);
	wipe_free(secret);
	return rc;
}

int
recover_run(struct desk *d)
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
		tell(d);
	desk_lock(d);
	wipe_stack();
	return status;
}
