/* SPDX-License-Identifier: ISC */
/* target: what every fuzz target has: one function that gives any bytes to the code behind one format
 * and judges what came out. A new target is a file target_NAME.c, a word in TARGETS, and a folder
 * corpus/NAME. */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* clang-format off */
#define TARGETS(X) \
	X(anchor) \
	X(box) \
	X(clock) \
	X(conf) \
	X(database) \
	X(erasure) \
	X(exports) \
	X(head) \
	X(hourfile) \
	X(inbox) \
	X(keys) \
	X(lastpurge) \
	X(ledger) \
	X(ledgerline) \
	X(machine) \
	X(moment) \
	X(name) \
	X(paper) \
	X(passphrase) \
	X(phone) \
	X(plan) \
	X(query) \
	X(reception) \
	X(recipients) \
	X(visit)
/* clang-format on */

/* Each takes the n bytes at data. Returns 1 when the programs take them for what they say they are, 0
 * when they refuse them; does not return when something is wrong. */
#define TARGET_DECLARE(name) int target_##name(const uint8_t *data, size_t n);
TARGETS(TARGET_DECLARE)

/* What must hold whatever the bytes are. */
#define TARGET_MUST(condition) \
	((condition) ? (void)0 : target_broken(__FILE__, __LINE__, #condition))

/* Says which condition does not hold, and ends the process. */
_Noreturn void target_broken(const char *file, int line, const char *condition);

/* Starts what the targets stand on. Harmless when done already. */
void target_start(void);

#endif
