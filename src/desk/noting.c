/* SPDX-License-Identifier: ISC */
#include "desk/noting.h"

#include "desk/anchor.h"
#include "register/ledger.h"

int
noting_line(struct desk *d, const char *what, const char *fields, struct fail *why)
{
	struct ledger_head head;

	if (ledger_append(d->reg.state, d->clock.trusted, what, fields, &head, why) != 0)
		return -1;
	/* compared after the line, which cuts what a crash left unfinished */
	anchor_follow(d, &head);
	return 0;
}

void
noting_key(const struct desk *d, char out[static FINGERPRINT_SHORT])
{
	uint8_t print[HOURFILE_PRINT];

	hourfile_print(d->key->pk, print);
	fingerprint_short(print, out);
}
