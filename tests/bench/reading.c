/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "bench/reading.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define LINE 512
#define MOMENT "%Y-%m-%dT%H:%M:%SZ"

int
reading_start(const struct reading_desk *desk, int64_t from, int64_t to, struct errand *e)
{
	char begin[32], end[32];
	time_t t[] = {from, to};
	const char *argv[] = {"welkom-desk", "trace", "--config", desk->config, "--key", desk->key,
		"--passphrase-file", desk->passphrase_file, "--from", begin, "--to", end, "--reason",
		"contact-tracing", "--format", "csv", NULL};

	strftime(begin, sizeof begin, "%Y-%m-%dT%H:%MZ", gmtime(&t[0]));
	strftime(end, sizeof end, "%Y-%m-%dT%H:%MZ", gmtime(&t[1]));
	return errand_start(e, (char **)argv);
}

bool
reading_begin(struct errand *e)
{
	char line[LINE];

	return fgets(line, sizeof line, e->said) != NULL &&
		strcmp(line, "arrived,name,phone,destroy_by\r\n") == 0;
}

/* Takes a cell in quotes at *at, without the ' that a spreadsheet must see before a +. */
static bool
take_cell(const char **at, char out[static READING_TEXT])
{
	const char *p = *at;
	size_t n = 0;

	if (*p++ != '"')
		return false;
	p += *p == '\'';
	while (*p != '\0' && (*p != '"' || p[1] == '"') && n < READING_TEXT - 1) {
		p += *p == '"';
		out[n++] = *p++;
	}
	out[n] = '\0';
	*at = p + 1;
	return *p == '"' && p[1] == ',';
}

static bool
take_moment(const char **at, char stop, int64_t *t)
{
	struct tm tm = {0};
	const char *end = strptime(*at, MOMENT, &tm);

	if (end == NULL || *end != stop)
		return false;
	*t = timegm(&tm);
	*at = end;
	return true;
}

int
reading_next(struct errand *e, struct reading_row *row)
{
	char line[LINE];
	const char *at = line;

	if (fgets(line, sizeof line, e->said) == NULL)
		return 0;
	if (!take_moment(&at, ',', &row->arrived))
		return -1;
	at++;
	if (!take_cell(&at, row->name))
		return -1;
	at++;
	if (!take_cell(&at, row->phone))
		return -1;
	at++;
	return take_moment(&at, '\r', &row->destroy_by) && strcmp(at, "\r\n") == 0 ? 1 : -1;
}
