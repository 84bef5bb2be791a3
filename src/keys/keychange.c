/* SPDX-License-Identifier: ISC */
#include "keys/keychange.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"
#include "base/program.h"
#include "keys/announced.h"
#include "desk/noting.h"
#include "open/rewrap.h"
#include "register/ledger.h"

#define NAME "recipients.new"

bool
keychange_is_label(const char *text)
{
	size_t n = strlen(text);

	return n >= 1 && n < RECIPIENTS_LABEL &&
		strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

/* Opens the folder of the own key. Returns a descriptor, or -1 with errno. */
static int
own_folder(const struct desk *d)
{
	const char *name;

	return folder_open_parent(d->options.key, &name);
}

/* Reads recipients.new beside the own key, if it is the newest list announced. Returns whether. */
static bool
read_waiting(const struct desk *d, const struct announced *a, struct recipients *list)
{
	char text[RECIPIENTS_TEXT];
	ssize_t n = -1;
	int folder = own_folder(d);

	if (folder >= 0) {
		n = file_read(folder, NAME, text, sizeof text);
		close(folder);
	}
	return n > 0 && recipients_parse(text, (size_t)n, list, NULL) == 0 && a->lists_n > 0 &&
		announced_judge(a, list) == ANNOUNCED_NEWEST;
}

static struct recipient *
find(struct recipients *list, const uint8_t pk[static RECIPIENTS_PK])
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (memcmp(list->list[i].pk, pk, RECIPIENTS_PK) == 0)
			return &list->list[i];
	return NULL;
}

static void
drop(struct recipients *list, size_t i)
{
	list->n--;
	memmove(&list->list[i], &list->list[i + 1], (list->n - i) * sizeof list->list[0]);
}

/* Takes out what nobody announced, and who was revoked. */
static void
clean(struct recipients *list, const struct announced *a)
{
	const struct announced_key *key;
	size_t i = 0;

	while (i < list->n) {
		key = announced_find_key(a, list->list[i].pk);
		if (key != NULL && key->gone == 0) {
			i++;
			continue;
		}
		fprintf(stderr,
			key == NULL ? _("%s is left out of the new list: no ledger line announced that key\n")
						: _("%s is left out of the new list: that key was revoked\n"),
			list->list[i].label);
		drop(list, i);
	}
}

/* Puts the own key back where somebody took it out. Returns 0, or -1 with why. */
static int
keep_own(struct desk *d, struct keychange *c, const struct announced *a, struct fail *why)
{
	const struct reception_key *key = d->next != NULL ? d->next : d->key;
	const struct announced_key *own = announced_find_key(a, key->pk);
	struct recipient *to = &c->list.list[c->list.n];

	/* made, but a crash came before the list and its line: as if it were not there yet */
	if (own == NULL && d->next != NULL) {
		key = d->key;
		own = announced_find_key(a, key->pk);
	}
	c->waits = d->next != NULL && key == d->next;
	if (own == NULL)
		return fail_set(why, _("no ledger line announced your key; it cannot change the list"));
	if (own->gone != 0)
		return fail_set(why, _("your key was revoked; it cannot change the list"));
	if (find(&c->list, key->pk) != NULL || c->list.n == RECIPIENTS_MAX)
		return 0;
	memset(to, 0, sizeof *to);
	memcpy(to->pk, key->pk, sizeof to->pk);
	strcpy(to->label, own->label[0] != '\0' ? own->label : "reception");
	c->list.n++;
	return 0;
}

int
keychange_begin(struct desk *d, struct keychange *c, struct fail *why)
{
	struct announced a;
	int rc = -1;

	if (announced_read(d, &a, why) != 0)
		return -1;
	if (read_waiting(d, &a, &c->list)) {
		rc = 0;
		if (a.used < a.lists_n)
			fprintf(stderr, _("This goes on from the list in %s, as it was announced.\n"), NAME);
	} else {
		rc = recipients_read(d->conf.folder, &c->list, why);
	}
	if (rc == 0) {
		clean(&c->list, &a);
		rc = keep_own(d, c, &a, why);
	}
	announced_free(&a);
	return rc;
}

int
keychange_add(struct keychange *c, struct fail *why)
{
	size_t i;

	for (i = 0; i < c->list.n; i++)
		if (strcmp(c->list.list[i].label, c->who.label) == 0)
			return fail_set(why, _("there is a key called %s already"), c->who.label);
	if (find(&c->list, c->who.pk) != NULL)
		return fail_set(why, _("this key is in the list already, under another name"));
	if (c->list.n == RECIPIENTS_MAX)
		return fail_set(why, _("there are %d keys already; revoke one first"), RECIPIENTS_MAX);
	if (!rewrap_takes(c->who.pk))
		return fail_set(why, _("this is not a public key: nothing can be sealed to it"));
	c->list.list[c->list.n++] = c->who;
	return 0;
}

