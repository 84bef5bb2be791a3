/* SPDX-License-Identifier: ISC */
#include "keys/deed.h"

#include <sodium.h>
#include <string.h>

#include "base/nls.h"
#include "keys/rotation.h"

int
deed_may_add(const struct keychange *c, struct fail *why)
{
	struct keychange trial = *c;

	/* with a key that can be in no list */
	randombytes_buf(trial.who.pk, sizeof trial.who.pk);
	return keychange_add(&trial, why);
}

int
deed_add(struct desk *d, struct keychange *c, const char *file, const struct passphrase *p,
	struct fail *why)
{
	if (file != NULL && reception_create(file, p, reception_moderate(), c->who.pk, why) != 0)
		return -1;
	return keychange_add(c, why) != 0 ? -1 : keychange_finish(d, c, why);
}

int
deed_revoke(struct desk *d, struct keychange *c, struct fail *why)
{
	return keychange_drop(c, why) != 0 ? -1 : keychange_finish(d, c, why);
}

bool
deed_is_own(const struct desk *d, const struct keychange *c)
{
	return memcmp(c->who.pk, d->key->pk, RECIPIENTS_PK) == 0;
}

int
deed_rotate(struct desk *d, struct keychange *c, struct fail *why)
{
	if (c->waits)
		return fail_set(
			why, _("a new key of yours waits already for root to install the list with it"));
	memcpy(c->old, d->key->pk, sizeof c->old);
	/* one that a crash left is as good as a new one */
	if (d->next == NULL && rotation_make(d, why) != 0)
		return -1;
	memcpy(c->who.pk, d->next->pk, sizeof c->who.pk);
	if (keychange_swap(c, why) == 0 && keychange_finish(d, c, why) == 0)
		return 0;
	rotation_take_back(d);
	return -1;
}

int
deed_copy(struct desk *d, const char *to, struct fail *why)
{
	struct reception_key *second = NULL;
	bool exposed;
	int rc = -1;

	if (reception_copy(d->options.key, to, why) == 0 &&
		reception_open(to, d->kept, &second, &exposed, why) == 0) {
		rc = sodium_memcmp(second, d->key, sizeof *second) == 0
			? 0
			: fail_set(why, _("%s is not the same key"), to);
		reception_free(second);
	}
	return rc;
}
