/* SPDX-License-Identifier: ISC */
#include "doctor/crontabs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nls.h"
#include "doctor/passwd.h"

#define PROGRAM "welkom-purge"
#define LINE 1024

/* Going through the files of a folder. */
struct search {
	const struct facts *facts;
	struct crontabs *out;
	const char *folder;
	bool system; /* the account is a word of each line, and the file must be root's */
};

/* Finds the first line of text that starts the program, and copies it. Returns whether there is. */
static bool
find_line(const char *text, char line[static LINE])
{
	size_t n;

	for (; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		snprintf(line, LINE, "%.*s", (int)(n < LINE ? n : LINE - 1), text);
		if (line[strspn(line, " \t")] != '#' && strstr(line, PROGRAM) != NULL)
			return true;
	}
	return false;
}

/* Returns word number n, counted from 0, of line, which is cut up, or NULL. */
static char *
word_of(char *line, unsigned n)
{
	char *word = strtok_r(line, " \t", &line);

	while (word != NULL && n-- > 0)
		word = strtok_r(NULL, " \t", &line);
	return word;
}

/* The purge must run as the account to which the register belongs: what it makes is its own. */
static void
judge_account(const struct search *s, const char *path, const char *name)
{
	struct finding *f = &s->out->wrong;
	struct passwd_account account, keeper;

	if (name == NULL || passwd_find(s->facts, name, &account) != 0)
		finding_set(f, FINDING_WRONG, _("%s names the account %s, which does not exist"), path,
			name == NULL ? "-" : name);
	if ((s->facts->shared ? passwd_find(s->facts, FACTS_KEEPER, &keeper)
						  : passwd_of(s->facts, s->facts->owner, &keeper)) != 0)
		return;
	if (f->result == FINDING_FINE && account.uid != keeper.uid)
		finding_set(f, FINDING_WRONG, _("%s starts it as %s instead of %s"), path, account.name,
			keeper.name);
	if (f->result != FINDING_FINE)
		finding_remedy(f, _("Name %s there: the register is its own."), keeper.name);
}

/* What cron asks of a system's crontab: the account of its line, an end to its last line, an owner
 * and a mode; and of its name, where it is in a folder. */
static void
judge(const struct search *s, const char *path, const char *text, char line[static LINE])
{
	struct finding *f = &s->out->wrong;
	const char *name = strrchr(path, '/') + 1;
	size_t n = strlen(text);
	struct stat st;

	if (s->facts->stat(s->facts, path, &st) == 0 && (st.st_uid != 0 || (st.st_mode & 022) != 0)) {
		finding_set(f, FINDING_WRONG, _("cron leaves out %s: others could change it"), path);
		finding_remedy(f, "chown root:root %s; chmod 644 %s", path, path);
		return;
	}
	if (strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") !=
		strlen(name)) {
		finding_set(f, FINDING_WRONG, _("cron leaves out %s: its name has a dot"), path);
		finding_remedy(f, "mv %s %s/welkom", path, s->folder);
		return;
	}
	if (text[n - 1] != '\n' && n < FACTS_TEXT - 1) {
		finding_set(f, FINDING_WRONG, _("cron leaves out %s: its last line has no end"), path);
		finding_remedy(f, "echo >> %s", path);
		return;
	}
	judge_account(s, path, word_of(line, line[strspn(line, " \t")] == '@' ? 1 : 5));
}

static bool
take_file(void *arg, const char *name)
{
	char path[FACTS_PATH], line[LINE], *text;
	struct search *s = arg;

	if ((size_t)snprintf(path, sizeof path, "%s/%s", s->folder, name) >= sizeof path)
		return true;
	text = facts_text(s->facts, path);
	if (text != NULL && find_line(text, line)) {
		if (s->out->n++ == 0)
			strcpy(s->out->path, path);
		if (s->system && s->out->wrong.result == FINDING_FINE)
			judge(s, path, text, line);
		else if (s->out->wrong.result == FINDING_FINE)
			judge_account(s, path, name);
	} else if (text == NULL && errno == EACCES && !s->system) {
		s->out->unseen = true;
	}
	free(text);
	return true;
}

void
crontabs_find(const struct facts *facts, struct crontabs *out)
{
	struct search s = {.facts = facts, .out = out, .folder = "/etc/cron.d", .system = true};

	memset(out, 0, sizeof *out);
	facts_each(facts, s.folder, take_file, &s);
	s.folder = "/etc";
	take_file(&s, "crontab");
	s.system = false;
	s.folder = "/var/spool/cron/crontabs";
	if (facts_each(facts, s.folder, take_file, &s) != 0 && errno == EACCES)
		out->unseen = true;
	s.folder = "/var/spool/cron"; /* of other systems than Debian; a folder is no text */
	if (facts_each(facts, s.folder, take_file, &s) != 0 && errno == EACCES)
		out->unseen = true;
}
