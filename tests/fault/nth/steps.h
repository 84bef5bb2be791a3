/* SPDX-License-Identifier: ISC */
/* What is done with the programs, from a file. A line is a word, and mostly a text after a blank:
 *   step NAME        begins one; it ends where the next begins
 *   finish NAME      begins a command that is run after a fault, when the step was done once more
 *   from FOLDER      the files as they are before: they are copied to the working folder
 *   now SECONDS, up SECONDS  the clock, which stands still (of a finish: that of the step, if none)
 *   run PROGRAM      and a line for each argument: arg TEXT
 *   in FILE          its standard input; usually empty
 *   wait TEXT, type TEXT (\r: Enter), noted, signal N   a person at its terminal, see talk.h; noted:
 *                    a visit was acknowledged
 *   made FILE        what it makes: after a failure whole or not there
 *   tells            a failure may be told on standard output
 *   loose            what it prints differs each time
 *   new-boxes        what is kept may be sealed anew
 *   any-log          it does not promise that the logs of the databases are empty
 *   alone            nothing comes after it: what a fault left is for a person to look at
 *   once             it is not done again after a fault
 *   looks            of a finish: nothing that nobody wants may be left after it
 *   opens            of a finish: shows visits, a line each that begins with "2"; of more such, one
 *                    must show enough; the others may fail */
#ifndef NTH_STEPS_H
#define NTH_STEPS_H

#include <stdbool.h>
#include <stddef.h>

#include "fault/nth/talk.h"
#include "fault/nth/tree.h"

#define STEPS_ARGS 32
#define STEPS_LINES 48

struct step {
	const char *name, *from, *now, *up, *in, *made;
	const char *argv[STEPS_ARGS + 2];
	size_t argc;
	struct talk_line lines[STEPS_LINES];
	size_t line_count;
	bool tells, loose, new_boxes, any_log, alone, once, opens, looks;
	struct tree tree; /* what is in from */
};

struct steps {
	struct step *list, *finish;
	size_t count, finish_count;
	char *text;
};

/* Reads the file path. Returns 0, or -1 after saying what is wrong. */
int steps_read(struct steps *s, const char *path);

/* The name of a step's program, without folders. */
const char *steps_program(const struct step *step);

void steps_free(struct steps *s);

#endif
