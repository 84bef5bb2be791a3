/* SPDX-License-Identifier: ISC */
#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int
fail_set(struct fail *why, const char *format, ...)
{
	va_list args;

	if (why != NULL) {
		va_start(args, format);
		vsnprintf(why->text, sizeof why->text, format, args);
		va_end(args);
	}
	return -1;
}

int
fail_errno(struct fail *why, int error, const char *format, ...)
{
	va_list args;
	size_t used;

	if (why != NULL) {
		va_start(args, format);
		vsnprintf(why->text, sizeof why->text, format, args);
		va_end(args);
		used = strlen(why->text);
		snprintf(why->text + used, sizeof why->text - used, ": %s", strerror(error));
	}
	return -1;
}
