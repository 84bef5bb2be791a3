/* SPDX-License-Identifier: ISC */
/* moment: points in time as people write them and as files keep them (ISO 8601, RFC 3339). */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include <stddef.h>
#include <stdint.h>

#define MOMENT_TEXT 24   /* bytes of a printed moment with its final NUL */
#define MOMENT_ZONED 48  /* the same with a zone */
#define MOMENT_HOUR 3600 /* seconds */

/* Reads "YYYY-MM-DDTHH:MM[:SS]" (a blank may stand for the T) into *t, seconds since 1970. It is
 * local time unless "Z", "+HH:MM" or "-HH:MM" follows. Returns 0, or -1 when it is no such time:
 * also a local time that the change to summer time leaves out. */
int moment_parse(const char *text, int64_t *t) __attribute__((warn_unused_result));

/* Reads the date "YYYY-MM-DD" into *t, its local midnight. Returns 0, or -1. */
int moment_parse_day(const char *text, int64_t *t) __attribute__((warn_unused_result));

/* Writes t as "YYYY-MM-DDTHH:MM:SSZ". */
void moment_print_utc(int64_t t, char out[static MOMENT_TEXT]);

/* Writes t as local "YYYY-MM-DD HH:MM". */
void moment_print_local(int64_t t, char out[static MOMENT_TEXT]);

/* The same with the zone's abbreviation behind it, such as "CET". */
void moment_print_zoned(int64_t t, char out[static MOMENT_ZONED]);

#endif
