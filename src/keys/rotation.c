/* SPDX-License-Identifier: ISC */
#include "keys/rotation.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fingerprint.h"
#include "base/folder.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/shred.h"

#define KEY ".key"
#define NEXT ".next.key"

/* Writes where the key that follows file waits: NAME.next.key beside NAME.key. Returns 0, or -1 when
 * that is too long. */
static int
next_path(const char *file, char path[static PATH_MAX])
{
	size_t n = strlen(file), end = sizeof KEY - 1;

	if (n > end && strcmp(file + n - end, KEY) == 0)
		n -= end;
	return (size_t)snprintf(path, PATH_MAX, "%.*s%s", (int)n, file, NEXT) < PATH_MAX ? 0 : -1;
}

bool
rotation_waits(const struct desk *d)
{
	char path[PATH_MAX];

	return next_path(d->options.key, path) == 0 && access(path, F_OK) == 0;
}

int
rotation_make(struct desk *d, struct fail *why)
{
	char path[PATH_MAX];

	if (next_path(d->options.key, path) != 0)
		return fail_set(why, _("the name of the key file %s is too long"), d->options.key);
	if (rotation_waits(d))
		return fail_set(why,
			_("a new key waits already in %s. Root installs the list with it; then unlock once. "
			  "To begin anew instead, remove that file."),
			path);
	d->next = reception_make();
	if (d->next == NULL)
		return fail_set(why, _("not enough memory"));
	return reception_store(d->next, path, d->kept, reception_moderate(), why);
}

/* Overwrites and removes the file of the key that waited. Returns 0, or -1. */
static int
shred_waiting(const struct desk *d)
{
	char path[PATH_MAX];
	const char *name;
	int rc, folder;

	if (next_path(d->options.key, path) != 0)
		return -1;
	folder = folder_open_parent(path, &name);
	if (folder < 0)
		return -1;
	rc = shred_file(folder, name, 1);
	close(folder);
	return rc;
}

void
rotation_take_back(struct desk *d)
{
	if (shred_waiting(d) != 0 && errno != ENOENT)
		program_warn(DESK_NAME, _("warning: the file of the new key could not be removed"));
}

void
rotation_open(struct desk *d, const struct passphrase *p)
{
	char path[PATH_MAX];
	struct fail why;
	bool exposed;

	if (!rotation_waits(d) || next_path(d->options.key, path) != 0)
		return;
	if (reception_open(path, p, &d->next, &exposed, &why) != 0) {
		program_warn(DESK_NAME, why.text);
		return;
	}
	if (memcmp(d->next->pk, d->key->pk, RECEPTION_PK) != 0)
		return;
	/* it has taken its place already, and only its file was left by a power cut */
	reception_free(d->next);
	d->next = NULL;
	rotation_take_back(d);
}

void
rotation_finish(struct desk *d)
{
	char path[PATH_MAX], shown[FINGERPRINT_SHOWN];
	uint8_t print[HOURFILE_PRINT];
	struct fail why;

	if (next_path(d->options.key, path) != 0 ||
		reception_replace(path, d->options.key, &why) != 0) {
		program_warn(DESK_NAME, why.text);
		program_warn(DESK_NAME,
			_("the retired key could not be overwritten: unlock again where the folder of the key "
			  "file can be written"));
	} else {
		if (shred_waiting(d) != 0)
			program_warn(DESK_NAME, _("warning: the file of the new key could not be removed"));
		hourfile_print(d->next->pk, print);
		fingerprint_show(print, shown);
		fprintf(stderr,
			_("Your new key is in use, in %s; the retired one was overwritten.\n"
			  "Fingerprint: %s\n"
			  "Copies of the retired key on other sticks open nothing any more: replace them\n"
			  "(welkom-desk keys copy FILE).\n"),
			d->options.key, shown);
	}
	/* nothing is sealed to the old one now, file or no file */
	reception_free(d->key);
	d->key = d->next;
	d->next = NULL;
}
