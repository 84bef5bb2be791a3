/* SPDX-License-Identifier: ISC */
/* announced: what the ledger says about reception keys: which were announced, revoked and used. */
#ifndef KEYS_ANNOUNCED_H
#define KEYS_ANNOUNCED_H

#include "base/hourfile.h"
#include "base/recipients.h"
#include "desk/desk.h"

#define ANNOUNCED_NAMED 4 /* bytes of a fingerprint that the first line of a ledger has */

struct announced_key {
	uint8_t print[HOURFILE_PRINT];
	size_t known;                 /* bytes of print that the ledger has: ANNOUNCED_NAMED or all */
	char label[RECIPIENTS_LABEL]; /* "" in the first line */
	int64_t since;                /* unix time of the line that announced it */
	int64_t gone;                 /* revoked, or followed by another; 0: not */
	int64_t proven;               /* the last line that needed it opened; 0: none */
	int64_t drilled;              /* the last drill that went well; 0: none */
	bool paper;                   /* a recovery sheet */
};

struct announced {
	struct announced_key *keys;
	size_t n, room;
	uint8_t (*lists)[HOURFILE_PRINT]; /* fingerprints of the lists announced, the newest last */
	size_t lists_n, lists_room;
	int64_t changed; /* when the newest was; 0: none but the first */
	size_t used;     /* which of them, from 1, hour keys were sealed anew to last; 0: none */
	bool failed;     /* no memory */
};

/* What a list of recipients is to the ledger. */
enum announced_state {
	ANNOUNCED_NEWEST,
	ANNOUNCED_WAITING, /* an earlier one, in which nobody is who was revoked since */
	ANNOUNCED_REVOKED, /* an earlier one with somebody who was revoked since */
	ANNOUNCED_BACK,    /* an earlier one, after a newer one was in use: somebody brought it back */
	ANNOUNCED_UNKNOWN, /* in no line */
};

/* Reads the ledger, checked against the head beside the key where one is given. Returns 0 and *a,
 * to be given to announced_free; or -1 with why: the ledger cannot be relied on. */
int announced_read(struct desk *d, struct announced *a, struct fail *why)
	__attribute__((warn_unused_result));
void announced_free(struct announced *a);

enum announced_state announced_judge(const struct announced *a, const struct recipients *list);

/* Returns what was last announced under the fingerprint print, or NULL. */
struct announced_key *announced_find(
	const struct announced *a, const uint8_t print[static HOURFILE_PRINT]);

/* The same for a public half. */
struct announced_key *announced_find_key(
	const struct announced *a, const uint8_t pk[static RECIPIENTS_PK]);

/* Says whether every wrap of the hour key file, whose header is head, is for a key that a line
 * announced. */
bool announced_knows(const struct announced *a, const struct hourfile *head,
	const uint8_t file[static HOURFILE_SIZE]);

#endif
