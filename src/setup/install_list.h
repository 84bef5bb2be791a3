/* SPDX-License-Identifier: ISC */
/* install_list: what an installation for the whole machine has made, noted in a file beside the
 * configuration before each step, so that it can be taken back after a crash anywhere. */
#ifndef SETUP_INSTALL_LIST_H
#define SETUP_INSTALL_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "setup/place.h"

#define INSTALL_LIST_MOST 48 /* things in a list */

enum install_kind {
	INSTALL_FOLDER,   /* goes when nothing is left in it */
	INSTALL_FILE,     /* a file or a link */
	INSTALL_GROUP,    /* a group of this machine */
	INSTALL_ACCOUNT,  /* an account of this machine */
	INSTALL_REGISTER, /* a folder with a register in it */
	INSTALL_CONTENTS, /* a folder that was there, empty, with a register in it */
	INSTALL_KEEP,     /* a file of a person: it is named, never removed */
};

struct install_item {
	enum install_kind kind;
	char name[PLACE_PATH]; /* a path, or the name of an account or group */
};

struct install_list {
	char folder[PLACE_PATH]; /* of the configuration, in which the file of the list lies */
	bool done;               /* the installation came to its end */
	size_t n;
	struct install_item items[INSTALL_LIST_MOST];
};

/* Makes an empty list in folder, and folder itself when it is not there; one that is missing or
 * empty is the first thing in the list. Returns 0, or -1 with why. */
int install_list_begin(struct install_list *list, const char *folder, struct fail *why)
	__attribute__((warn_unused_result));

/* Notes, durably, that name is going to be made. Returns 0, or -1 with why: then do not make it. */
int install_list_note(struct install_list *list, enum install_kind kind, const char *name,
	struct fail *why) __attribute__((warn_unused_result));

/* Notes that all was made. Returns 0, or -1 with why. */
int install_list_finish(struct install_list *list, struct fail *why)
	__attribute__((warn_unused_result));

/* Reads the list in folder. Returns 1, 0 when there is none, or -1 with why. */
int install_list_read(struct install_list *list, const char *folder, struct fail *why)
	__attribute__((warn_unused_result));

/* Removes the file of the list. Returns 0, or -1 with why. */
int install_list_remove(const struct install_list *list, struct fail *why)
	__attribute__((warn_unused_result));

#endif
