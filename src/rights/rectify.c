/* SPDX-License-Identifier: ISC */
/* rectify: the verb "rectify": a misspelt name or number is put right. The entry is sealed anew to the
 * same hour key, so its due, number and erasure code stay; the old box is overwritten. */
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "rights/asking.h"
#include "desk/desk.h"
#include "desk/noting.h"
#include "rights/rights.h"
#include "open/openvisit.h"
#include "register/ledger.h"
#include "register/single.h"
#include "seal/hourkey.h"

/* One entry while it is sealed anew; in locked memory. */
struct resealing {
	struct open_key key;
	struct visit now; /* as it stands in the store */
	uint8_t record[RECORD_SIZE];
};

/* Takes line number of the correction, a name or a number, to line. Returns its length, 0: it stays,
 * or -1 with why. */
static long
get(const struct rights *r, int number, const char *prompt, char line[static ASKING_LINE],
	struct fail *why)
{
	const char *file = r->d->options.correction_file;

	return file != NULL ? asking_file(file, number, line, why) : asking_line(prompt, line, why);
}

/* Reads the n bytes at line as the number. Returns 0, or -1 with why. */
static int
set_phone(const struct rights *r, struct visitor *to, const char *line, size_t n, struct fail *why)
{
	struct phone_reading *reading = wipe_alloc(sizeof *reading);
	enum phone_result result;
	int rc = 0;

	if (reading == NULL)
		return fail_set(why, _("not enough memory"));
	result = phone_read(line, n, plan_of_code(r->d->conf.calling_code), false, reading);
	if (result == PHONE_UNLIKELY)
		program_warn(DESK_NAME, _("warning: no person's number in that country has this length"));
	else if (result != PHONE_OK)
		rc = fail_set(why, "%s", _(phone_phrase(result)));
	if (rc == 0) {
		memcpy(to->phone, reading->number, sizeof to->phone);
		to->phone_len = reading->len;
	}
	wipe_free(reading);
	return rc;
}

/* Asks for the right name and number into to, in locked memory; what stays has length 0. Returns 0, or
 * -1 with why. */
static int
ask_right(const struct rights *r, struct visitor *to, struct fail *why)
{
	char *line = wipe_alloc(ASKING_LINE);
	enum visitor_name_result result = VISITOR_NAME_OK;
	int rc = -1;
	long n;

	if (line == NULL)
		return fail_set(why, _("not enough memory"));
	n = get(r, 0, _("The right name (Enter: it stays as it is): "), line, why);
	if (n > 0)
		result = visitor_set_name(to, line, (size_t)n);
	if (result != VISITOR_NAME_OK)
		n = fail_set(why, "%s", _(visitor_name_phrase(result)));
	if (n >= 0)
		n = get(r, 1, _("The right number (Enter: it stays as it is): "), line, why);
	if (n >= 0)
		rc = n > 0 ? set_phone(r, to, line, (size_t)n, why) : 0;
	if (rc == 0 && to->name_len == 0 && to->phone_len == 0)
		rc = fail_set(why, _("neither a name nor a number was given; nothing was changed"));
	wipe_free(line);
	wipe_stack();
	return rc;
}

/* Asks whether it is to be done. Returns 0 when it is, or -1 with why. */
static int
confirm(const struct rights *r, struct fail *why)
{
	char question[256];

	if (r->d->options.yes)
		return 0;
	snprintf(question, sizeof question,
		ngettext("%zu entry will be changed as you see it here. Nobody can bring back what it was.",
			"%zu entries will be changed as you see it here. Nobody can bring back what they were.",
			r->picked.n),
		r->picked.n);
	picking_show(&r->picked);
	switch (asking_word(question, _("correct"), why)) {
	case 1:
		return 0;
	case 0:
		return fail_set(why, _("not confirmed; nothing was changed"));
	}
	return -1;
}

/* The same visitor with what to has. */
static void
apply(const struct visitor *to, struct visitor *visitor)
{
	if (to->name_len > 0) {
		memcpy(visitor->name, to->name, sizeof visitor->name);
		visitor->name_len = to->name_len;
	}
	if (to->phone_len > 0) {
		memcpy(visitor->phone, to->phone, sizeof visitor->phone);
		visitor->phone_len = to->phone_len;
	}
}

/* Reads and opens the entry that was found as before. Returns 0, or -1 with why when it is no longer
 * what was found. */
static int
read_again(struct rights *r, const struct visit *before, struct resealing *work,
	struct entries_entry *entry, struct fail *why)
{
	struct report report = {0};
	int rc = single_look(&r->d->reg.store, before->id, entry, why);

