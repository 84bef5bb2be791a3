/* SPDX-License-Identifier: ISC */
/* reply: the letters to a person who asked for the own entries, in that person's language, with what
 * articles 12 to 21 of the GDPR ask for. A name stands nowhere but here. */
#ifndef RIGHTS_REPLY_H
#define RIGHTS_REPLY_H

#include "handover/exports.h"
#include "rights/find.h"
#include "rights/wrapped.h"

enum reply_kind {
	REPLY_ACCESS,    /* all that is held (article 15) */
	REPLY_ERASED,    /* (article 17) */
	REPLY_OBJECTED,  /* erased, since the person objects (article 21) */
	REPLY_RECTIFIED, /* as it reads now (article 16) */
	REPLY_NOTHING,   /* nothing is held */
};

struct reply {
	struct desk *d;
	enum reply_kind kind;
	const char *language;  /* of the letter; NULL: that of the desk */
	const char *reference; /* of the request */
	int64_t received;      /* when the person asked */
	const struct find_match *const *matches;
	size_t n;                          /* of them; 0 where an entry was erased without a key */
	const struct exports_list *handed; /* to whom they were handed out */
	bool part;                         /* something in the register could not be read */
};

/* Writes the letter to w. */
void reply_write(const struct reply *reply, struct wrapped *w);

/* Writes to out (YYYY-MM-DD) the last day to answer who asked at unix time received: the same day of
 * the next month, or its last (GDPR article 12(3)). */
#define REPLY_DAY 11
void reply_last_day(int64_t received, char out[static REPLY_DAY]);

#endif
