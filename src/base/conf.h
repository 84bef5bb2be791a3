/* SPDX-License-Identifier: ISC */
/* conf: the configuration file, read strictly: an unknown, repeated or impossible key is an error
 * that names file, line and key, never something silently ignored (welkom.conf(5)). */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"

#define CONF_VALUE 192 /* bytes of a value with its final NUL */
#define CONF_PATH 512
#define CONF_NAME 40   /* bytes of the organisation's name at most */
#define CONF_REACH 100 /* bytes of a contact at most */

enum conf_basis { CONF_BASIS_UNSET, CONF_CONSENT, CONF_LEGITIMATE_INTEREST, CONF_PUBLIC_TASK };

struct conf {
	char file[CONF_PATH];   /* where it was read from */
	char folder[CONF_PATH]; /* the folder of that file, where recipients lies too */
	/* [register] */
	char state_dir[CONF_VALUE];
	long retention_days; /* 1 to 14 */
	/* [controller] */
	char organisation[CONF_VALUE];
	char contact[CONF_VALUE];
	char officer[CONF_VALUE];
	char health_authority_phone[CONF_VALUE]; /* to call it back on */
	char url[CONF_VALUE];
	enum conf_basis basis;
	char review_by[CONF_VALUE]; /* YYYY-MM-DD, or empty */
	int64_t review_time;        /* the end of that day; 0: unset */
	/* [kiosk] */
	char language[CONF_VALUE];
	char calling_code[CONF_VALUE]; /* digits, or empty */
	long idle_seconds;             /* 20 to 600 */
	bool touch;                    /* keys and buttons on the screen for a finger */
	bool bell;
	bool symptom_notice;          /* asks whoever is ill not to come in */
	char house_rules[CONF_VALUE]; /* where they can be read */
	long staff_key;               /* the number of a function key, 5 to 12; 0: none */
	bool demo;
};

/* Reads file into *conf, defaults where it is silent. Returns 0, or -1 with why. */
int conf_read(struct conf *conf, const char *file, struct fail *why)
	__attribute__((warn_unused_result));

/* Says whether what the law asks to be settled beforehand is not: the screens then say "Trial". */
bool conf_is_trial(const struct conf *conf);

/* Returns the configuration's name of a basis, "" for unset. */
const char *conf_basis_name(enum conf_basis basis);

#endif
