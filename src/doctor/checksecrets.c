/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "doctor/checks.h"

#define KEY_MAGIC "WKRSK1\0" /* how a reception key begins */
#define KEY_MAGIC_SIZE 8

/* What lies in the folder of the configuration besides what belongs there. */
struct guests {
	const struct facts *facts;
	char secret[FACTS_NAME]; /* the first that is a key or a passphrase */
	char other[FACTS_NAME];  /* the first of the others */
	unsigned others;
};

static bool
is_secret(const struct facts *facts, const char *name)
{
	char path[FACTS_PATH], head[KEY_MAGIC_SIZE + 1];
	size_t n = strlen(name);

	if (n > 4 && strcmp(name + n - 4, ".key") == 0)
		return true;
	if (strncmp(name, "passphrase", 10) == 0)
		return true;
	snprintf(path, sizeof path, "%s/%s", facts->conf.folder, name);
	return facts_read(facts, path, head, sizeof head) == KEY_MAGIC_SIZE &&
		memcmp(head, KEY_MAGIC, KEY_MAGIC_SIZE) == 0;
}

/* Says whether name is the configuration, or a file that setting up makes beside it. */
static bool
belongs(const struct facts *facts, const char *name)
{
	static const char *const names[] = {"recipients", "desk-keys", "installed"};
	const char *slash = strrchr(facts->conf.file, '/');
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return slash != NULL && strcmp(name, slash + 1) == 0;
}

static bool
take_guest(void *arg, const char *name)
{
	struct guests *g = arg;

	if (belongs(g->facts, name))
		return true;
	if (is_secret(g->facts, name)) {
		snprintf(g->secret, sizeof g->secret, "%s", name);
		return false;
	}
	if (g->others++ == 0)
		snprintf(g->other, sizeof g->other, "%s", name);
	return true;
}

void
checksecrets_beside(const struct facts *facts, struct finding *f)
{
	struct guests g = {.facts = facts};

	if (facts_each(facts, facts->conf.folder, take_guest, &g) != 0) {
		finding_unread(f, FINDING_NONE, facts->conf.folder, errno);
	} else if (*g.secret != '\0') {
		finding_set(f, facts->conf.demo ? FINDING_NOTE : FINDING_WRONG,
			_("the secret %s lies in %s, beside what it opens"), g.secret, facts->conf.folder);
		finding_remedy(f, _("Move it to a stick that stays with its owner."));
	} else if (g.others > 0 && facts->shared) {
		finding_set(f, FINDING_NOTE,
			ngettext("%u file more in %s: %s", "%u files more in %s, the first is %s", g.others),
			g.others, facts->conf.folder, g.other);
	} else {
		finding_set(f, FINDING_FINE, _("no key and no passphrase in %s"), facts->conf.folder);
	}
}
