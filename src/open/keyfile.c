/* SPDX-License-Identifier: ISC */
#include "open/keyfile.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "base/exchange.h"
#include "base/folder.h"
#include "base/nls.h"

/* How file is exchanged: beside it with hidden names of its own, which no copy made by hand has. */
static int
begin(struct exchange *x, const char *file, char names[2][NAME_MAX + 1], struct fail *why)
{
	const char *name;

	*x = (struct exchange){.at = folder_open_parent(file, &name),
		.name = name,
		.tmp = names[0],
		.old = names[1],
		.mode = 0600,
		.stick = true};
	if (x->at < 0)
		return fail_errno(why, errno, _("cannot open the folder of the key file %s"), file);
	if (snprintf(names[0], NAME_MAX + 1, ".welkom-%s.tmp", name) <= NAME_MAX &&
		snprintf(names[1], NAME_MAX + 1, ".welkom-%s.old", name) <= NAME_MAX)
		return 0;
	close(x->at);
	return fail_set(why, _("the name of the key file %s is too long"), file);
}

int
keyfile_exchange(const char *file, const void *bytes, size_t n, struct fail *why)
{
	char names[2][NAME_MAX + 1];
	struct exchange x;
	int rc;

	if (begin(&x, file, names, why) != 0)
		return -1;
	rc = exchange_finish(&x);
	if (rc == 0)
		rc = exchange_file(&x, bytes, n);
	if (rc != 0)
		fail_errno(why, errno, _("cannot change the key file %s"), file);
	close(x.at);
	return rc;
}

int
keyfile_finish(const char *file, struct fail *why)
{
	char names[2][NAME_MAX + 1];
	struct exchange x;
	int rc;

	if (begin(&x, file, names, why) != 0)
		return -1;
	rc = exchange_finish(&x);
	if (rc != 0)
		fail_errno(why, errno, _("cannot finish an earlier change of the key file %s"), file);
	close(x.at);
	return rc;
}
