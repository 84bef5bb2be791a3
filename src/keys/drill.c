/* SPDX-License-Identifier: ISC */
#include "keys/drill.h"

#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/recipients.h"
#include "base/wipe.h"
#include "keys/announced.h"
#include "desk/noting.h"
#include "open/openkey.h"
#include "register/ledger.h"
#include "register/wraps.h"

#define DAY (24 * 3600)

/* What the ledger calls each. */
static const char *const words[] = {[DRILL_NONE] = "passphrase",
	[DRILL_OPENED] = "opened",
	[DRILL_NOT_OURS] = "not-sealed-to-it",
	[DRILL_FORGED] = "damaged",
	[DRILL_NO_MEMORY] = "memory"};

struct
try {
	const struct desk *d;
	uint32_t hour;
	enum drill_proof proof; /* of the latest live hour */
};

static enum drill_proof
open_one(const struct desk *d, const uint8_t file[static HOURFILE_SIZE])
{
	struct open_key *key = wipe_alloc(sizeof *key);
	enum drill_proof proof = DRILL_NO_MEMORY;

	if (key == NULL)
		return proof;
	switch (openkey_open(d->key, file, key)) {
	case OPENKEY_GOOD:
		proof = DRILL_OPENED;
		break;
	case OPENKEY_NOT_OURS:
		proof = DRILL_NOT_OURS;
		break;
	case OPENKEY_FORGED:
		proof = DRILL_FORGED;
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

	if (t->proof == DRILL_OPENED || (t->proof != DRILL_NONE && head->hour < t->hour))
		return false;
	t->proof = open_one(t->d, file);
	t->hour = head->hour;
	return false;
}

int
drill_prove(struct desk *d, enum drill_proof *proof, struct fail *why)
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

const char *
drill_phrase(enum drill_proof proof)
{
	switch (proof) {
	case DRILL_OPENED:
		return _(
			"The key opens with this passphrase, and it opens an hour of the register. No entry\n"
			"was opened. The ledger notes the drill.");
	case DRILL_NONE:
		return _(
			"The key opens with this passphrase. There is no hour in the register to try it on.\n"
			"The ledger notes the drill.");
	case DRILL_NOT_OURS:
		return _("the key opens, but no hour of the register is sealed to it");
	case DRILL_FORGED:
		return _("the key opens, but the latest hour key is damaged or forged");
	case DRILL_NO_MEMORY:
		break;
	}
	return _("not enough memory");
}

bool
drill_is_good(enum drill_proof proof)
{
	return proof == DRILL_OPENED || proof == DRILL_NONE;
}

static int
tell(enum drill_proof proof)
{
	if (drill_is_good(proof)) {
		puts(drill_phrase(proof));
		return PROGRAM_DONE;
	}
	program_warn(DESK_NAME, drill_phrase(proof));
	return PROGRAM_FAILED;
}

int
drill_run(struct desk *d)
{
	enum drill_proof proof = DRILL_NONE;
	struct fail why = {{0}};
	int status;

	if (d->options.key == NULL) {
		program_warn(DESK_NAME, _("drill needs --key FILE"));
		return program_wrong_use(DESK_NAME);
	}
	if (desk_unlock(d, &why) != 0 || drill_prove(d, &proof, &why) != 0)
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
