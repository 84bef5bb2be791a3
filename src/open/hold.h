/* SPDX-License-Identifier: ISC */
/* hold: while a terminal shows a secret, or hides what is typed, a signal must not end the program:
 * it waits until the terminal is as it was, which is at once. */
#ifndef OPEN_HOLD_H
#define OPEN_HOLD_H

#include <signal.h>
#include <stdbool.h>

struct hold {
	sigset_t before;
	int signals; /* can be read when one waits; -1: nobody is told */
};

/* Holds back what a person, or the end of the session, sends: HUP, INT, QUIT, TERM and TSTP. */
void hold_begin(struct hold *h);

/* Waits until tty can be read. Returns true then, or false when a signal waits. */
bool hold_wait(const struct hold *h, int tty);

/* Lets through what waits: the program may end here, or stop and go on later. errno stays. */
void hold_end(struct hold *h);

#endif
