/* SPDX-License-Identifier: ISC */
#include "keys/announced.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/fingerprint.h"
#include "base/nls.h"
#include "desk/anchor.h"

/* Makes room for one more of size bytes in *list. Returns it, or NULL. */
static void *
grow(void *list, size_t n, size_t *room, size_t size)
{
	void *more;

	if (n < *room)
		return list;
	more = realloc(list, (*room == 0 ? 8 : *room * 2) * size);
	if (more != NULL)
		*room = *room == 0 ? 8 : *room * 2;
	return more;
}

static void
add_list(struct announced *a, const uint8_t print[static HOURFILE_PRINT])
{
	void *more = grow(a->lists, a->lists_n, &a->lists_room, sizeof a->lists[0]);

	if (more == NULL) {
		a->failed = true;
		return;
	}
	a->lists = more;
	memcpy(a->lists[a->lists_n++], print, HOURFILE_PRINT);
}

static void
add_key(struct announced *a, const struct announced_key *key)
{
	void *more = grow(a->keys, a->n, &a->room, sizeof a->keys[0]);

	if (more == NULL) {
		a->failed = true;
		return;
	}
	a->keys = more;
	a->keys[a->n++] = *key;
}

/* Reads the fingerprint in field key of line, n bytes of it. Returns whether there is one. */
static bool
read_print(const struct ledgerline *line, const char *key, size_t n, uint8_t *print)
{
	char hex[FINGERPRINT_HEX];
	size_t length;

	return ledgerline_field(line, key, hex, sizeof hex) && strlen(hex) == 2 * n &&
		sodium_hex2bin(print, n, hex, 2 * n, NULL, &length, NULL) == 0 && length == n;
}

/* Returns the last key announced of which the first n bytes, as far as known, are print. */
static struct announced_key *
find(const struct announced *a, const uint8_t *print, size_t n)
{
	size_t i;

	for (i = a->n; i-- > 0;)
		if (memcmp(a->keys[i].print, print, n < a->keys[i].known ? n : a->keys[i].known) == 0)
			return &a->keys[i];
	return NULL;
}

/* A line of "keys": a key comes, goes, or is followed by another. */
static void
take_change(struct announced *a, const struct ledgerline *line)
{
	struct announced_key key = {.known = HOURFILE_PRINT, .since = line->when};
	uint8_t list[HOURFILE_PRINT], old[HOURFILE_PRINT];
	struct announced_key *gone = NULL;

	if (!read_print(line, "list", sizeof list, list) ||
		!read_print(line, "print", sizeof key.print, key.print))
		return;
	if (ledgerline_field(line, "revoke", key.label, sizeof key.label)) {
		gone = find(a, key.print, sizeof key.print);
	} else {
		if (ledgerline_field(line, "rotate", key.label, sizeof key.label)) {
			if (read_print(line, "old", sizeof old, old))
				gone = find(a, old, sizeof old);
		} else if (ledgerline_field(line, "recovery", key.label, sizeof key.label)) {
			key.paper = true;
		} else if (!ledgerline_field(line, "add", key.label, sizeof key.label)) {
			return;
		}
	}
	if (gone != NULL)
		gone->gone = line->when;
	if (!ledgerline_field(line, "revoke", key.label, sizeof key.label))
		add_key(a, &key);
	add_list(a, list);
	a->changed = line->when;
}

/* Returns which list, from 1, was last announced with that fingerprint, or 0. */
static size_t
find_list(const struct announced *a, const uint8_t print[static HOURFILE_PRINT])
{
	size_t i;

	for (i = a->lists_n; i > 0; i--)
		if (memcmp(print, a->lists[i - 1], HOURFILE_PRINT) == 0)
			break;
	return i;
}

/* Says whether line is of a drill that opened what there was (keys/drill.c). */
static bool
is_good_drill(const struct ledgerline *line)
{
	char result[32];

	return strcmp(line->what, "drill") == 0 &&
		ledgerline_field(line, "result", result, sizeof result) &&
		(strcmp(result, "opened") == 0 || strcmp(result, "passphrase") == 0);
}

static void
take(void *arg, const struct ledgerline *line)
{
	struct announced *a = arg;
	struct announced_key first = {.known = ANNOUNCED_NAMED, .since = line->when}, *key;
	uint8_t print[HOURFILE_PRINT] = {0};

	if (strcmp(line->what, "init") == 0 && line->head.n == 1) {
		if (read_print(line, "recipients", ANNOUNCED_NAMED, first.print))
			add_key(a, &first);
		return;
	}
	if (strcmp(line->what, "keys") == 0)
		take_change(a, line);
	if (strcmp(line->what, "rewrap") == 0 && read_print(line, "list", sizeof print, print) &&
		find_list(a, print) > a->used)
		a->used = find_list(a, print);
	/* each of these lines was written by somebody who had opened that key */
	if (read_print(line, "key", ANNOUNCED_NAMED, print)) {
		key = find(a, print, ANNOUNCED_NAMED);
		if (key == NULL)
			return;
		key->proven = line->when;
		if (is_good_drill(line))
			key->drilled = line->when;
	}
}

int
announced_read(struct desk *d, struct announced *a, struct fail *why)
{
	*a = (struct announced){0};
	if (anchor_walk(d, take, a, why) == 0) {
		if (!a->failed)
			return 0;
		fail_set(why, _("not enough memory"));
	}
	announced_free(a);
	return -1;
}

void
announced_free(struct announced *a)
{
	free(a->keys);
	free(a->lists);
	*a = (struct announced){0};
}

struct announced_key *
announced_find(const struct announced *a, const uint8_t print[static HOURFILE_PRINT])
{
	return find(a, print, HOURFILE_PRINT);
}

struct announced_key *
announced_find_key(const struct announced *a, const uint8_t pk[static RECIPIENTS_PK])
{
	uint8_t print[HOURFILE_PRINT];

	hourfile_print(pk, print);
	return announced_find(a, print);
}

bool
announced_knows(const struct announced *a, const struct hourfile *head,
	const uint8_t file[static HOURFILE_SIZE])
{
	uint32_t i;

	for (i = 0; i < head->wraps; i++)
		if (announced_find(a, file + hourfile_wrap(i)) == NULL)
			return false;
	return true;
}

/* Says whether list is the one that setting up made: one key, of the first line. */
static bool
is_first(const struct announced *a, const struct recipients *list)
{
	uint8_t print[HOURFILE_PRINT];

	if (list->n != 1 || a->n == 0 || a->keys[0].known != ANNOUNCED_NAMED)
		return false;
	hourfile_print(list->list[0].pk, print);
	return memcmp(print, a->keys[0].print, ANNOUNCED_NAMED) == 0;
}

enum announced_state
announced_judge(const struct announced *a, const struct recipients *list)
{
	uint8_t print[HOURFILE_PRINT];
	struct announced_key *key;
	size_t i, which;

	fingerprint_list(list, print);
	which = find_list(a, print);
	if (which == 0 && !is_first(a, list))
		return ANNOUNCED_UNKNOWN;
	if (which == a->lists_n)
		return ANNOUNCED_NEWEST;
	if (which < a->used)
		return ANNOUNCED_BACK;
	for (i = 0; i < list->n; i++) {
		key = announced_find_key(a, list->list[i].pk);
		if (key == NULL || key->gone != 0)
			return ANNOUNCED_REVOKED;
	}
	return ANNOUNCED_WAITING;
}
