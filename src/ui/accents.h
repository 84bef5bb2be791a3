/* SPDX-License-Identifier: ISC */
/* accents: the accented forms of a letter, so that every name can be typed on any keyboard: from
 * Unicode's canonical decompositions (UAX #15), and the few letters that have none, such as ł. */
#ifndef UI_ACCENTS_H
#define UI_ACCENTS_H

#include <stddef.h>
#include <stdint.h>

#define ACCENTS_MOST 35                     /* as many as there are labels: 1 to 9, a to z */
#define ACCENTS_TEXT (ACCENTS_MOST * 6 + 1) /* bytes of the line that offers them */

struct accents {
	size_t n; /* 0: nothing is offered */
	uint32_t forms[ACCENTS_MOST];
	char text[ACCENTS_TEXT]; /* "1é 2è ..." with a NUL */
};

/* Fills *accents with the forms of the letter that begins the n bytes of UTF-8 at letter, of its
 * own case: those of language first, then by how common they are; without the letter itself, but
 * with the plain one when it has an accent already. n is 0 when there are none. */
void accents_of(const char *letter, size_t n, const char *language, struct accents *accents);

/* Returns the form whose label is ch, or 0. */
uint32_t accents_choose(const struct accents *accents, uint32_t ch);

#endif
