/* SPDX-License-Identifier: ISC */
#include "doctor/annals.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/moment.h"

#define DAY (24 * MOMENT_HOUR)

/* Going through the lines. */
struct reader {
	const struct facts *facts;
	struct annals *annals;
	int64_t day; /* of the last line */
	uint64_t entries;
};

/* Takes note of a purge at time t with the fields, which are cut up. */
static void
take_purge(struct reader *r, int64_t t, char *fields)
{
	long long late = 0;
	bool off = false;
	char *field;

	if (t / DAY != r->day)
		r->entries = 0;
	r->day = t / DAY;
	while ((field = strsep(&fields, "\t")) != NULL) {
		if (strncmp(field, "entries=", 8) == 0)
			r->entries += strtoull(field + 8, NULL, 10);
		else if (strncmp(field, "late=", 5) == 0)
			late = strtoll(field + 5, NULL, 10);
		else if (strcmp(field, "cause=off") == 0)
			off = true;
	}
	if (r->entries > r->annals->peak)
		r->annals->peak = r->entries;
	if (!off || t < r->facts->now.realtime - ANNALS_DAYS * DAY || t > r->facts->now.realtime + DAY)
		return;
	r->annals->off++;
	if (late > r->annals->longest)
		r->annals->longest = late;
}

/* n <tab> time <tab> what <tab> fields */
static void
take_line(struct reader *r, char *line)
{
	const char *time, *what;
	int64_t t;

	line[strcspn(line, "\n")] = '\0';
	strsep(&line, "\t");
	time = strsep(&line, "\t");
	what = strsep(&line, "\t");
	if (what != NULL && line != NULL && strcmp(what, "purge") == 0 && moment_parse(time, &t) == 0)
		take_purge(r, t, line);
}

int
annals_read(const struct facts *facts, struct annals *annals)
{
	struct reader r = {.facts = facts, .annals = annals};
	char path[FACTS_PATH], *line = NULL;
	FILE *stream = NULL;
	size_t cap = 0;
	int fd;

	memset(annals, 0, sizeof *annals);
	snprintf(path, sizeof path, "%s/state/ledger", facts->conf.state_dir);
	fd = facts_open(facts, path, O_RDONLY | O_NOFOLLOW);
	if (fd >= 0)
		stream = fdopen(fd, "r");
	if (stream == NULL)
		return -1;
	while (getline(&line, &cap, stream) > 0)
		take_line(&r, line);
	free(line);
	fclose(stream);
	return 0;
}
