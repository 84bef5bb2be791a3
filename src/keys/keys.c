/* SPDX-License-Identifier: ISC */
#include "keys/keys.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fingerprint.h"
#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "keys/deed.h"
#include "keys/keylist.h"
#include "keys/recovery.h"
#include "open/secret.h"

struct passphrase *
keys_new_passphrase(const struct desk *d, const char *whose, struct fail *why)
{
	struct passphrase *p = passphrase_new();
	int rc;

	if (p == NULL) {
		fail_set(why, _("not enough memory"));
		return NULL;
	}
	if (d->options.new_passphrase_file != NULL)
		rc = secret_read(p, d->options.new_passphrase_file, why);
	else
		rc = secret_offer(p, whose, why);
	if (rc == 0)
		return p;
	passphrase_free(p);
	return NULL;
}

/* --- list ------------------------------------------------------------------------------------ */

static void
print_moment(const char *before, int64_t t)
{
	char text[MOMENT_TEXT];

	if (t == 0)
		return;
	moment_print_local(t, text);
	printf("    %s %s\n", before, text);
}

/* Says of one recipient what the ledger says. */
static void
print_key(const struct recipient *r, const struct keylist *l)
{
	const struct announced_key *key = announced_find_key(&l->announced, r->pk);
	char shown[FINGERPRINT_SHOWN];
	uint8_t print[HOURFILE_PRINT];

	hourfile_print(r->pk, print);
	fingerprint_show(print, shown);
	printf("%-24s %s\n", r->label, shown);
	if (key == NULL) {
		puts(_("    ALARM: no ledger line announced this key"));
		return;
	}
	if (key->paper)
		puts(_("    a recovery sheet, on paper"));
	print_moment(_("since"), key->since);
	print_moment(_("last used"), key->proven);
	print_moment(_("revoked, but still in the list:"), key->gone);
	if (keylist_is_stale(l, key))
		puts(_("    not used since the keys last changed: this stick may not be up to date"));
}

/* What is wrong with all of it, and which hours that affects. */
static void
print_state(struct keylist *l)
{
	char hours[HOURS_TEXT];

	switch (l->state) {
	case ANNOUNCED_NEWEST:
		break;
	case ANNOUNCED_WAITING:
	case ANNOUNCED_REVOKED:
		puts(_("A change of keys is not installed yet (welkom-setup recipients install)."));
		break;
	case ANNOUNCED_BACK:
	case ANNOUNCED_UNKNOWN:
		puts(_("ALARM: this is not the list that the ledger announced last."));
	}
	if (hours_write(&l->strangers, hours) > 0)
		printf("%s\n%s", _("ALARM: these hours are sealed to a key that no ledger line announced:"),
			hours);
}

static int
list(struct desk *d)
{
	int status = PROGRAM_DONE;
	char shown[FINGERPRINT_SHOWN];
	uint8_t print[HOURFILE_PRINT];
	struct keylist l;
	struct fail why;
	size_t i;

	if (keylist_read(d, &l, &why) != 0)
		return program_fail(DESK_NAME, &why);
	for (i = 0; i < l.list.n; i++)
		print_key(&l.list.list[i], &l);
	fingerprint_list(&l.list, print);
	fingerprint_show(print, shown);
	printf(_("Fingerprint of the list  %s\n"), shown);
	print_state(&l);
	/* what could not be looked at may be sealed to anybody */
	if (l.blind.text[0] != '\0')
		status = program_fail(DESK_NAME, &l.blind);
	keylist_free(&l);
	return status;
}

/* --- changes --------------------------------------------------------------------------------- */

/* Reads --pk. Returns 0, or -1 with why. */
static int
read_pk(const char *hex, struct recipient *who, struct fail *why)
{
	size_t n;

	if (strlen(hex) == 2 * sizeof who->pk &&
		sodium_hex2bin(who->pk, sizeof who->pk, hex, 2 * sizeof who->pk, NULL, &n, NULL) == 0 &&
		n == sizeof who->pk)
		return 0;
	return fail_set(why, _("--pk: 64 hexadecimal digits"));
}

static int
add(struct desk *d, struct keychange *c, struct fail *why)
{
	struct passphrase *p;
	int rc;

	if (deed_may_add(c, why) != 0)
		return -1;
	if (d->options.pk != NULL)
		return read_pk(d->options.pk, &c->who, why) != 0 ? -1 : deed_add(d, c, NULL, NULL, why);
	p = keys_new_passphrase(
		d, _("Now the passphrase for the new key, chosen by the person it is for.\n"), why);
	if (p == NULL)
		return -1;
	rc = deed_add(d, c, d->options.new_key, p, why);
	passphrase_free(p);
	return rc;
}

