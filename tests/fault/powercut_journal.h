/* SPDX-License-Identifier: ISC */
/* powercut_journal: the file in which tests/shim/journal.c writes down what programs do to files,
 * between two pictures of the tree: one before, and one afterwards to compare with. */
#ifndef FAULT_POWERCUT_JOURNAL_H
#define FAULT_POWERCUT_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "fault/powercut_record.h"

struct powercut_effect {
	struct powercut_record r;
	char *name;          /* r.n bytes, ended with NUL */
	const uint8_t *data; /* r.m bytes; another name has no NUL */
};

struct powercut_journal {
	size_t n;
	struct powercut_effect *list;
	uint8_t *bytes;
};

/* Reads the journal file. Returns 0, or -1 after a word on standard error. */
int powercut_journal_read(const char *file, struct powercut_journal *j);
void powercut_journal_free(struct powercut_journal *j);

/* Begins the journal file with a picture of the folders names (n; those that are not there yet may
 * appear later) in the folder base. Returns 0, or -1. */
int powercut_journal_begin(const char *file, const char *base, char **names, size_t n);

/* Adds a word and a text. Returns 0, or -1. */
int powercut_journal_mark(const char *file, const char *text);

/* Ends the journal file with a picture of the same folders. Returns 0, or -1. */
int powercut_journal_end(const char *file, const char *base, char **names, size_t n);

#endif
