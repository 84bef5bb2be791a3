/* SPDX-License-Identifier: ISC */
/* filing: the certificate of a month, printed or put into a file, for a privacy officer to file. */
#ifndef PURGE_FILING_H
#define PURGE_FILING_H

#include "base/conf.h"

struct filing {
	const char *month;  /* YYYY-MM; NULL: none is asked for */
	const char *output; /* a new file for the text; NULL: standard output */
	const char *pdf; /* a new file for the same as a PDF, instead of standard output; NULL: none */
};

/* Reads the ledger of the register of conf and files the certificate; nothing is changed in the
 * register, and a file that exists is never written over. warn is told what failed. Returns an exit
 * status: 0 done, 1 failed, or done and the ledger is broken, 2 wrong use. */
int filing_run(const struct filing *f, const struct conf *conf, void (*warn)(const char *sentence));

#endif
