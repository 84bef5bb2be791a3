/* SPDX-License-Identifier: ISC */
/* stock: a small register, whose databases are put back before each input as they were, but for what
 * the input changes in them. */
#ifndef FUZZ_STOCK_H
#define FUZZ_STOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "register/entries.h"
#include "register/register.h"

/* Returns the register, its databases closed. */
struct visit_register *stock_register(void);

/* Puts back both databases, then changes that of kind by the n bytes at data: bit 0 of the first, and
 * the rest is the file; otherwise pieces of an offset (2 bytes), a length (1) and that many bytes,
 * which go over it. Key files are put back too. *file becomes what the database has now, *length the
 * bytes of it. */
void stock_put(
	enum schema_kind kind, const uint8_t *data, size_t n, const uint8_t **file, size_t *length);

/* Says whether the database file of kind still has exactly those bytes. */
bool stock_has(enum schema_kind kind, const uint8_t *file, size_t length);

/* Says whether the store has its key file, its row and its entries, as they were. */
bool stock_is_kept(struct visit_register *r);

#endif
