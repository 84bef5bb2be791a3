/* SPDX-License-Identifier: ISC */
#include "tty/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
make_room(struct buf *b, size_t n)
{
	size_t cap = b->cap != 0 ? b->cap : 64;
	char *s;

	while (cap < b->n + n + 1)
		cap *= 2;
	if (cap == b->cap)
		return;
	s = realloc(b->s, cap);
	if (s == NULL) {
		fputs("play: no memory\n", stderr);
		exit(1);
	}
	b->s = s;
	b->cap = cap;
}

void
buf_add(struct buf *b, const char *p, size_t n)
{
	make_room(b, n);
	memcpy(b->s + b->n, p, n);
	b->n += n;
	b->s[b->n] = '\0';
}

void
buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_utf8(struct buf *b, uint32_t c)
{
	char u[4];

	if (c > 0x10ffff)
		c = 0xfffd;
	if (c < 0x80) {
		u[0] = (char)c;
		buf_add(b, u, 1);
		return;
	}
	u[3] = (char)(0x80 | (c & 0x3f));
	u[2] = (char)(0x80 | (c >> 6 & 0x3f));
	u[1] = (char)(0x80 | (c >> 12 & 0x3f));
	if (c < 0x800) {
		u[2] = (char)(0xc0 | c >> 6);
		buf_add(b, u + 2, 2);
	} else if (c < 0x10000) {
		u[1] = (char)(0xe0 | c >> 12);
		buf_add(b, u + 1, 3);
	} else {
		u[0] = (char)(0xf0 | c >> 18);
		buf_add(b, u, 4);
	}
}

void
buf_cut(struct buf *b, size_t n)
{
	if (n == 0)
		return;
	memmove(b->s, b->s + n, b->n - n + 1);
	b->n -= n;
}

void
buf_drop(struct buf *b)
{
	free(b->s);
	*b = (struct buf){0};
}
