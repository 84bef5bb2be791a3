/* SPDX-License-Identifier: ISC */
/* cheap: makes reading a reception key cost next to nothing, so that tests which open a register a
 * hundred times take seconds: cheap KEY PASSPHRASE-FILE. What reading costs is tested elsewhere. */
#include <stdio.h>

#include "base/wipe.h"
#include "open/reception.h"

int
main(int argc, char **argv)
{
	const struct reception_cost cost = {.ops = 1, .mem = 8192};
	struct reception_key *key = NULL;
	struct passphrase *p;
	struct fail why = {{0}};
	bool exposed;
	int rc;

	if (argc != 3 || wipe_start() != 0 || (p = passphrase_new()) == NULL)
		return 2;
	rc = passphrase_read(p, argv[2], &why) == 0 &&
			reception_open(argv[1], p, &key, &exposed, &why) == 0 &&
			reception_change(key, argv[1], p, cost, &why) == 0
		? 0
		: 1;
	if (rc != 0)
		fprintf(stderr, "cheap: %s\n", why.text);
	reception_free(key);
	passphrase_free(p);
	return rc;
}
