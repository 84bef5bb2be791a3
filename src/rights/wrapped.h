/* SPDX-License-Identifier: ISC */
/* wrapped: text for paper, in paragraphs of at most 72 columns, from locked memory straight to a
 * descriptor, or kept in locked memory for a screen. Names and numbers get in through wrapped_person only. */
#ifndef RIGHTS_WRAPPED_H
#define RIGHTS_WRAPPED_H

#include "base/fail.h"
#include "desk/line.h"

#define WRAPPED_COLUMNS 72
#define WRAPPED_KEPT (-1)

/* In locked memory. */
struct wrapped {
	int fd;         /* WRAPPED_KEPT: none */
	int error;      /* errno of the first write that failed; 0: none */
	char *kept;     /* what was written, in locked memory, without a NUL; wrapped_free frees it */
	size_t n, room; /* bytes of it */
	bool loose;     /* a paragraph is one line, however long: a screen breaks it */
	struct line line;
};

/* Begins on fd, which stays the caller's, or with WRAPPED_KEPT in w->kept. Returns NULL without memory. */
struct wrapped *wrapped_new(int fd) __attribute__((warn_unused_result));

/* Adds to the paragraph: a text; what format makes, never of a name or number; the safe form of what
 * a visitor typed. */
void wrapped_text(struct wrapped *w, const char *text);
void wrapped_print(struct wrapped *w, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void wrapped_person(struct wrapped *w, const char *text, size_t n);

/* Ends the paragraph, of which later lines begin with indent blanks, and wipes it. An empty one is an
 * empty line. */
void wrapped_end(struct wrapped *w, int indent);

/* Adds a paragraph and an empty line. */
void wrapped_paragraph(struct wrapped *w, const char *text);

/* Wipes and frees. Returns 0, or -1 with why when not all was written. */
int wrapped_free(struct wrapped *w, struct fail *why) __attribute__((warn_unused_result));

#endif
