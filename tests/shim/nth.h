/* SPDX-License-Identifier: ISC */
/* What a program with the shim nth and the test around it tell each other. */
#ifndef SHIM_NTH_H
#define SHIM_NTH_H

#include <stdint.h>

/* The first argument of a call of getppid, which takes none: the program begins. */
#define NTH_MARK 0x6e74685fL

#define NTH_MOST 65536 /* allocations whose caller is noted */

enum nth_caller { NTH_LIBRARY, NTH_PROGRAM, NTH_LIBC };

/* A file that both have mapped. */
struct nth_page {
	uint64_t fail;            /* which allocation fails, from 1; 0: none */
	uint64_t count;           /* how many there were */
	uint64_t failed;          /* whether it came to that */
	uint64_t offset;          /* from where it was asked for: the place in module */
	char module[64];          /* a library, or the program */
	uint8_t caller[NTH_MOST]; /* who asked for each: enum nth_caller */
};

#endif
