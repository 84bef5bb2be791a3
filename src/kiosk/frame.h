/* SPDX-License-Identifier: ISC */
/* frame: the parts that every screen of the kiosk has: whose register it is, and the keys that
 * always work. */
#ifndef KIOSK_FRAME_H
#define KIOSK_FRAME_H

#include "base/nls.h"
#include "kiosk/kiosk.h"

/* Finds out which languages this terminal has the letters of; English always. Once at start. */
void frame_find_languages(struct kiosk *k);

/* Returns the offered language after the one in use. */
const struct nls_language *frame_next_language(const struct kiosk *k);

/* Fills in the parts of page in the language in use. */
void frame_add(struct kiosk *k, struct page *page);

#endif
