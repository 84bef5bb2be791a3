/* SPDX-License-Identifier: ISC */
/* powercut_record: a line of the journal that tests/shim/journal.c writes and fault/powercut reads:
 * this header, n bytes of a name, m bytes of another name or of data. In the machine's byte order:
 * both run on one machine, one after the other. */
#ifndef FAULT_POWERCUT_RECORD_H
#define FAULT_POWERCUT_RECORD_H

#include <stdint.h>

enum powercut_kind {
	/* the tree before anything was journaled, and as it was found afterwards */
	POWERCUT_BASE_FOLDER = 1, /* inode in folder, name; the root: name is its path, folder 0 */
	POWERCUT_BASE_FILE,       /* inode in folder, name, data */
	POWERCUT_END_FILE,        /* name (below the root), data */
	POWERCUT_END,             /* of these */
	/* what a person or a program says */
	POWERCUT_PROGRAM, /* name: one starts */
	POWERCUT_MARK,    /* name: a word and a text (powercut.c) */
	/* effects */
	POWERCUT_CREATE,   /* inode in folder, name; at: its mode */
	POWERCUT_MKDIR,    /* the same, a folder */
	POWERCUT_WRITE,    /* inode, at, data */
	POWERCUT_TRUNCATE, /* inode, at: its new size */
	POWERCUT_MODE,     /* inode, at: its new mode */
	POWERCUT_LINK,     /* inode gets a name in folder */
	POWERCUT_UNLINK,   /* name in folder, which was inode's */
	POWERCUT_RENAME,   /* name in folder becomes the other name in folder to */
	POWERCUT_SYNC,     /* inode, a file or a folder */
	POWERCUT_SYNC_ALL,
	POWERCUT_UNKNOWN, /* name: a call that changes files and is not understood here */
};

struct powercut_record {
	uint32_t kind;
	uint32_t n, m;
	uint32_t mode; /* of a file or folder that is there */
	uint64_t inode, folder, to;
	int64_t at;
};

#endif
