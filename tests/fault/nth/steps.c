/* SPDX-License-Identifier: ISC */
#include "fault/nth/steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads all of a file as text. */
static char *
read_text(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = NULL;
	size_t room = 0;

	if (f == NULL)
		return NULL;
	if (getdelim(&text, &room, '\0', f) < 0) {
		free(text);
		text = NULL;
	}
	fclose(f);
	return text;
}

/* Puts Enter for \r. */
static char *
unescape(char *text)
{
	char *p;

	while ((p = strstr(text, "\\r")) != NULL) {
		*p = '\r';
		memmove(p + 1, p + 2, strlen(p + 2) + 1);
	}
	return text;
}

static int
add_line(struct step *s, enum talk_what what, char *text)
{
	if (s->line_count == STEPS_LINES)
		return -1;
	s->lines[s->line_count++] = (struct talk_line){
		.what = what, .text = unescape(text), .number = atoi(text)};
	return 0;
}

static int
add_argument(struct step *s, const char *text)
{
	if (s->argc > STEPS_ARGS)
		return -1;
	s->argv[s->argc++] = text;
	return 0;
}

/* Takes one line of step s. Returns 0, or -1. */
static int
take(struct step *s, const char *word, char *text)
{
	const struct {
		const char *word;
		const char **value;
	} texts[] = {
		{"from", &s->from}, {"now", &s->now}, {"up", &s->up}, {"in", &s->in}, {"made", &s->made}};
	const struct {
		const char *word;
		bool *value;
	} flags[] = {{"tells", &s->tells}, {"loose", &s->loose}, {"new-boxes", &s->new_boxes},
		{"once", &s->once}, {"opens", &s->opens}, {"any-log", &s->any_log}, {"alone", &s->alone},
		{"looks", &s->looks}};
	size_t i;

	for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (strcmp(word, texts[i].word) == 0) {
			*texts[i].value = text;
			return 0;
		}
	for (i = 0; i < sizeof flags / sizeof flags[0]; i++)
		if (strcmp(word, flags[i].word) == 0) {
			*flags[i].value = true;
			return 0;
		}
	if (strcmp(word, "run") == 0 || strcmp(word, "arg") == 0)
		return add_argument(s, text);
	if (strcmp(word, "wait") == 0)
		return add_line(s, TALK_WAIT, text);
	if (strcmp(word, "type") == 0)
		return add_line(s, TALK_TYPE, text);
	if (strcmp(word, "noted") == 0)
		return add_line(s, TALK_NOTED, text);
	if (strcmp(word, "signal") == 0)
		return add_line(s, TALK_SIGNAL, text);
	return -1;
}

/* Begins another step, of list. */
static struct step *
begin(struct step **list, size_t *count, const char *name)
{
	struct step *more = realloc(*list, (*count + 1) * sizeof *more);

	if (more == NULL)
		abort();
	*list = more;
	memset(&more[*count], 0, sizeof *more);
	more[*count].name = name;
	return &more[(*count)++];
}

int
steps_read(struct steps *s, const char *path)
{
	char *line, *next, *text;
	struct step *now = NULL;
	size_t i;

	*s = (struct steps){.text = read_text(path)};
	if (s->text == NULL) {
		fprintf(stderr, "nth: cannot read %s\n", path);
		return -1;
	}
	for (line = s->text; line != NULL && *line != '\0'; line = next) {
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		if (*line == '\0' || *line == '#')
			continue;
		text = strchr(line, ' ');
		if (text != NULL)
			*text++ = '\0';
		else
			text = line + strlen(line);
		if (strcmp(line, "step") == 0) {
			now = begin(&s->list, &s->count, text);
		} else if (strcmp(line, "finish") == 0) {
			now = begin(&s->finish, &s->finish_count, text);
		} else if (now == NULL || take(now, line, text) != 0) {
			fprintf(stderr, "nth: cannot understand: %s %s\n", line, text);
			return -1;
		}
	}
	for (i = 0; i < s->count; i++)
		if (s->list[i].argc == 0 || s->list[i].now == NULL || s->list[i].from == NULL ||
			tree_read(&s->list[i].tree, s->list[i].from) != 0) {
			fprintf(stderr, "nth: step %s lacks something\n", s->list[i].name);
			return -1;
		}
	return 0;
}

const char *
steps_program(const struct step *step)
{
	const char *name = strrchr(step->argv[0], '/');

	return name != NULL ? name + 1 : step->argv[0];
}

void
steps_free(struct steps *s)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		tree_free(&s->list[i].tree);
	free(s->list);
	free(s->finish);
	free(s->text);
}
