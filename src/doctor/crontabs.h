/* SPDX-License-Identifier: ISC */
/* crontabs: which crontab starts welkom-purge (crontab(5), cron(8)). */
#ifndef DOCTOR_CRONTABS_H
#define DOCTOR_CRONTABS_H

#include "doctor/facts.h"
#include "doctor/finding.h"

struct crontabs {
	unsigned n;            /* crontabs that start it, or would if cron took them */
	char path[FACTS_PATH]; /* the first of them */
	struct finding wrong;  /* why cron does not take one; fine: it takes all */
	bool unseen;           /* this account may not look at those of the accounts */
};

/* Looks at the system's crontabs and those of the accounts. */
void crontabs_find(const struct facts *facts, struct crontabs *out);

#endif
