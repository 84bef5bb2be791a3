/* SPDX-License-Identifier: ISC */
/* settings: what systemd's own configuration files say (systemd-system.conf(5), logind.conf(5)). */
#ifndef DOCTOR_SETTINGS_H
#define DOCTOR_SETTINGS_H

#include "doctor/facts.h"

#define SETTINGS_VALUE 64

/* Finds the last value of key in NAME.conf and the files of NAME.conf.d, with name "system" or
 * "logind". Returns 0 and the value, or -1 when it is set nowhere. */
int settings_find(const struct facts *facts, const char *name, const char *key,
	char value[static SETTINGS_VALUE]) __attribute__((warn_unused_result));

#endif
