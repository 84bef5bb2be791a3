/* SPDX-License-Identifier: ISC */
/* usage: how the desk is called. */
#ifndef DESK_USAGE_H
#define DESK_USAGE_H

/* Prints the help of --help. Returns an exit status. */
int usage_print(void);

#endif
