/* SPDX-License-Identifier: ISC */
/* vt: a program on a terminal of its own, and what that terminal shows.
 * Nothing here sleeps for a fixed time: it waits for output, or for a child's end. */
#ifndef TTY_VT_H
#define TTY_VT_H

#include "tty/buf.h"
#include "tty/pty.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>
#include <vterm.h>

/* Made by vt_start, taken down by vt_end; must not be moved in between. Others may read it. */
struct vt {
	VTerm *vterm;
	VTermScreen *screen;
	int fd;         /* our side of the terminal */
	pid_t pid;      /* the program, leader of its own session */
	bool hung;      /* nobody has the other side open */
	bool ended;     /* the program has ended and its last output has been taken */
	int status;     /* then its exit code, or 128 + the signal */
	bool shown;     /* the cursor is visible */
	int record;     /* a file that gets a copy of all output; -1: none */
	struct buf out; /* keys and replies that the terminal has not taken yet */
	sigset_t mask;  /* signals blocked outside: what any child must have back */
};

/* Starts the program (see pty_start, also for SIGCHLD) and makes its screen. Returns 0, or -1
 * with errno set and nothing to take down. */
int vt_start(struct vt *vt, const struct pty_plan *plan) __attribute__((warn_unused_result));

/* Waits at most ms milliseconds for output, room to send, or any child's end, and deals with it.
 * Returns true when it took output. */
bool vt_pump(struct vt *vt, int ms);

/* Takes all output there is now. */
void vt_drain(struct vt *vt);

/* Has n bytes sent as if typed; vt_pump sends what does not fit at once. */
void vt_send(struct vt *vt, const char *bytes, size_t n);

/* Has the left button of the mouse pressed and released at (col, row). Sends what the terminal would:
 * nothing unless the program asked for the mouse. */
void vt_click(struct vt *vt, int col, int row);

/* Writes a copy of all output from now on into the file path, emptied first. Returns 0 or -1. */
int vt_record(struct vt *vt, const char *path);

/* Gives the terminal another size; the program hears of it by SIGWINCH. Returns 0 or -1. */
int vt_resize(struct vt *vt, int cols, int rows);

/* Size of the screen, and where its cursor stands, counted from 0. */
void vt_size(const struct vt *vt, int *cols, int *rows);
void vt_cursor(const struct vt *vt, int *col, int *row);

/* Fills cell. Returns false for the right half of a wide character. */
bool vt_cell(const struct vt *vt, int col, int row, VTermScreenCell *cell);

/* Hangs up, gives the program ms milliseconds to end, kills it if need be, and frees everything.
 * Returns false when it had to be killed. vt->status stays readable. */
bool vt_end(struct vt *vt, int ms);

/* Whether the program, or one that it has started, is not asleep: it may be about to write more, on a
 * machine that has others to run. */
bool vt_is_working(const struct vt *vt);

/* Milliseconds of a clock that only goes forward. */
long long vt_now(void);

#endif
