/* SPDX-License-Identifier: ISC */
/* pdf: a page of text as a PDF, made by the program welkom-pdf. */
#ifndef PURGE_PDF_H
#define PURGE_PDF_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "purge/page.h"

/* Makes page into a PDF called title (ASCII). Returns 0 and *bytes, *n of them, to be freed by the
 * caller; or -1 with why. welkom-pdf says on standard error what it lacks. */
int pdf_make(const struct page *page, const char *title, uint8_t **bytes, size_t *n,
	struct fail *why) __attribute__((warn_unused_result));

#endif
