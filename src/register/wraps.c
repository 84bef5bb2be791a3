/* SPDX-License-Identifier: ISC */
#include "register/wraps.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/exchange.h"
#include "base/moment.h"
#include "base/nls.h"
#include "base/shred.h"
#include "register/hourkeys.h"
#include "register/leftover.h"

/* The names of one key. */
struct names {
	char key[HOURFILE_NAME], tmp[HOURFILE_NAME], old[HOURFILE_NAME];
};

static struct exchange
exchange_of(
	const struct register_side *store, const uint8_t kid[static HOURFILE_KID], struct names *names)
{
	hourfile_name(kid, names->key);
	memcpy(names->tmp, names->key, sizeof names->tmp);
	memcpy(names->old, names->key, sizeof names->old);
	memcpy(names->tmp + 2 * HOURFILE_KID, ".tmp", sizeof ".tmp");
	memcpy(names->old + 2 * HOURFILE_KID, ".old", sizeof ".old");
	return (struct exchange){
		.at = store->keys, .name = names->key, .tmp = names->tmp, .old = names->old, .mode = 0660};
}

/* What a crash left of the key that name belongs to; one that may be the only copy, or is none of
 * ours, is left to the keeper, which reports it. */
static int
finish(const struct register_side *store, const char *name, struct fail *why)
{
	uint8_t kid[HOURFILE_KID];
	struct names names;
	struct exchange x;
	enum leftover_kind kind;
	int rc = 0;

	if (hourfile_kid(name, ".old", kid) == 0) {
		kind = leftover_old(store, name);
		x = exchange_of(store, kid, &names);
		if (kind == LEFTOVER_SECOND || kind == LEFTOVER_ABANDONED)
			rc = exchange_finish(&x);
	} else if (hourfile_kid(name, ".tmp", kid) == 0) {
		rc = shred_file(store->keys, name, 1);
	}
	if (rc == 0 || errno == EINVAL || errno == ELOOP || errno == ENOENT)
		return 0;
	return fail_errno(why, errno, _("cannot finish an earlier change of the hour key %s"), name);
}

static int
finish_all(struct visit_register *r, const struct hourkeys_list *list, struct fail *why)
{
	size_t i;
	int rc = 0, lock = register_lock(r, REGISTER_WAIT, why);

	if (lock < 0)
		return -1;
	for (i = 0; i < list->n && rc == 0; i++)
		rc = finish(&r->store, list->names[i], why);
	close(lock);
	return rc;
}

/* Exchanges the file of kid for what make makes of it now. */
static int
change(struct visit_register *r, const uint8_t kid[static HOURFILE_KID], struct wraps *w,
	uint8_t file[static HOURFILE_SIZE], struct fail *why)
{
	uint8_t out[HOURFILE_SIZE];
	struct names names;
	struct exchange x = exchange_of(&r->store, kid, &names);
	int rc = 0, lock = register_lock(r, REGISTER_WAIT, why);

	if (lock < 0)
		return -1;
	/* the purge may have been here since it was read, or another desk that was killed at it */
	if (finish(&r->store, names.old, why) != 0 || finish(&r->store, names.tmp, why) != 0) {
		close(lock);
		return -1;
	}
	switch (hourkeys_read(r->store.keys, kid, file)) {
	case HOURKEYS_KEY:
		if (w->make(w->arg, file, out) != 0)
			break;
		rc = exchange_file(&x, out, sizeof out);
		if (rc == 0)
			w->changed++;
		else
			fail_errno(why, errno, _("cannot change the hour key %s"), names.key);
		break;
	case HOURKEYS_NONE:
	case HOURKEYS_GONE:
		break;
	default:
		w->unreadable++;
	}
	close(lock);
	return rc;
}

/* Shows one key file and changes it if wanted. */
static int
visit(struct visit_register *r, const uint8_t kid[static HOURFILE_KID], struct wraps *w,
	struct fail *why)
{
	uint8_t file[HOURFILE_SIZE];
	struct hourfile head;

	/* without the lock: another desk may be making its wraps anew */
	switch (hourkeys_read_linked(r->store.keys, kid, HOURKEYS_LINKS, file)) {
	case HOURKEYS_KEY:
		break;
	case HOURKEYS_NONE: /* purged meanwhile */
	case HOURKEYS_GONE:
		return 0;
	default:
		w->unreadable++;
		return 0;
	}
	if (hourfile_read(file, &head) != 0 ||
		((int64_t)head.hour + HOURFILE_KEEP) * MOMENT_HOUR <= w->now)
		return 0;
	if (!w->wanted(w->arg, &head, file) || w->make == NULL)
		return 0;
	return change(r, kid, w, file, why);
}

int
wraps_walk(struct visit_register *r, struct wraps *w, struct fail *why)
{
	uint8_t kid[HOURFILE_KID];
	struct hourkeys_list list;
	size_t i;
	int rc = 0;

	w->changed = w->unreadable = 0;
	if (r->store.keys < 0)
		return fail_set(why, "%s", r->store.why.text);
	if (hourkeys_list(r->store.keys, &list, why) != 0)
		return -1;
	if (w->make != NULL)
		rc = finish_all(r, &list, why);
	for (i = 0; i < list.n && rc == 0; i++)
		if (hourfile_kid(list.names[i], ".key", kid) == 0)
			rc = visit(r, kid, w, why);
	if (rc == 0 && list.cut)
		rc = fail_set(why, _("there are more files in store/keys than can be looked at"));
	hourkeys_free(&list);
	return rc;
}
