/* SPDX-License-Identifier: ISC */
/* digest: one number for all that a page shows besides what is typed into it. Where it stayed the
 * same, a key changed nothing but the field. */
#ifndef UI_DIGEST_H
#define UI_DIGEST_H

#include <stdint.h>

#include "ui/page.h"

/* Returns the digest of page on this screen, of its size and display: never 0. Texts are compared by
 * what they say, not by where they are; field and reading are left out. */
uint64_t digest_of(const struct screen *s, const struct page *page);

#endif
