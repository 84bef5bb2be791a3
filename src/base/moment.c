/* SPDX-License-Identifier: ISC */
#include "base/moment.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Reads exactly count digits at *s into *value and moves on. Returns 0, or -1. */
static int
digits(const char **s, int count, int *value)
{
	*value = 0;
	for (; count > 0; count--, (*s)++) {
		if (!isdigit((unsigned char)**s))
			return -1;
		*value = *value * 10 + (**s - '0');
	}
	return 0;
}

static int
literal(const char **s, char c)
{
	if (**s != c)
		return -1;
	(*s)++;
	return 0;
}

static int
read_date(const char **s, struct tm *tm)
{
	if (digits(s, 4, &tm->tm_year) != 0 || literal(s, '-') != 0 || digits(s, 2, &tm->tm_mon) != 0 ||
		literal(s, '-') != 0 || digits(s, 2, &tm->tm_mday) != 0)
		return -1;
	if (tm->tm_year < 1970 || tm->tm_mon < 1 || tm->tm_mon > 12 || tm->tm_mday < 1)
		return -1;
	tm->tm_year -= 1900;
	tm->tm_mon--;
	return 0;
}

static int
read_time(const char **s, struct tm *tm)
{
	if (digits(s, 2, &tm->tm_hour) != 0 || literal(s, ':') != 0 || digits(s, 2, &tm->tm_min) != 0)
		return -1;
	if (**s == ':') {
		(*s)++;
		if (digits(s, 2, &tm->tm_sec) != 0)
			return -1;
	}
	return tm->tm_hour > 23 || tm->tm_min > 59 || tm->tm_sec > 59 ? -1 : 0;
}

/* Reads "Z" or "+HH:MM" into *seconds east of UTC. Returns 0, or -1. */
static int
read_offset(const char **s, int *seconds)
{
	int sign, hours, minutes;

	*seconds = 0;
	if (literal(s, 'Z') == 0)
		return 0;
	if (**s != '+' && **s != '-')
		return -1;
	sign = **s == '-' ? -1 : 1;
	(*s)++;
	if (digits(s, 2, &hours) != 0 || literal(s, ':') != 0 || digits(s, 2, &minutes) != 0)
		return -1;
	if (hours > 14 || minutes > 59)
		return -1;
	*seconds = sign * (hours * 3600 + minutes * 60);
	return 0;
}

/* Turns tm into *t; a date or time that the calendar does not have comes back changed. */
static int
convert(const struct tm *tm, time_t (*make)(struct tm *), int64_t *t)
{
	struct tm copy = *tm;

	copy.tm_isdst = -1;
	*t = make(&copy);
	if (copy.tm_mday != tm->tm_mday || copy.tm_mon != tm->tm_mon || copy.tm_hour != tm->tm_hour ||
		copy.tm_min != tm->tm_min)
		return -1;
	return 0;
}

int
moment_parse(const char *text, int64_t *t)
{
	struct tm tm = {0};
	int offset;

	if (read_date(&text, &tm) != 0 || (*text != 'T' && *text != ' '))
		return -1;
	text++;
	if (read_time(&text, &tm) != 0)
		return -1;
	if (*text == '\0')
		return convert(&tm, mktime, t);
	if (read_offset(&text, &offset) != 0 || *text != '\0' || convert(&tm, timegm, t) != 0)
		return -1;
	*t -= offset;
	return 0;
}

int
moment_parse_day(const char *text, int64_t *t)
{
	struct tm tm = {0}, copy;

	if (read_date(&text, &tm) != 0 || *text != '\0')
		return -1;
	copy = tm;
	copy.tm_isdst = -1;
	*t = mktime(&copy);
	return copy.tm_mday == tm.tm_mday ? 0 : -1;
}

void
moment_print_utc(int64_t t, char out[static MOMENT_TEXT])
{
	time_t seconds = t;
	struct tm tm;

	if (gmtime_r(&seconds, &tm) == NULL ||
		strftime(out, MOMENT_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		strcpy(out, "?");
}

void
moment_print_local(int64_t t, char out[static MOMENT_TEXT])
{
	time_t seconds = t;
	struct tm tm;

	if (localtime_r(&seconds, &tm) == NULL ||
		strftime(out, MOMENT_TEXT, "%Y-%m-%d %H:%M", &tm) == 0)
		strcpy(out, "?");
}

void
moment_print_zoned(int64_t t, char out[static MOMENT_ZONED])
{
	time_t seconds = t;
	struct tm tm;

	if (localtime_r(&seconds, &tm) == NULL ||
		strftime(out, MOMENT_ZONED, "%Y-%m-%d %H:%M %Z", &tm) == 0)
		strcpy(out, "?");
}