static int
take_out(struct desk *d, struct keychange *c, struct fail *why)
{
	if (deed_revoke(d, c, why) != 0)
		return -1;
	if (deed_is_own(d, c))
		fputs(_("This is your own key: from the next unlock on it opens nothing.\n"), stderr);
	return 0;
}

static const struct change {
	const char *name;
	int (*run)(struct desk *d, struct keychange *c, struct fail *why);
	bool label;
} changes[] = {
	{"add", add, true},
	{"revoke", take_out, true},
	{"rotate", deed_rotate, false},
	{"recovery", recovery_make, true},
};

static int
change(struct desk *d, const struct change *kind)
{
	struct keychange c = {.what = kind->name};
	struct fail why = {{0}};
	int status;

	if (kind->label)
		strcpy(c.who.label, d->options.words[1]);
	d->keep = true;
	if (desk_unlock(d, &why) == 0 && keychange_begin(d, &c, &why) == 0 &&
		kind->run(d, &c, &why) == 0) {
		keychange_tell(d, &c);
		status = d->incomplete ? PROGRAM_FAILED : PROGRAM_DONE;
	} else {
		status = program_fail(DESK_NAME, &why);
	}
	desk_lock(d);
	wipe_stack();
	return status;
}

/* A second copy of the own key file, tried before it is relied on. */
static int
copy(struct desk *d)
{
	struct fail why = {{0}};
	int status = PROGRAM_DONE;

	d->keep = true;
	if (desk_open_key(d, &why) != 0 || deed_copy(d, d->options.words[1], &why) != 0)
		status = program_fail(DESK_NAME, &why);
	else
		printf(_("The copy is in %s, and opens with the same passphrase. Keep it elsewhere.\n"),
			d->options.words[1]);
	if (status == PROGRAM_DONE && d->next != NULL)
		puts(_("A new key waits to follow this one: make a new copy once it is in use."));
	desk_lock(d);
	wipe_stack();
	return status;
}

/* --- which ----------------------------------------------------------------------------------- */

static int
wrong(const char *sentence)
{
	program_warn(DESK_NAME, sentence);
	return program_wrong_use(DESK_NAME);
}

/* Checks the command line of a change. Returns -1 to go on, or an exit status. */
static int
check(const struct desk_options *o, const struct change *kind)
{
	bool adds = strcmp(kind->name, "add") == 0;

	if (o->key == NULL)
		return wrong(_("keys: this needs your own key, --key FILE"));
	if (kind->label != (o->words[1] != NULL))
		return wrong(
			kind->label ? _("keys: say which, by its label") : _("keys: one word too many"));
	if (kind->label && !keychange_is_label(o->words[1]))
		return wrong(_("a label is a role: up to 24 of a-z, 0-9 and -, such as front-desk"));
	if (adds && (o->pk != NULL) == (o->new_key != NULL))
		return wrong(_("keys add: either --new-key FILE or --pk HEX"));
	if (o->passphrase_file != NULL && o->new_passphrase_file != NULL &&
		strcmp(o->passphrase_file, "-") == 0 && strcmp(o->new_passphrase_file, "-") == 0)
		return wrong(_("only one passphrase can come from standard input"));
	if (adds && o->new_key != NULL && access(o->new_key, F_OK) == 0)
		return wrong(_("keys add: the file of the new key exists already"));
	return -1;
}

int
keys_run(struct desk *d)
{
	const char *word = d->options.words[0];
	size_t i;
	int status;

	if (word == NULL)
		return wrong(_("keys: one of list, add, revoke, rotate, copy, recovery"));
	if (strcmp(word, "list") == 0)
		return list(d);
	if (strcmp(word, "copy") == 0)
		return d->options.key == NULL || d->options.words[1] == NULL
			? wrong(_("keys copy: say where to, and give --key"))
			: copy(d);
	for (i = 0; i < sizeof changes / sizeof changes[0]; i++)
		if (strcmp(word, changes[i].name) == 0) {
			status = check(&d->options, &changes[i]);
			return status >= 0 ? status : change(d, &changes[i]);
		}
	return wrong(_("keys: one of list, add, revoke, rotate, copy, recovery"));
}
