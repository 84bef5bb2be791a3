/* SPDX-License-Identifier: ISC */
/* asking: what a person types at the terminal, or a script gives in a file; never an argument, which
 * every account of the machine can read. */
#ifndef RIGHTS_ASKING_H
#define RIGHTS_ASKING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"

#define ASKING_LINE 1024 /* bytes of an answer at most */

/* Asks prompt on the terminal, and reads a line without its newline into line (locked memory of
 * ASKING_LINE bytes, the caller's to wipe). It is seen while it is typed. Returns its length, 0 for
 * an empty one, or -1 with why. */
long asking_line(const char *prompt, char line[static ASKING_LINE], struct fail *why)
	__attribute__((warn_unused_result));

/* Reads line number (from 0) of file ("-": standard input) in the same way. Returns its length, 0
 * also when there is no such line, or -1 with why. */
long asking_file(const char *file, int number, char line[static ASKING_LINE], struct fail *why)
	__attribute__((warn_unused_result));

/* Shows question and asks for word. Returns 1 when it was typed, 0 when anything else was, or -1 with
 * why. */
int asking_word(const char *question, const char *word, struct fail *why)
	__attribute__((warn_unused_result));

#endif
