/* SPDX-License-Identifier: ISC */
#include "keys/keylist.h"

#include "base/nls.h"
#include "register/wraps.h"

/* Notes the hour of a key file; nothing is ever changed. */
static bool
look(void *arg, const struct hourfile *head, const uint8_t file[static HOURFILE_SIZE])
{
	struct keylist *l = arg;

	if (!announced_knows(&l->announced, head, file))
		hours_add(&l->strangers, head->hour);
	return false;
}

static void
look_at_hours(struct desk *d, struct keylist *l)
{
	struct wraps w = {.wanted = look, .arg = l};

	desk_tell_time(d);
	w.now = d->clock.trusted;
	if (wraps_walk(&d->reg, &w, &l->blind) == 0) {
		l->blind.text[0] = '\0';
		if (w.unreadable > 0)
			fail_set(&l->blind, _("some hour keys cannot be read"));
	}
}

int
keylist_read(struct desk *d, struct keylist *l, struct fail *why)
{
	int rc = -1;

	*l = (struct keylist){0};
	if (recipients_read(d->conf.folder, &l->list, why) != 0)
		return -1;
	if (register_open(&d->reg, d->conf.state_dir, REGISTER_LOOK, why) == 0 &&
		announced_read(d, &l->announced, why) == 0) {
		l->state = announced_judge(&l->announced, &l->list);
		look_at_hours(d, l);
		rc = 0;
	}
	register_close(&d->reg);
	return rc;
}

void
keylist_free(struct keylist *l)
{
	announced_free(&l->announced);
	hours_free(&l->strangers);
}

bool
keylist_is_alarm(const struct keylist *l)
{
	return l->state == ANNOUNCED_BACK || l->state == ANNOUNCED_UNKNOWN || l->strangers.n > 0;
}

bool
keylist_is_stale(const struct keylist *l, const struct announced_key *key)
{
	return key->gone == 0 && !key->paper && l->announced.changed != 0 &&
		key->proven < l->announced.changed;
}
