/* SPDX-License-Identifier: ISC */
/* chain: a ledger out of any bytes. A fuzzer does not find hashes, so these are made for it. */
#ifndef FUZZ_CHAIN_H
#define FUZZ_CHAIN_H

#include <stddef.h>
#include <stdint.h>

#define CHAIN_MOST 32768

/* Makes the ledger of the n bytes at data, line by line, by what a line begins with:
 *   '+'  what and fields: the rest of the line is made as the programs do it;
 *   '='  n, time, what and fields: its hash follows, as if it followed the line before;
 *   '~'  the same, and the hash covers all that stands since the last such line;
 * any other line stands there as it is. Returns the bytes at out. */
size_t chain_make(const uint8_t *data, size_t n, char out[static CHAIN_MOST]);

#endif
