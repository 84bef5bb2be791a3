/* SPDX-License-Identifier: ISC */
/* ledger: what was done, one line each, chained by hashes; no personal data. A line is
 *   n <tab> UTC time <tab> what <tab> key=value ... <tab> h=<64 hex digits>
 * with h = BLAKE2b-256(raw previous h (zeros before the first) | the line up to the tab before h).
 * Whoever can write the file can write a new chain: that is noticed by a head kept elsewhere. */
#ifndef REGISTER_LEDGER_H
#define REGISTER_LEDGER_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

#define LEDGER_MUST_CHECK __attribute__((warn_unused_result))
#define LEDGER_HASH 32
#define LEDGER_WAIT 5       /* s to wait for its lock */
#define LEDGER_FIELDS 600   /* bytes of "key=value<tab>key=value" with its final NUL */
#define LEDGER_HEAD_TEXT 96 /* bytes of a printed head */

/* The last line. */
struct ledger_head {
	uint64_t n; /* 0: no line yet */
	uint8_t h[LEDGER_HASH];
};

/* Opens the ledger in folder state under its lock, shared for O_RDONLY, exclusive for O_RDWR |
 * O_APPEND. Whoever may read the ledger can hold its lock, and must not hold up the keeper: after
 * LEDGER_WAIT that is a failure. Returns a descriptor to close, or -1 with why. */
int ledger_open(int state, int flags, struct fail *why) LEDGER_MUST_CHECK;

/* Appends a line of unix time now to the ledger in folder state, durably: when this returns 0 it
 * is on the disk. fields is "key=value" parts with tabs between, without control characters. *head
 * becomes the new head. An unterminated last line (a crash) is cut first, or ended where the file is
 * append-only (doc/FORMAT). Returns 0, or -1 with why: then what the line was to allow must not be done. */
int ledger_append(int state, int64_t now, const char *what, const char *fields,
	struct ledger_head *head, struct fail *why) LEDGER_MUST_CHECK;

/* Reads the last whole line's number, hash and time. An empty ledger has n 0. Returns 0, or -1. */
int ledger_last(
	int state, struct ledger_head *head, int64_t *when, struct fail *why) LEDGER_MUST_CHECK;

/* Checks every line. With n > 0 in anchor, line n must have the anchor's hash. Returns 0 and *head,
 * or -1 with why, which names the first line that is wrong. */
int ledger_verify(int state, const struct ledger_head *anchor, struct ledger_head *head,
	struct fail *why) LEDGER_MUST_CHECK;

/* Writes head as "n hex\n" to out; returns the length. */
size_t ledger_print_head(const struct ledger_head *head, char out[static LEDGER_HEAD_TEXT]);

/* Reads "n hex" out of the n bytes at text. Returns 0, or -1. */
int ledger_parse_head(const char *text, size_t n, struct ledger_head *head) LEDGER_MUST_CHECK;

#endif
