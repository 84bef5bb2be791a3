/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <stdlib.h>

#include "base/nls.h"
#include "doctor/checks.h"

#define SQLITE_LEAST 3037000 /* STRICT tables */
#define SODIUM_LEAST 10018   /* 1.0.18 */

void
checklibraries_sqlite(const struct facts *facts, struct finding *f)
{
	int v = facts->sqlite;

	if (v < SQLITE_LEAST) {
		finding_set(f, FINDING_WRONG, _("%d.%d.%d is too old; 3.37 is the least"), v / 1000000,
			v / 1000 % 1000, v % 1000);
		finding_remedy(f, _("Install a newer one (Debian: package libsqlite3-0)."));
	} else if (!facts->sqlite_deletes) {
		finding_set(f, FINDING_NOTE,
			_("%d.%d.%d, made without SECURE_DELETE; the programs turn it on"), v / 1000000,
			v / 1000 % 1000, v % 1000);
	} else if (!facts->sqlite_threads) {
		finding_set(f, FINDING_NOTE, _("%d.%d.%d, made for one thread; the programs have but one"),
			v / 1000000, v / 1000 % 1000, v % 1000);
	} else {
		finding_set(f, FINDING_FINE, "%d.%d.%d", v / 1000000, v / 1000 % 1000, v % 1000);
	}
}

void
checklibraries_sodium(const struct facts *facts, struct finding *f)
{
	unsigned a = 0, b = 0, c = 0;

	if (sscanf(facts->sodium, "%u.%u.%u", &a, &b, &c) == 3 &&
		a * 10000 + b * 100 + c >= SODIUM_LEAST) {
		finding_set(f, FINDING_FINE, "%s", facts->sodium);
		return;
	}
	finding_set(f, FINDING_WRONG, _("%s is too old; 1.0.18 is the least"), facts->sodium);
	finding_remedy(f, _("Install a newer one (Debian: package libsodium23)."));
}
