/* SPDX-License-Identifier: ISC */
/* folding: libunistring's folding of case goes another way. For a test that is linked with --wrap of
 * u8_casefold (Makefile.am). */
#ifndef UNIT_FOLDING_H
#define UNIT_FOLDING_H

enum folding_way {
	FOLDING_USUAL,
	FOLDING_NO_MEMORY,
	FOLDING_OWN_ROOM, /* its result lies in room of its own, although there was enough */
};

/* From now on it goes that way. */
void folding_goes(enum folding_way wanted);

#endif
