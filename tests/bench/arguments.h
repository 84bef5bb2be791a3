/* SPDX-License-Identifier: ISC */
/* arguments: a command line of "--NAME VALUE", each of which is needed. */
#ifndef BENCH_ARGUMENTS_H
#define BENCH_ARGUMENTS_H

/* One of them. */
struct argument {
	const char *name;   /* without "--"; NULL ends a list */
	const char **value; /* where its value goes, which stays argv's */
};

/* Reads argv into the values of list. Returns 0, or -1 when one is missing, or another stands there. */
int arguments_read(int argc, char **argv, const struct argument *list)
	__attribute__((warn_unused_result));

#endif
