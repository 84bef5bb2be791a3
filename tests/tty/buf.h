/* SPDX-License-Identifier: ISC */
/* buf: bytes that grow. A buf that is all zero is empty and ready for use. */
#ifndef TTY_BUF_H
#define TTY_BUF_H

#include <stddef.h>
#include <stdint.h>

/* s holds n bytes and a NUL after them; it is NULL until something has been added. The buf owns s. */
struct buf {
	char *s;
	size_t n;
	size_t cap;
};

/* Adds n bytes. p may be "" and n 0, which makes s a string. Ends the program when there is no memory. */
void buf_add(struct buf *b, const char *p, size_t n);

/* Adds a string without its NUL. */
void buf_str(struct buf *b, const char *s);

/* Adds one code point as UTF-8. Above U+10FFFF it adds U+FFFD. */
void buf_utf8(struct buf *b, uint32_t c);

/* Takes the first n bytes away; n is at most b->n. */
void buf_cut(struct buf *b, size_t n);

/* Frees the bytes and leaves the buf empty. */
void buf_drop(struct buf *b);

#endif
