/* SPDX-License-Identifier: ISC */
/* ledgerline: one line of the ledger in memory: its form, its hash and its fields. */
#ifndef REGISTER_LEDGERLINE_H
#define REGISTER_LEDGERLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "register/ledger.h"

#define LEDGERLINE_MOST 1024     /* bytes of a line with its newline at most */
#define LEDGERLINE_WHAT 24       /* bytes of what was done with its final NUL */
#define LEDGERLINE_TORN "\ttorn" /* ends a piece that a crash left where nothing can be cut */
#define LEDGERLINE_TORN_MOST (4 * 1024) /* bytes of all such pieces before one line at most */

struct ledgerline {
	struct ledger_head head; /* its number, and the hash that it names */
	int64_t when;            /* seconds since 1970 */
	char what[LEDGERLINE_WHAT];
	const char *text; /* the line; not ended with NUL */
	size_t fields;    /* where "key=value ..." begins in it */
	size_t covered;   /* bytes that the hash covers: up to the tab before "h=" */
	size_t torn;      /* bytes of torn pieces before text that the hash covers too */
};

/* Reads the n bytes at text, a line without its newline, into *line. Returns 0, or -1 when it has
 * not the form of a line; the hash is not checked. */
int ledgerline_read(const char *text, size_t n, struct ledgerline *line) LEDGER_MUST_CHECK;

/* Reads the line that follows head at text, n bytes to the end of the ledger, with the torn pieces
 * before it. Returns the bytes of all with the newline, *line, and *head moved on to it; or 0 when
 * what stands there does not follow head. */
size_t ledgerline_next(const char *text, size_t n, struct ledger_head *head,
	struct ledgerline *line) LEDGER_MUST_CHECK;

/* Writes the line of unix time now that follows *head after torn (n bytes, 0: nothing was torn) to
 * out, with its newline, and moves *head on. Returns its length, or 0 when it would be too long. */
size_t ledgerline_make(struct ledger_head *head, int64_t now, const char *what, const char *fields,
	const char *torn, size_t n, char out[static LEDGERLINE_MOST]) LEDGER_MUST_CHECK;

/* Computes the hash that line must name when it follows before and nothing was torn. */
void ledgerline_hash(
	const struct ledger_head *before, const struct ledgerline *line, uint8_t h[static LEDGER_HASH]);

/* Says whether the n bytes at text, a line without its newline, are a piece that a crash left: marked
 * as torn, or with a zero byte in them, which no program writes. */
bool ledgerline_is_torn(const char *text, size_t n);

/* Copies the value of key to out, cap bytes long. Returns whether there is one that fits. */
bool ledgerline_field(const struct ledgerline *line, const char *key, char *out, size_t cap);

/* Returns the value of key as a number, 0 when it is none. */
uint64_t ledgerline_number(const struct ledgerline *line, const char *key);

#endif