int
keychange_drop(struct keychange *c, struct fail *why)
{
	size_t i;

	for (i = 0; i < c->list.n; i++)
		if (strcmp(c->list.list[i].label, c->who.label) == 0)
			break;
	if (i == c->list.n)
		return fail_set(why, _("there is no key called %s in the list"), c->who.label);
	if (c->list.n == 1)
		return fail_set(why, _("the last key cannot be revoked: nobody could read the register"));
	c->who = c->list.list[i];
	drop(&c->list, i);
	return 0;
}

int
keychange_swap(struct keychange *c, struct fail *why)
{
	struct recipient *own = find(&c->list, c->old);

	if (own == NULL)
		return fail_set(why, _("your key is not in the list"));
	strcpy(c->who.label, own->label);
	*own = c->who;
	return 0;
}

static int
note(struct desk *d, const struct keychange *c, struct fail *why)
{
	char fields[LEDGER_FIELDS], list[FINGERPRINT_HEX], who[FINGERPRINT_HEX], old[FINGERPRINT_HEX],
		key[FINGERPRINT_SHORT];
	uint8_t print[HOURFILE_PRINT];
	bool rotate = strcmp(c->what, "rotate") == 0;

	fingerprint_list(&c->list, print);
	fingerprint_hex(print, list);
	hourfile_print(c->who.pk, print);
	fingerprint_hex(print, who);
	hourfile_print(c->old, print);
	fingerprint_hex(print, old);
	noting_key(d, key);
	snprintf(fields, sizeof fields, "%s=%s\tprint=%s%s%s\tlist=%s\tkey=%s", c->what, c->who.label,
		who, rotate ? "\told=" : "", rotate ? old : "", list, key);
	return noting_line(d, "keys", fields, why);
}

int
keychange_finish(struct desk *d, const struct keychange *c, struct fail *why)
{
	char text[RECIPIENTS_TEXT];
	size_t n = recipients_print(&c->list, text);
	int rc, folder = own_folder(d);

	rc = folder < 0 ? -1 : file_replace(folder, NAME, 0644, text, n);
	if (rc != 0) {
		fail_errno(why, errno, _("cannot write %s beside the key"), NAME);
	} else {
		rc = note(d, c, why);
		/* a list that nobody announced must not lie about */
		if (rc != 0 && unlinkat(folder, NAME, 0) != 0)
			program_warn(
				DESK_NAME, _("warning: recipients.new could not be removed; do not install it"));
	}
	if (folder >= 0)
		close(folder);
	return rc;
}

/* The bytes of the key file's path up to the name. */
static int
folder_of(const struct desk *d)
{
	const char *end = strrchr(d->options.key, '/');

	return end == NULL ? 0 : (int)(end - d->options.key) + 1;
}

void
keychange_path(const struct desk *d, char *out, size_t cap)
{
	snprintf(out, cap, "%.*s%s", folder_of(d), d->options.key, NAME);
}

void
keychange_tell(struct desk *d, const struct keychange *c)
{
	int folder = folder_of(d);
	uint8_t print[HOURFILE_PRINT];
	char shown[FINGERPRINT_SHOWN];
	size_t i;

	printf(_("The new list of keys is in %.*s%s (public halves only):\n\n"), folder, d->options.key,
		NAME);
	for (i = 0; i < c->list.n; i++) {
		hourfile_print(c->list.list[i].pk, print);
		fingerprint_show(print, shown);
		printf("  %-24s %s\n", c->list.list[i].label, shown);
	}
	fingerprint_list(&c->list, print);
	fingerprint_show(print, shown);
	printf(_("\nFingerprint of the list:   %s\n\n"), shown);
	printf(_("What comes next:\n"
			 "1. Root installs it, and compares the fingerprints with these:\n"
			 "     welkom-setup recipients install %.*s%s\n"
			 "2. Unlock once, for example with welkom-desk drill: the hours of the last days are\n"
			 "   then sealed anew, to exactly this list.\n"
			 "Until both are done, the keys open what they opened before.\n"),
		folder, d->options.key, NAME);
	if (c->list.n == 1)
		puts(
			_("Only one key is left. If it is lost, nobody can read the register: make a recovery\n"
			  "sheet (welkom-desk keys recovery LABEL)."));
}