	if (rc < 0)
		return -1;
	if (rc == 1)
		rc = find_open_key(r->d, entry->kid, &work->key, &report, why);
	if (rc < 0)
		return -1;
	if (rc == 1 &&
		openvisit_open(&work->key, entry->id, entry->box, &work->now) == OPENVISIT_GOOD &&
		memcmp(work->now.kid, before->kid, sizeof before->kid) == 0 &&
		work->now.seq == before->seq &&
		memcmp(&work->now.visitor, &before->visitor, sizeof before->visitor) == 0)
		return 0;
	return fail_set(why, _("the entry was changed or erased meanwhile; nothing was changed"));
}

/* Seals after in the place of before. Under the lock. Returns 0, or -1 with why. */
static int
reseal(struct rights *r, const struct visit *before, const struct visit *after,
	struct resealing *work, struct fail *why)
{
	char fields[LEDGER_FIELDS], hex[2 * HOURFILE_KID + 1], key[FINGERPRINT_SHORT];
	struct entries_entry entry;
	struct hour_key to = {0};
	uint8_t box[ENTRIES_BOX];

	if (read_again(r, before, work, &entry, why) != 0)
		return -1;
	memcpy(to.pk, work->key.pk, sizeof to.pk);
	record_write(after, work->record);
	if (hourkey_seal(&to, work->record, box) != 0)
		return fail_set(why, _("the entry cannot be sealed"));
	sodium_bin2hex(hex, sizeof hex, entry.kid, sizeof entry.kid);
	noting_key(r->d, key);
	snprintf(fields, sizeof fields, "kid=%s\treason=%s\treference=%s\trecognised=%s\tkey=%s", hex,
		r->request.reason, r->request.reference, r->recognised, key);
	switch (single_replace(&r->d->reg, r->d->clock.trusted, &entry, box, fields, why)) {
	case 1:
		return 0;
	case 0:
		return fail_set(why, _("the entry was changed or erased meanwhile; nothing was changed"));
	}
	return -1;
}

/* Puts right entry number i of those picked; before is what it was. Returns 0, or -1 with why. */
static int
put_right(struct rights *r, const struct visit *before, const struct visit *after, struct fail *why)
{
	struct resealing *work = wipe_alloc(sizeof *work);
	int rc = -1, lock = -1;

	if (work == NULL)
		fail_set(why, _("not enough memory"));
	else
		lock = register_lock(&r->d->reg, REGISTER_WAIT, why);
	if (lock >= 0) {
		rc = reseal(r, before, after, work, why);
		close(lock);
	}
	wipe_free(work);
	wipe_stack();
	return rc;
}

/* Puts right all that was picked: before has a copy of what they were. Returns 0, or -1 with why. */
static int
put_all_right(struct rights *r, const struct visitor *to, struct visit *before, struct fail *why)
{
	struct find_match *match;
	size_t i;

	/* as they will be, so that they are shown so */
	for (i = 0; i < r->picked.n; i++) {
		match = &r->find.matches[r->picked.list[i] - r->find.matches];
		before[i] = match->visit;
		apply(to, &match->visit.visitor);
	}
	if (confirm(r, why) != 0)
		return -1;
	for (i = 0; i < r->picked.n; i++)
		if (put_right(r, &before[i], &r->picked.list[i]->visit, why) != 0)
			return -1;
	rights_anchor(r->d);
	return rights_reply(r, REPLY_RECTIFIED, why);
}

static int
rectify(struct rights *r, struct fail *why)
{
	struct visitor *to;
	struct visit *before;
	int rc = -1;

	if (r->find.n == 0)
		return rights_nothing(r, why);
	if (picking_choose(&r->find, r->query, r->d->options.pick, &r->picked, why) != 0)
		return -1;
	picking_show(&r->picked);
	to = wipe_alloc(sizeof *to);
	before = wipe_alloc(r->picked.n * sizeof *before);
	if (to == NULL || before == NULL)
		fail_set(why, _("not enough memory"));
	else if (ask_right(r, to, why) == 0)
		rc = put_all_right(r, to, before, why);
	wipe_free(to);
	wipe_free(before);
	return rc;
}

int
desk_rectify(struct desk *d)
{
	struct rights r;
	struct fail why;
	int status = PROGRAM_DONE;

	if (rights_read(d, "rectification", &r, &why) != 0 ||
		(d->options.key == NULL && fail_set(&why, _("rectify needs --key FILE")) != 0)) {
		program_warn(DESK_NAME, why.text);
		return program_wrong_use(DESK_NAME);
	}
	if (rights_ask(&r, &why) != 0 || rights_begin(&r, &why) != 0 || rights_search(&r, &why) != 0 ||
		rectify(&r, &why) != 0)
		status = program_fail(DESK_NAME, &why);
	return rights_end(&r, status);
}
