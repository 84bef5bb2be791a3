/* SPDX-License-Identifier: ISC */
/* notice: what a visitor is told before typing (GDPR article 13), from the configuration, in the
 * language in use. Two layers: the first has at most 60 words, the second is complete. */
#ifndef VISIT_NOTICE_H
#define VISIT_NOTICE_H

#include <stddef.h>
#include <stdint.h>

#include "base/conf.h"

#define NOTICE_LINES 13
#define NOTICE_TEXT 512   /* bytes of a paragraph with its final NUL */
#define NOTICE_MOMENT 128 /* bytes of a moment in words */

struct notice {
	size_t n;
	char lines[NOTICE_LINES][NOTICE_TEXT];
};

/* Writes the moment before which an entry of this due is destroyed, in local time and words: "Sat
 * 6 December, before 11:00". due is an hour since 1970; the purge runs within the hour after it. */
void notice_moment(uint32_t due, char out[static NOTICE_MOMENT]);

/* Fills *notice with the first layer: five short paragraphs. */
void notice_first(const struct conf *conf, uint32_t due, struct notice *notice);

/* Fills *notice with the complete text. */
void notice_full(const struct conf *conf, uint32_t due, struct notice *notice);

#endif
