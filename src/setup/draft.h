/* SPDX-License-Identifier: ISC */
/* draft: a configuration file before it is written, tried with the reader that will read it. */
#ifndef SETUP_DRAFT_H
#define SETUP_DRAFT_H

#include <stddef.h>

#include "base/conf.h"
#include "base/fail.h"

#define DRAFT_TEXT 2048 /* bytes of the file at most */

/* Writes conf as the text of its file to out; what is unset is there as a comment only. Returns
 * the length, or 0 when it does not fit. */
size_t draft_print(const struct conf *conf, char out[static DRAFT_TEXT]);

/* Tries whether conf survives being written and read: no value too long, cut at a “;”, or with a
 * character that the file cannot hold. Touches no disk. Returns 0, or -1 with why. */
int draft_check(const struct conf *conf, struct fail *why) __attribute__((warn_unused_result));

/* Sets the folder of the register in conf and tries it: a path may hold what the file cannot.
 * Returns 0, or -1 with why. */
int draft_set_state(struct conf *conf, const char *state, struct fail *why)
	__attribute__((warn_unused_result));

#endif
