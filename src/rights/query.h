/* SPDX-License-Identifier: ISC */
/* query: whom somebody asks about: a whole name, a whole number or an erasure code, and nothing that
 * is only like it. */
#ifndef RIGHTS_QUERY_H
#define RIGHTS_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "desk/desk.h"
#include "visit/erasure.h"
#include "visit/phone.h"
#include "visit/record.h"
#include "visit/samename.h"

/* In locked memory. What was typed may be read in more than one way; letters and digits together
 * with the right check character are only a code. */
struct query {
	bool is_name, is_number, is_code;
	struct visitor visitor; /* its name, where it is one */
	struct phone_reading reading;
	char code[ERASURE_CODE];
	char name[SAMENAME_FOLD];
	size_t name_n;
	char other[SAMENAME_FOLD]; /* the name that it is compared with */
};

/* Asks whom to look for: out of d->options.query_file, or on the terminal. Returns a query to be given
 * to query_free, or NULL with why. */
struct query *query_ask(struct desk *d, struct fail *why) __attribute__((warn_unused_result));

/* Reads the n bytes at typed, with numbers without a calling code as of country (NULL: none). Returns
 * 0, or -1 with why when it is nothing to look for. */
int query_read(struct query *query, const char *typed, size_t n, const struct plan *country,
	struct fail *why) __attribute__((warn_unused_result));

/* What somebody says that it is, the surest first. */
enum query_kind { QUERY_CODE, QUERY_NUMBER, QUERY_NAME };

/* The same for what can only be one of them. */
int query_read_as(struct query *query, enum query_kind kind, const char *typed, size_t n,
	const struct plan *country, struct fail *why) __attribute__((warn_unused_result));

/* Says whether visit has exactly the name or the number. 1, 0, or -1 without memory. */
int query_matches(struct query *query, const struct visit *visit)
	__attribute__((warn_unused_result));

/* Says whether two visitors are the same by name (folded) and number, or differ. */
bool query_same(struct query *query, const struct visitor *a, const struct visitor *b);

/* Wipes and frees; NULL is harmless. */
void query_free(struct query *query);

#endif
