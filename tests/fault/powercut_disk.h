/* SPDX-License-Identifier: ISC */
/* powercut_disk: what a disk holds when the power goes. The model is the weaker one: bytes of a file
 * are durable once that file was synced, a name once its folder was, and nothing else is. Until then
 * each write may be there, or not, or in part, in any order, and so may each new, changed or removed
 * name; a rename is one thing (no file system that is journaled does half of it). A file may have
 * grown without the bytes: those are zeros then. Real file systems keep more of it in order; whatever
 * they leave is among this. Modes are not lost. */
#ifndef FAULT_POWERCUT_DISK_H
#define FAULT_POWERCUT_DISK_H

#include <stdbool.h>
#include <stddef.h>

#include "fault/powercut_bytes.h"
#include "fault/powercut_journal.h"
#include "fault/powercut_names.h"

#define POWERCUT_DISK_PENDING 4096 /* unsynced effects at most */

/* Syncs that the simulator is told to take for nothing, to see that it then finds what is wrong. */
enum powercut_ignore {
	POWERCUT_IGNORE_NOTHING,
	POWERCUT_IGNORE_FOLDERS,
	POWERCUT_IGNORE_FILES,
	POWERCUT_IGNORE_KEYS, /* files in folders called keys */
};

struct powercut_inode {
	uint64_t number;
	bool folder;
	bool key;   /* made in a folder called keys */
	bool named; /* had a durable name */
	uint32_t mode;
	struct powercut_bytes durable;
	struct powercut_bytes now; /* as of the choice made last */
	uint64_t hash;             /* of durable; 0: not known */
	size_t pending;            /* unsynced effects on it */
	bool reached;              /* has a name in the choice made last */
};

/* The places in the list of inodes of whom an effect concerns. */
struct powercut_who {
	uint32_t inode, folder, to;
};

struct powercut_disk {
	const struct powercut_journal *journal;
	enum powercut_ignore ignore;
	size_t inodes, room;
	struct powercut_inode *list;
	struct powercut_who *who; /* of each effect of the journal */
	struct powercut_names durable;
	struct powercut_names now; /* of the choice made last */
	size_t n;                  /* pending effects, oldest first: */
	size_t pending[POWERCUT_DISK_PENDING];
	const char *base; /* the root's path */
	bool unknown;     /* there was a call that is not understood */
};

void powercut_disk_start(
	struct powercut_disk *d, const struct powercut_journal *j, enum powercut_ignore ignore);
void powercut_disk_free(struct powercut_disk *d);

/* Does the effect i of the journal, one after the other. Returns whether it was one on the files that
 * are looked at. */
bool powercut_disk_do(struct powercut_disk *d, size_t i);

/* Does the effect i of the journal on names. */
void powercut_disk_rename(const struct powercut_disk *d, struct powercut_names *names, size_t i);

/* Says whether effects of kind change names, not bytes. */
bool powercut_disk_is_of_names(uint32_t kind);

#endif
