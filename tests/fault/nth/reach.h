/* SPDX-License-Identifier: ISC */
/* What a call of a program that is traced would do, and which calls it is stopped at. */
#ifndef NTH_REACH_H
#define NTH_REACH_H

#include <stdbool.h>
#include <sys/types.h>
#include <sys/user.h>

#include "fault/nth/fault.h"

/* Says whether a call needs room that a full disk does not have: what is written over has it. */
bool reach_needs_room(pid_t pid, long nr, const struct user_regs_struct *regs);

/* Says whether a call gives a lock back, which always succeeds; or may, where it cannot be told. */
bool reach_unlocks(pid_t pid, long nr, const struct user_regs_struct *regs);

/* Has the kernel stop this process at the calls that matter to a fault, and only at those: a stop
 * costs more than a call. Returns 0, or -1. */
int reach_stop_at(const struct fault *f);

#endif
