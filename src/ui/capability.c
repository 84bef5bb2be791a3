/* SPDX-License-Identifier: ISC */
#include "ui/capability.h"

#include <curses.h>
#include <stdio.h>
#include <term.h>

bool
capability_is_there(const char *name)
{
	const char *sequence = tigetstr(name);

	return sequence != NULL && sequence != (char *)-1;
}

void
capability_send(const char *name)
{
	if (!capability_is_there(name))
		return;
	putp(tigetstr(name));
	fflush(stdout);
}
