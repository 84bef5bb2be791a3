/* SPDX-License-Identifier: ISC */
/* guide: what to try after the demo's kiosk has ended, as commands to copy into a shell. */
#ifndef SETUP_GUIDE_H
#define SETUP_GUIDE_H

#include <stdint.h>

#include "setup/place.h"

/* Prints the commands that read what was typed between unix times from and to, destroy what is
 * due, and pretend that two weeks have gone by. */
void guide_print(const struct place *place, const char *folder, const char *passphrase,
	int64_t from, int64_t to);

#endif
