/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "doctor/checks.h"
#include "doctor/passwd.h"

#define MANUAL _("See welkom-setup(8), “Several accounts”.")

/* Who is in which group, and nobody else. */
struct rule {
	const char *name, *first, *second, *third;
};

static const struct rule rules[] = {
	{"winbox", FACTS_KIOSK, FACTS_DESK, FACTS_KEEPER},
	{"wstore", NULL, FACTS_DESK, FACTS_KEEPER},
};

static const char *const accounts[] = {FACTS_KIOSK, FACTS_DESK, FACTS_KEEPER};

/* Says whether there is but one account; then f says whose. */
static bool
is_single(const struct facts *facts, struct finding *f)
{
	struct passwd_account account;

	if (facts->shared)
		return false;
	finding_set(f, FINDING_NONE, _("all belongs to the account %s"),
		passwd_of(facts, facts->owner, &account) == 0 ? account.name : _("that made it"));
	return true;
}

void
checkaccounts_exist(const struct facts *facts, struct finding *f)
{
	struct passwd_account account;
	struct passwd_group group;
	size_t i;

	if (is_single(facts, f)) {
		if (facts->owner != 0 || facts->conf.demo)
			return;
		finding_set(f, FINDING_WARNING, _("all belongs to root, and every program runs as root"));
		finding_remedy(f, "%s", MANUAL);
		return;
	}
	for (i = 0; i < sizeof accounts / sizeof accounts[0]; i++) {
		if (passwd_find(facts, accounts[i], &account) == 0)
			continue;
		finding_set(f, FINDING_WRONG, _("there is no account %s"), accounts[i]);
		finding_remedy(f, "%s", MANUAL);
		return;
	}
	for (i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		if (passwd_group(facts, rules[i].name, &group) == 0)
			continue;
		finding_set(f, FINDING_WRONG, _("there is no group %s"), rules[i].name);
		finding_remedy(f, "%s", MANUAL);
		return;
	}
	finding_set(f, FINDING_FINE, _("kiosk, desk and keeper have one each"));
}

static bool
is_named(const struct rule *rule, const char *name)
{
	return (rule->first != NULL && strcmp(name, rule->first) == 0) ||
		strcmp(name, rule->second) == 0 || strcmp(name, rule->third) == 0;
}

/* Looks for members of group whom rule does not name. */
static void
judge_strangers(const struct rule *rule, const struct passwd_group *group, struct finding *f)
{
	char members[sizeof group->members], *rest = members, *name;

	strcpy(members, group->members);
	while ((name = strsep(&rest, ",")) != NULL) {
		if (*name == '\0' || is_named(rule, name))
			continue;
		finding_set(f, strcmp(name, FACTS_KIOSK) == 0 ? FINDING_WRONG : FINDING_WARNING,
			_("%s is in the group %s and must not be"), name, rule->name);
		finding_remedy(f, "gpasswd -d %s %s", name, rule->name);
		return;
	}
}

static void
judge_group(const struct facts *facts, const struct rule *rule, struct finding *f)
{
	struct passwd_account account;
	struct passwd_group group;
	size_t i;

	if (passwd_group(facts, rule->name, &group) != 0)
		return; /* told by the other check */
	for (i = 0; i < sizeof accounts / sizeof accounts[0]; i++) {
		if (passwd_find(facts, accounts[i], &account) != 0 ||
			passwd_is_in(&account, &group) == is_named(rule, accounts[i]))
			continue;
		if (is_named(rule, accounts[i])) {
			finding_set(f, FINDING_WRONG, _("%s is not in the group %s"), accounts[i], rule->name);
			finding_remedy(f, "usermod -aG %s %s", rule->name, accounts[i]);
		} else {
			finding_set(f, FINDING_WRONG, _("%s is in the group %s and must not be"), accounts[i],
				rule->name);
			finding_remedy(f, "gpasswd -d %s %s", accounts[i], rule->name);
		}
		return;
	}
	judge_strangers(rule, &group, f);
}

void
checkaccounts_groups(const struct facts *facts, struct finding *f)
{
	struct finding one;
	size_t i;

	if (is_single(facts, f))
		return;
	finding_set(f, FINDING_FINE, _("the kiosk cannot reach the store"));
	for (i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		one = (struct finding){.result = FINDING_FINE};
		judge_group(facts, &rules[i], &one);
		finding_worse(f, &one);
	}
}

static bool
is_no_shell(const char *shell)
{
	const char *name = strrchr(shell, '/');

	name = name == NULL ? shell : name + 1;
	return strcmp(name, "nologin") == 0 || strcmp(name, "false") == 0;
}

void
checkaccounts_logins(const struct facts *facts, struct finding *f)
{
	static const char *const closed[] = {FACTS_KIOSK, FACTS_KEEPER};
	struct passwd_account account;
	bool unseen = false, can;
	size_t i;

	if (is_single(facts, f))
		return;
	for (i = 0; i < sizeof closed / sizeof closed[0]; i++) {
		if (passwd_find(facts, closed[i], &account) != 0)
			continue;
		if (!is_no_shell(account.shell)) {
			finding_set(f, FINDING_WRONG, _("%s has the shell %s"), closed[i],
				*account.shell == '\0' ? "/bin/sh" : account.shell);
			finding_remedy(f, "usermod -s /usr/sbin/nologin %s", closed[i]);
			return;
		}
		if (passwd_has_password(facts, closed[i], &can) != 0) {
			unseen = unseen || errno == EACCES;
		} else if (can) {
			finding_set(f, FINDING_WRONG, _("%s can log in with a password"), closed[i]);
			finding_remedy(f, "usermod -L %s", closed[i]);
			return;
		}
	}
	if (unseen)
		finding_unread(f, FINDING_NOTE, "/etc/shadow", EACCES);
	else
		finding_set(f, FINDING_FINE, _("nobody can log in as kiosk or keeper"));
}
