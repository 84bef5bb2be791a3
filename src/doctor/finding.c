/* SPDX-License-Identifier: ISC */
#include "doctor/finding.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/nls.h"

void
finding_set(struct finding *f, enum finding_result result, const char *format, ...)
{
	va_list args;

	f->result = result;
	f->remedy[0] = '\0';
	va_start(args, format);
	vsnprintf(f->found, sizeof f->found, format, args);
	va_end(args);
}

void
finding_remedy(struct finding *f, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(f->remedy, sizeof f->remedy, format, args);
	va_end(args);
}

void
finding_unread(struct finding *f, enum finding_result result, const char *path, int error)
{
	if (error == EACCES || error == EPERM) {
		finding_set(f, FINDING_UNSEEN, _("this account may not read %s"), path);
		finding_remedy(f, _("Run as root to see this."));
		return;
	}
	if (error == ENOENT)
		finding_set(f, result, _("there is no %s"), path);
	else
		finding_set(f, result, _("cannot read %s: %s"), path, strerror(error));
}

void
finding_withheld(struct finding *f)
{
	f->result = FINDING_NOTE;
	f->remedy[0] = '\0';
}

void
finding_worse(struct finding *f, const struct finding *other)
{
	if (other->result > f->result)
		*f = *other;
}

const char *
finding_word(enum finding_result result)
{
	static const char *const words[] = {
		[FINDING_FINE] = "fine",
		[FINDING_NONE] = "not-applicable",
		[FINDING_NOTE] = "note",
		[FINDING_UNSEEN] = "unseen",
		[FINDING_WARNING] = "warning",
		[FINDING_WRONG] = "wrong",
	};

	return words[result];
}
