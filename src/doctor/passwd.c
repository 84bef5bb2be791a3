/* SPDX-License-Identifier: ISC */
#include "doctor/passwd.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS 7

/* Cuts line at its colons into at most FIELDS fields; those it has not are "". */
static void
split(char *line, char *fields[static FIELDS])
{
	char *end = line + strlen(line);
	size_t i;

	for (i = 0; i < FIELDS; i++)
		fields[i] = line != NULL ? strsep(&line, ":") : end;
}

/* Finds the line of the file path whose field number at is word. *text becomes the file, which is to
 * be freed, and fields are in it. Returns 0, or -1 with errno (ESRCH: no such line). */
static int
find_line(const struct facts *facts, const char *path, size_t at, const char *word, char **text,
	char *fields[static FIELDS])
{
	char *line, *rest = *text = facts_text(facts, path);

	if (rest == NULL)
		return -1;
	while ((line = strsep(&rest, "\n")) != NULL) {
		split(line, fields);
		if (*fields[0] != '\0' && strcmp(fields[at], word) == 0)
			return 0;
	}
	free(*text);
	*text = NULL;
	errno = ESRCH;
	return -1;
}

static int
find_account(const struct facts *facts, size_t at, const char *word, struct passwd_account *account)
{
	char *fields[FIELDS], *text;

	if (find_line(facts, "/etc/passwd", at, word, &text, fields) != 0)
		return -1;
	snprintf(account->name, sizeof account->name, "%s", fields[0]);
	snprintf(account->shell, sizeof account->shell, "%s", fields[6]);
	account->uid = (uid_t)strtoul(fields[2], NULL, 10);
	account->gid = (gid_t)strtoul(fields[3], NULL, 10);
	free(text);
	return 0;
}

int
passwd_find(const struct facts *facts, const char *name, struct passwd_account *account)
{
	return find_account(facts, 0, name, account);
}

int
passwd_of(const struct facts *facts, uid_t uid, struct passwd_account *account)
{
	char word[24];

	snprintf(word, sizeof word, "%lu", (unsigned long)uid);
	return find_account(facts, 2, word, account);
}

static int
find_group(const struct facts *facts, size_t at, const char *word, struct passwd_group *group)
{
	char *fields[FIELDS], *text;

	if (find_line(facts, "/etc/group", at, word, &text, fields) != 0)
		return -1;
	snprintf(group->name, sizeof group->name, "%s", fields[0]);
	snprintf(group->members, sizeof group->members, ",%s,", fields[3]);
	group->gid = (gid_t)strtoul(fields[2], NULL, 10);
	free(text);
	return 0;
}

int
passwd_group(const struct facts *facts, const char *name, struct passwd_group *group)
{
	return find_group(facts, 0, name, group);
}

int
passwd_group_of(const struct facts *facts, gid_t gid, struct passwd_group *group)
{
	char word[24];

	snprintf(word, sizeof word, "%lu", (unsigned long)gid);
	return find_group(facts, 2, word, group);
}

bool
passwd_is_in(const struct passwd_account *account, const struct passwd_group *group)
{
	char word[PASSWD_NAME + 2];

	snprintf(word, sizeof word, ",%s,", account->name);
	return account->gid == group->gid || strstr(group->members, word) != NULL;
}

int
passwd_has_password(const struct facts *facts, const char *name, bool *can)
{
	char *fields[FIELDS], *text;

	if (find_line(facts, "/etc/shadow", 0, name, &text, fields) != 0)
		return -1;
	*can = *fields[1] != '!' && *fields[1] != '*';
	memset(text, 0, strlen(text)); /* a hash that nobody needs to keep */
	free(text);
	return 0;
}
