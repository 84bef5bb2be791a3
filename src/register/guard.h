/* SPDX-License-Identifier: ISC */
/* guard: the system calls by which SQLite opens, looks for and removes files, in folders that another
 * account may write. */
#ifndef REGISTER_GUARD_H
#define REGISTER_GUARD_H

#include <stdbool.h>

/* Puts calls of our own in the place of SQLite's: a log, index or journal that is a FIFO, a link or
 * another file is not used, and nothing but a log and its index is removed. Without own SQLite has its
 * usual ones again: for a database that is just being made, in a folder of its maker. They hold for
 * what is opened afterwards, in the whole process. Returns 0, or -1. */
int guard_calls(bool own) __attribute__((warn_unused_result));

#endif
