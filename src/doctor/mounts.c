/* SPDX-License-Identifier: ISC */
#include "doctor/mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FIELDS 64 /* words of a line at most; of some there may be none or several */

void
mounts_unescape(char *text)
{
	char *out = text;

	for (; *text != '\0'; text++) {
		if (text[0] == '\\' && text[1] >= '0' && text[1] <= '3' && text[2] >= '0' &&
			text[2] <= '7' && text[3] >= '0' && text[3] <= '7') {
			*out++ = (char)((text[1] - '0') * 64 + (text[2] - '0') * 8 + text[3] - '0');
			text += 3;
		} else {
			*out++ = *text;
		}
	}
	*out = '\0';
}

bool
mounts_has(const struct mounts_mount *mount, const char *option)
{
	char word[256];

	snprintf(word, sizeof word, ",%s,", option);
	return strstr(mount->options, word) != NULL;
}

/* Reads a line: id parent major:minor root point options [tags] - type source options. Returns 0, or
 * -1 when it is none. */
static int
parse(char *line, struct mounts_mount *mount)
{
	char *fields[FIELDS] = {NULL}, *word;
	size_t n = 0, dash = 6;

	while (n < FIELDS && (word = strsep(&line, " \n")) != NULL)
		if (*word != '\0')
			fields[n++] = word;
	while (dash < n && strcmp(fields[dash], "-") != 0)
		dash++;
	if (dash + 3 >= n || sscanf(fields[2], "%u:%u", &mount->major, &mount->minor) != 2)
		return -1;
	mounts_unescape(fields[4]);
	if (fields[4][0] != '/')
		return -1;
	mounts_unescape(fields[dash + 2]);
	snprintf(mount->point, sizeof mount->point, "%s", fields[4]);
	snprintf(mount->type, sizeof mount->type, "%s", fields[dash + 1]);
	snprintf(mount->source, sizeof mount->source, "%s", fields[dash + 2]);
	snprintf(mount->options, sizeof mount->options, ",%s,%s,", fields[5], fields[dash + 3]);
	return 0;
}

/* Says whether the absolute path is point or lies below it. */
static bool
is_below(const char *path, const char *point)
{
	size_t n = strlen(point);

	if (strcmp(point, "/") == 0)
		return true;
	return strncmp(path, point, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

int
mounts_find(const struct facts *facts, const char *path, struct mounts_mount *mount)
{
	char full[FACTS_PATH], real[PATH_MAX], *line = NULL;
	struct mounts_mount *one = malloc(sizeof *one);
	const char *inside = real + strlen(facts->root);
	int fd, error, rc = -1;
	FILE *stream = NULL;
	size_t cap = 0;

	mount->point[0] = '\0';
	if (one == NULL || facts_path(facts, path, full) != 0 || realpath(full, real) == NULL)
		goto end;
	fd = facts_open(facts, "/proc/self/mountinfo", O_RDONLY);
	stream = fd < 0 ? NULL : fdopen(fd, "r");
	if (stream == NULL)
		goto end;
	/* of two at one place the later one covers the earlier */
	while (getline(&line, &cap, stream) > 0) {
		if (parse(line, one) != 0 || !is_below(*inside == '\0' ? "/" : inside, one->point) ||
			strlen(one->point) < strlen(mount->point))
			continue;
		*mount = *one;
		rc = 0;
	}
	errno = ENOENT;
end:
	error = errno;
	free(line);
	free(one);
	if (stream != NULL)
		fclose(stream);
	errno = error;
	return rc;
}
