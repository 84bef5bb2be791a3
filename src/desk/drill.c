/* SPDX-License-Identifier: ISC */
#include "desk/drill.h"

#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/recipients.h"
#include "base/wipe.h"
#include "desk/announced.h"
#include "desk/noting.h"
#include "open/openkey.h"
#include "register/ledger.h"
#include "register/wraps.h"

#define DAY (24 * 3600)

enum proof { PROOF_NONE, PROOF_OPENED, PROOF_NOT_OURS, PROOF_FORGED, PROOF_NO_MEMORY };

/* What the ledger calls each. */
static const char *const words[] = {[PROOF_NONE] = "passphrase",
	[PROOF_OPENED] = "opened",
	[PROOF_NOT_OURS] = "not-sealed-to-it",
	[PROOF_FORGED] = "damaged",
	[PROOF_NO_MEMORY] = "memory"};

struct
try {
	const struct desk *d;
	uint32_t hour;
	enum proof proof; /* of the latest live hour */
};

static enum proof
open_one(const struct desk *d, const uint8_t file[static HOURFILE_SIZE])
{
	struct open_key *key = wipe_alloc(sizeof *key);
	enum proof proof = PROOF_NO_MEMORY;

	if (key == NULL)
		return proof;
	switch (openkey_open(d->key, file, key)) {
	case OPENKEY_GOOD:
		proof = PROOF_OPENED;
		break;
	case OPENKEY_NOT_OURS:
		proof = PROOF_NOT_OURS;
		break;
	case OPENKEY_FORGED:
		proof = PROOF_FORGED;
		break;
	case OPENKEY_NO_MEMORY:
		break;
	}
	wipe_free(key);
	return proof;
}

/* One is enough: the latest that opens, or else the latest. */
static bool
look(void *arg, const struct hourfile *head, const uint8_t file[static HOURFILE_SIZE])
{
	struct try *t = arg;

	if (t->proof == PROOF_OPENED || (t->proof != PROOF_NONE && head->hour < t->hour))
		return false;
	t->proof = open_one(t->d, file);
	t->hour = head->hour;
	return false;
}

static int
prove(struct desk *d, enum proof *proof, struct fail *why)
{
	struct try t = {.d = d};
	struct wraps w = {.now = d->shown, .wanted = look, .arg = &t};
	char fields[LEDGER_FIELDS], key[FINGERPRINT_SHORT];

	if (wraps_walk(&d->reg, &w, why) != 0)
		return -1;
	*proof = t.proof;
	noting_key(d, key);
	snprintf(fields, sizeof fields, "key=%s\tresult=%s", key, words[t.proof]);
	return noting_line(d, "drill", fields, why);
}

static int
tell(enum proof proof)
{
	switch (proof) {
	case PROOF_OPENED:
		puts(
			_("The key opens with this passphrase, and it opens an hour of the register. No entry\n"
			  "was opened. The ledger notes the drill."));
		return PROGRAM_DONE;
	case PROOF_NONE:
		puts(
			_("The key opens with this passphrase. There is no hour in the register to try it on.\n"
			  "The ledger notes the drill."));
		return PROGRAM_DONE;
	case PROOF_NOT_OURS:
		program_warn(DESK_NAME, _("the key opens, but no hour of the register is sealed to it"));
		break;
	case PROOF_FORGED:
		program_warn(DESK_NAME, _("the key opens, but the latest hour key is damaged or forged"));
		break;
	case PROOF_NO_MEMORY:
		program_warn(DESK_NAME, _("not enough memory"));
	}
	return PROGRAM_FAILED;
}

int
drill_run(struct desk *d)
{
	enum proof proof = PROOF_NONE;
	struct fail why = {{0}};
	int status;

	if (d->options.key == NULL) {
		program_warn(DESK_NAME, _("drill needs --key FILE"));
		return program_wrong_use(DESK_NAME);
	}
	if (desk_unlock(d, &why) != 0 || prove(d, &proof, &why) != 0)
		status = program_fail(DESK_NAME, &why);
	else
		status = tell(proof);
	if (d->incomplete)
		status = PROGRAM_FAILED;
	desk_lock(d);
	wipe_stack();
	return status;
}

void
drill_last(struct desk *d)
{
	struct recipients list;
	struct announced a;
	const struct announced_key *key;
	char when[MOMENT_TEXT] = "-";
	int64_t last = 0, from;
	size_t i;

	if (announced_read(d, &a, NULL) != 0)
		return;
	for (i = 0; i < a.n; i++)
		last = a.keys[i].proven > last ? a.keys[i].proven : last;
	if (last != 0)
		moment_print_local(last, when);
	printf(_("Last proof of a key %s\n"), when);
	if (recipients_read(d->conf.folder, &list, NULL) != 0)
		list.n = 0;
	for (i = 0; i < list.n; i++) {
		key = announced_find_key(&a, list.list[i].pk);
		from = key == NULL ? 0 : key->proven > key->since ? key->proven : key->since;
		if (key == NULL || key->paper || d->clock.trusted - from <= (int64_t)DRILL_DAYS * DAY)
			continue;
		printf(_("AMBER              the key %s was not proven for %d days: welkom-desk drill\n"),
			list.list[i].label, DRILL_DAYS);
	}
	announced_free(&a);
}
