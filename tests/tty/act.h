/* SPDX-License-Identifier: ISC */
/* act: the steps that do something to the program. Each gets its argument, expanded (except for
 * run, whose shell does that), which it may change; returns true, or false when it has failed and
 * said so. */
#ifndef TTY_ACT_H
#define TTY_ACT_H

#include "tty/stage.h"

#include <stdbool.h>

/* Sends the text's bytes in one burst; or the sequence of "NAME" or "NAME COUNT". */
bool act_type(struct stage *st, char *text);
bool act_key(struct stage *st, char *text);

/* COLSxROWS: the terminal gets this size. */
bool act_resize(struct stage *st, char *text);

/* Sends the program a signal, with or without SIG before its name. */
bool act_signal(struct stage *st, char *text);

/* Writes the program's process id and a newline into a file. */
bool act_pid(struct stage *st, char *path);

/* Runs a shell command, which must end with 0 within the limit, while the program goes on. */
bool act_run(struct stage *st, char *command);

/* A copy of all that the program sends from now on goes into a file. */
bool act_record(struct stage *st, char *path);

/* The program ends within the limit, with this exit code or 128 + its signal. */
bool act_exit(struct stage *st, char *text);

/* The program has not ended. */
bool act_alive(struct stage *st, char *none);

#endif
