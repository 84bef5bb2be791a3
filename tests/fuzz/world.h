/* SPDX-License-Identifier: ISC */
/* world: the terminal, the clock and the visitors of a kiosk that runs in this process. The calls
 * with which a program reads, waits, looks at the time and asks for the size of its terminal are
 * those of this file: nothing is waited for, and time passes as it is told to. */
#ifndef FUZZ_WORLD_H
#define FUZZ_WORLD_H

#include <stdbool.h>
#include <stdint.h>

/* Begins a world that ends after bursts: then the terminal is gone. */
void world_begin(uint64_t seed, uint64_t bursts);

/* The bursts typed so far. */
uint64_t world_bursts(void);

/* Says whether all bursts have been typed, and the terminal is gone. */
bool world_is_over(void);

/* The bytes that were drawn. */
uint64_t world_drawn(void);

/* A number from 0 to below - 1, of the same source. */
unsigned world_number(unsigned below);

/* Remembers an erasure code that was shown: it may be typed later. */
void world_show_code(const char *code);

/* Nobody is there: the clock may go back to the real time, so that the night does not come. */
void world_nobody(void);

#endif
