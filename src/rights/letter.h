/* SPDX-License-Identifier: ISC */
/* letter: the answer to a person who asked, written where it was asked for, and who else has to know. */
#ifndef RIGHTS_LETTER_H
#define RIGHTS_LETTER_H

#include "rights/reply.h"
#include "rights/rights.h"
#include "rights/wrapped.h"

/* Writes the letter kind about r->picked to w. That nothing is held is only written when all could be
 * read. Returns 0, or -1 with why. */
int letter_compose(struct rights *r, enum reply_kind kind, struct wrapped *w, struct fail *why)
	__attribute__((warn_unused_result));

/* Writes it where rights_begin said, and ends that: what is not whole is destroyed. Returns 0, or -1
 * with why. */
int letter_write(struct rights *r, enum reply_kind kind, struct fail *why)
	__attribute__((warn_unused_result));

/* Names on standard error the hand-overs whose receivers have to know of what was changed; of
 * REPLY_ACCESS and REPLY_NOTHING there are none. Returns 0, or -1 with why. */
int letter_tell(struct rights *r, enum reply_kind kind, struct fail *why)
	__attribute__((warn_unused_result));

/* letter_write, then letter_tell. */
int letter_send(struct rights *r, enum reply_kind kind, struct fail *why)
	__attribute__((warn_unused_result));

#endif
