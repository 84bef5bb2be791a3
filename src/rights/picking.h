/* SPDX-License-Identifier: ISC */
/* picking: which of the entries found are those of the person who asks. Two people can have one name
 * or one number, and neither may get, change or erase what is the other's. */
#ifndef RIGHTS_PICKING_H
#define RIGHTS_PICKING_H

#include "rights/find.h"

/* The entries that were chosen, in their order. */
struct picking {
	size_t n;
	const struct find_match *list[FIND_MOST];
};

/* Chooses all. */
void picking_all(const struct find *f, struct picking *p);

/* Writes the chosen entries to fd, a numbered line each. Returns 0, or -1 with why. */
int picking_list(int fd, const struct picking *p, struct fail *why)
	__attribute__((warn_unused_result));

/* The same on the terminal, where one is. */
void picking_show(const struct picking *p);

/* Says whether all entries found have one name and one number. */
bool picking_is_one_person(const struct find *f, struct query *query);

/* Says whether text has the form of a choice: "all", or numbers with commas between. */
bool picking_is_choice(const char *text);

/* Chooses by choice; NULL: all, when they have one name and one number; else they are listed on the
 * terminal, and a person is asked. Returns 0 and *p, or -1 with why. */
int picking_choose(const struct find *f, struct query *query, const char *choice, struct picking *p,
	struct fail *why) __attribute__((warn_unused_result));

#endif
