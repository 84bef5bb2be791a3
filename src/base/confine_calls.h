/* SPDX-License-Identifier: ISC */
/* confine_calls: the system calls that a confined process keeps. */
#ifndef BASE_CONFINE_CALLS_H
#define BASE_CONFINE_CALLS_H

#include "base/confine.h"

/* Whose calls. Both draw on the terminal they have, read and write files, keep a database. */
enum confine_program {
	CONFINE_KIOSK, /* also writes to the system's log */
	CONFINE_DESK,  /* also lists folders, locks and links files, and starts threads of its own */
};

/* Leaves this process, and threads it starts, the system calls of program (seccomp(2)); each other one
 * fails with EPERM. There is no new program, no process, executable memory, tracing or network, no
 * signal to another, and of ioctl only what a screen needs, so nothing can be typed for others. The
 * kiosk has no new thread either, and the desk no socket at all. */
enum confine_result confine_calls_of(enum confine_program program, struct fail *why)
	__attribute__((warn_unused_result));

#endif
