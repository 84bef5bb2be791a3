/* SPDX-License-Identifier: ISC */
/* tree: a machine that is made up, on which all is well, and one change of it for each test. Its files
 * lie in a scratch folder; owners, free space and the like are told from memory. */
#ifndef UNIT_TREE_H
#define UNIT_TREE_H

#include "doctor/checks.h"
#include "doctor/facts.h"
#include "doctor/finding.h"
#include "unit/healthy.h"
#include "unit/scratch.h"

#define TREE_CHANGES 8

enum tree_kind {
	TREE_END,
	TREE_PUT,      /* path has the bytes of text */
	TREE_BYTES,    /* path has the n bytes at text */
	TREE_EXT4,     /* path begins as ext4: features in the lower 16 bits of n, options above */
	TREE_XFS,      /* path begins as XFS: features in the lowest 8 bits of n, version above */
	TREE_ADD,      /* text is added at its end */
	TREE_GONE,     /* path is removed */
	TREE_LINK,     /* path is a link to text */
	TREE_MODE,     /* path has the mode n, and is not touched */
	TREE_OWNER,    /* path belongs to n */
	TREE_GROUP,    /* path has the group n */
	TREE_DENY,     /* what is at path and below may not be looked at */
	TREE_FLAGS,    /* path has the attributes n */
	TREE_UID,      /* n looks */
	TREE_ROOM,     /* n bytes are free */
	TREE_INODES,   /* n files may be made */
	TREE_LOCK,     /* n bytes may be locked */
	TREE_FONT,     /* the console path has the characters of text */
	TREE_SYNCED,   /* whether the clock is synchronised */
	TREE_HARDWARE, /* how far the hardware clock is ahead; TREE_NONE: there is none */
	TREE_LATER,    /* it is n seconds later */
	TREE_DOUBT,    /* the keeper has seen a clock that was days ahead */
	TREE_BOOT,     /* the machine was started again */
	TREE_SQLITE,   /* version n */
	TREE_SODIUM,   /* version text */
	TREE_SINGLE,   /* all belongs to the account n */
	TREE_LEDGER,   /* a line "purge" with the fields text, n seconds ago */
	TREE_CONF,     /* the configuration has the lines text instead, "\n" between */
};

#define TREE_NONE (-1)

struct tree_change {
	enum tree_kind kind;
	const char *path, *text;
	long long n;
};

/* On a machine with these changes look finds result, in words with found and remedy in them. */
struct tree_case {
	const char *name;
	void (*look)(const struct facts *facts, struct finding *f);
	enum finding_result result;
	const char *found;
	const char *remedy; /* NULL: there is none */
	struct tree_change changes[TREE_CHANGES];
};

/* Runs the n cases, each on a machine of its own. Returns what main() returns. */
int tree_run(const struct tree_case *cases, size_t n);

#endif
