/* SPDX-License-Identifier: ISC */
/* weigh: one file in a folder of hour keys: whether the evidence is enough to destroy it, and what of
 * it is counted when it stays (register/retention.h). */
#ifndef REGISTER_WEIGH_H
#define REGISTER_WEIGH_H

#include "register/entries.h"
#include "register/hourkeys.h"
#include "register/leftover.h"
#include "register/retention.h"

#define WEIGH_MUST_CHECK __attribute__((warn_unused_result))

/* One look at the folder of a side. */
struct weigh {
	struct register_side *side;
	struct retention *run;
	struct entries_keys inbox, store; /* rows, to find a key's due; n 0: not known */
	int store_keys;                   /* the store's folder of key files */
	bool sees_inbox;                  /* inbox has all of its rows */
};

/* Returns the name of the side's folder. */
const char *weigh_folder(const struct weigh *w);

/* Returns how many names a key file may have. In the inbox the kiosk's account can give a name to a
 * file that is not its own. In the store it cannot: a second name is that of a backup made of links
 * (cp -l), and has to go with the first. */
unsigned weigh_links(const struct weigh *w);

/* The key file name of header head: destroyed when it is due, else counted as left. In the inbox one
 * that was collected goes as well where the rows of both sides are known: a crash left it between the inbox's COMMIT and its overwriting, and
 * it would go on naming whoever is revoked. Returns 0, or -1 with why. */
int weigh_key(struct weigh *w, const char *name, const struct hourfile *head,
	struct fail *why) WEIGH_MUST_CHECK;

/* <kid>.old: what a crash left, or, without <kid>.key, the key itself, which is destroyed when it is
 * due. Returns 0, or -1 with why. */
int weigh_old(struct weigh *w, const char *name, struct fail *why) WEIGH_MUST_CHECK;

/* What a crash left, of a kind. Returns 0, or -1 with why. */
int weigh_leftover(
	struct weigh *w, const char *name, enum leftover_kind kind, struct fail *why) WEIGH_MUST_CHECK;

/* A file that cannot be read, or is no hour key: never touched. With a row of the store, or when it
 * is a key with a second name, it counts as a key that is left: a due key that cannot be destroyed
 * must not pass unnoticed. */
void weigh_strange(struct weigh *w, const char *name);

/* Says how many were strange, where they were too many to be named. */
void weigh_note_more(const struct weigh *w);

#endif
