/* SPDX-License-Identifier: ISC */
/* script: reads a script of steps, checks it before anything starts, and plays it. */
#ifndef TTY_SCRIPT_H
#define TTY_SCRIPT_H

#include "tty/stage.h"

#include <stdbool.h>
#include <stddef.h>

/* Made by script_load, freed with script_drop. */
struct script {
	const char *name; /* for messages; the caller's */
	char *text;       /* the whole script, cut into lines */
	struct script_step *steps;
	size_t n;
};

/* Reads the file path, "-" being stdin, and checks each line. Returns 0, or -1 when it has said on
 * stderr what is wrong; then there is nothing to free. path must outlive the script. */
int script_load(struct script *script, const char *path) __attribute__((warn_unused_result));

/* Plays every step. Returns true, or false when one has failed and said so. */
bool script_play(const struct script *script, struct stage *st);

void script_drop(struct script *script);

#endif
