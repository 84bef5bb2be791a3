/* SPDX-License-Identifier: ISC */
#include "desk/noting.h"

#include "base/nls.h"
#include "base/program.h"
#include "desk/anchor.h"
#include "register/ledger.h"

int
noting_line(struct desk *d, const char *what, const char *fields, struct fail *why)
{
	struct ledger_head head;
	struct fail broken;

	if (ledger_append(d->reg.state, d->clock.trusted, what, fields, &head, why) != 0)
		return -1;
	/* checked after the line, which cuts what a crash left unfinished */
	if (anchor_check(d, &broken) == 0) {
		anchor_keep(d, &head);
		return 0;
	}
	/* the old head stays: it is the evidence */
	d->incomplete = true;
	program_warn(DESK_NAME,
		_("ALARM: the ledger is not the one this key has seen. Tell the "
		  "privacy officer, and keep ledger.head beside the key as it is."));
	program_warn(DESK_NAME, broken.text);
	return 0;
}

void
noting_key(const struct desk *d, char out[static FINGERPRINT_SHORT])
{
	uint8_t print[HOURFILE_PRINT];

	hourfile_print(d->key->pk, print);
	fingerprint_short(print, out);
}
