/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "doctor/checks.h"
#include "doctor/passwd.h"

/* What a path of the register has to be. */
struct rule {
	const char *path; /* in the folder of the register; "": that folder */
	mode_t mode;
	const char *owner; /* where each program has an account */
	const char *group; /* NULL: whatever it is */
};

static const struct rule rules[] = {
	{"", 0755, "root", NULL},
	{"/inbox", 0750, FACTS_KEEPER, "winbox"},
	{"/inbox/db", 02770, FACTS_KEEPER, "winbox"},
	{"/inbox/db/inbox.db", 0660, NULL, "winbox"},
	{"/inbox/keys", 02770, FACTS_KEEPER, "winbox"},
	{"/inbox/tag.key", 0440, FACTS_KEEPER, "winbox"},
	{"/store", 0750, FACTS_KEEPER, "wstore"},
	{"/store/db", 02770, FACTS_KEEPER, "wstore"},
	{"/store/db/store.db", 0660, NULL, "wstore"},
	{"/store/keys", 02770, FACTS_KEEPER, "wstore"},
	{"/store/lock", 0660, NULL, "wstore"},
	{"/state", 0755, FACTS_KEEPER, "wstore"},
	{"/state/clock", 0664, NULL, NULL},
	{"/state/last-purge", 0644, NULL, NULL},
	{"/state/ledger", 0660, NULL, "wstore"},
};

/* The first thing that is wrong is told in full, the others are counted. */
struct tally {
	const struct facts *facts;
	struct finding *f;
	unsigned wrong, unseen, looked;
};

/* Takes note of something wrong. Returns true for the first. */
static bool
is_first(struct tally *t)
{
	return t->wrong++ == 0;
}

static void
judge_mode(struct tally *t, const char *path, mode_t mode, mode_t wanted)
{
	/* for one account the set-group-id of folders makes no difference */
	mode_t mask = t->facts->shared ? 07777 : 0777;

	if ((mode & mask) == (wanted & mask) || !is_first(t))
		return;
	finding_set(
		t->f, FINDING_WRONG, _("%s has mode %04o instead of %04o"), path, mode & 07777, wanted);
	finding_remedy(t->f, "chmod %04o %s", wanted, path);
}

static void
name_owner(const struct facts *facts, uid_t uid, char out[static PASSWD_NAME])
{
	struct passwd_account account;

	if (passwd_of(facts, uid, &account) == 0)
		strcpy(out, account.name);
	else
		snprintf(out, PASSWD_NAME, "%lu", (unsigned long)uid);
}

static void
judge_owner(struct tally *t, const char *path, const struct stat *st, const char *wanted)
{
	char is[PASSWD_NAME], must[PASSWD_NAME];
	struct passwd_account account;
	uid_t uid = st->st_uid;

	name_owner(t->facts, uid, is);
	if (!t->facts->shared) {
		if (uid == t->facts->owner)
			return;
		name_owner(t->facts, t->facts->owner, must);
	} else if (wanted == NULL || passwd_find(t->facts, wanted, &account) != 0 ||
		account.uid == uid || (uid == 0 && S_ISREG(st->st_mode))) {
		/* that the account is missing is told elsewhere; what root has only root can change */
		return;
	} else {
		snprintf(must, sizeof must, "%s", wanted);
	}
	if (!is_first(t))
		return;
	finding_set(t->f, FINDING_WRONG, _("%s belongs to %s instead of %s"), path, is, must);
	finding_remedy(t->f, "chown %s %s", must, path);
}

static void
judge_group(struct tally *t, const char *path, gid_t gid, const char *wanted)
{
	struct passwd_group group;
	const char *is = _("another");

	if (!t->facts->shared || wanted == NULL || passwd_group(t->facts, wanted, &group) != 0 ||
		group.gid == gid || !is_first(t))
		return;
	if (passwd_group_of(t->facts, gid, &group) == 0)
		is = group.name;
	finding_set(t->f, FINDING_WRONG, _("%s has the group %s instead of %s"), path, is, wanted);
	finding_remedy(t->f, "chgrp %s %s", wanted, path);
}

static void
judge_rule(struct tally *t, const struct rule *rule)
{
	char path[FACTS_PATH];
	struct stat st;

	snprintf(path, sizeof path, "%s%s", t->facts->conf.state_dir, rule->path);
	if (t->facts->stat(t->facts, path, &st) != 0) {
		if (errno == EACCES)
			t->unseen++;
		else if (is_first(t))
			finding_unread(t->f, FINDING_WRONG, path, errno);
		return;
	}
	t->looked++;
	judge_mode(t, path, st.st_mode, rule->mode);
	judge_owner(t, path, &st, rule->owner);
	judge_group(t, path, st.st_gid, rule->group);
}

/* Configuration, recipients, the list of who may log in as the desk: whoever can write them reads
 * entries. */
static void
judge_configured(struct tally *t, const char *path)
{
	char is[PASSWD_NAME];
	struct stat st;

	if (t->facts->stat(t->facts, path, &st) != 0)
		return; /* told elsewhere */
	t->looked++;
	if ((st.st_mode & 022) != 0 && is_first(t)) {
		finding_set(t->f, FINDING_WRONG, _("others can write %s"), path);
		finding_remedy(t->f, "chmod go-w %s", path);
	}
	if (t->facts->shared && (st.st_mode & 04) == 0 && is_first(t)) {
		finding_set(t->f, FINDING_WRONG, _("the programs cannot read %s"), path);
		finding_remedy(t->f, S_ISDIR(st.st_mode) ? "chmod go+rx %s" : "chmod go+r %s", path);
	}
	if (st.st_uid == 0 || (!t->facts->shared && st.st_uid == t->facts->owner) || !is_first(t))
		return;
	name_owner(t->facts, st.st_uid, is);
	finding_set(t->f, FINDING_WRONG, _("%s belongs to %s, who could change it"), path, is);
	finding_remedy(t->f, "chown root %s", path);
}

void
checkfiles_modes(const struct facts *facts, struct finding *f)
{
	static const char *const beside[] = {"recipients", "desk-keys"};
	struct tally t = {.facts = facts, .f = f};
	char path[FACTS_PATH];
	size_t i, n;

	for (i = 0; i < sizeof rules / sizeof rules[0]; i++)
		judge_rule(&t, &rules[i]);
	judge_configured(&t, facts->conf.folder);
	judge_configured(&t, facts->conf.file);
	for (i = 0; i < sizeof beside / sizeof beside[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", facts->conf.folder, beside[i]);
		judge_configured(&t, path);
	}
	if (t.wrong > 1) {
		n = strlen(f->found);
		snprintf(f->found + n, sizeof f->found - n,
			ngettext(" (and %u more)", " (and %u more)", t.wrong - 1), t.wrong - 1);
	} else if (t.wrong == 0 && t.unseen > 0) {
		finding_set(f, FINDING_UNSEEN,
			ngettext("%u path may not be seen by this account",
				"%u paths may not be seen by this account", t.unseen),
			t.unseen);
		finding_remedy(f, _("Run as root to see this."));
	} else if (t.wrong == 0) {
		finding_set(f, FINDING_FINE,
			ngettext("%u path is as it must be", "%u paths are as they must be", t.looked),
			t.looked);
	}
}
