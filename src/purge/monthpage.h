/* SPDX-License-Identifier: ISC */
/* monthpage: the certificate of a month as a page, in the language in use. */
#ifndef PURGE_MONTHPAGE_H
#define PURGE_MONTHPAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/conf.h"
#include "purge/month.h"
#include "purge/page.h"

/* What the page is about. */
struct monthpage {
	const struct conf *conf;
	const struct month *month;
	const char *path;               /* of the register */
	const char *broken;             /* what is wrong with the ledger; NULL: it is whole */
	const struct ledger_head *head; /* its last line that is right */
	int64_t now;                    /* trusted time, seconds since 1970 */
	bool doubt;                     /* the clock is in doubt */
};

/* Adds the certificate to page; page->failed says whether there was enough memory. */
void monthpage_make(struct page *page, const struct monthpage *m);

#endif
