/* SPDX-License-Identifier: ISC */
/* many-reader: a person of reception who reads whole days with the shipped welkom-desk. */
#ifndef FAULT_MANY_READER_H
#define FAULT_MANY_READER_H

#include "fault/many-board.h"

/* Reads until role->b->over: whoever was welcomed before is there, once, unless it was erased; what was
 * erased before is not there; and nobody else is. */
void many_reader_run(struct many_role *role);

/* Reads all days once, when everybody else has gone. */
void many_reader_sweep(struct many_role *role);

#endif
