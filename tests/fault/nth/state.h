/* SPDX-License-Identifier: ISC */
/* What a folder with a register is like, in words that do not differ from run to run. */
#ifndef NTH_STATE_H
#define NTH_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fault/nth/tree.h"

/* A row of the table entry. */
struct state_row {
	uint8_t kid[16], id[16];
	uint8_t box[16]; /* a hash of it */
	bool inbox;
};

struct state {
	struct tree tree;
	struct state_row *rows;
	size_t row_count;
	char *text;   /* a line for each file and each row, in their order */
	bool damaged; /* a database cannot be read */
};

enum {
	STATE_NEW_DIFFERS = 1, /* what is in a file that is new does not matter */
	STATE_ANY_LOG = 2      /* nor whether a log of a database is empty */
};

/* Looks at folder, beside which there is room for a folder. before: what was there, whose files are
 * told from others; or NULL. Returns 0, or -1. state_free frees it. */
int state_read(struct state *s, const char *folder, const struct tree *before, unsigned flags);

/* Text in which numbers in hexadecimal are all alike. The caller frees it. */
char *state_normal(const char *text, size_t n);

/* The line of text for the file path, at most room - 1 bytes of it. Returns whether it is there. */
bool state_line(const struct state *s, const char *path, char *line, size_t room);

void state_free(struct state *s);

#endif
