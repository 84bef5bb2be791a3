/* SPDX-License-Identifier: ISC */
/* program: what all programs say and how they end: 0 done, 1 failed, 2 wrong use. */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include "base/fail.h"

enum program_exit { PROGRAM_DONE = 0, PROGRAM_FAILED = 1, PROGRAM_WRONG_USE = 2 };

/* Prints "name: sentence" on standard error. */
void program_warn(const char *name, const char *sentence);

/* The same with why's sentence. Returns PROGRAM_FAILED. */
int program_fail(const char *name, const struct fail *why);

/* Points to --help on standard error. Returns PROGRAM_WRONG_USE. */
int program_wrong_use(const char *name);

/* Says that one more argument was given than is understood. Returns PROGRAM_WRONG_USE. */
int program_extra_argument(const char *name, const char *argument);

/* Prints name and version on standard output. Returns PROGRAM_DONE. */
int program_version(const char *name);

/* What was to be printed could not be made or written: says so on standard error, unless program_end
 * will. Returns PROGRAM_FAILED. */
int program_unwritten(const char *name);

/* The end of a program that would exit with status: what it has printed must have come out. Returns
 * status, or what stands for a failure, after saying so, when it did not. */
int program_end(const char *name, int status);

#endif
