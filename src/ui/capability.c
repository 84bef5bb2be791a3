/* SPDX-License-Identifier: ISC */
#include "ui/capability.h"

#include <curses.h>
#include <stdio.h>
#include <term.h>

void
capability_send(const char *name)
{
	const char *sequence = tigetstr(name);

	if (sequence == NULL || sequence == (char *)-1)
		return;
	putp(sequence);
	fflush(stdout);
}
