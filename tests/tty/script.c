/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "tty/script.h"
#include "tty/act.h"
#include "tty/look.h"
#include "tty/point.h"
#include "tty/words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum script_need { NEEDS_TEXT, MAY_HAVE_TEXT, HAS_NONE, NEEDS_RAW_TEXT };

struct script_verb {
	const char *name;
	enum script_need need;
	bool (*play)(struct stage *st, char *text); /* NULL: repeat and end, which script_play does */
};

struct script_step {
	const struct script_verb *verb;
	const char *whole; /* the line without blanks at its ends */
	const char *text;  /* the argument as written */
	unsigned line;
};

static const struct script_verb verbs[] = {
	{"wait", NEEDS_TEXT, look_wait},
	{"wait-gone", NEEDS_TEXT, look_wait_gone},
	{"expect", NEEDS_TEXT, look_expect},
	{"expect-not", NEEDS_TEXT, look_expect_not},
	{"raw-residue", NEEDS_TEXT, look_residue},
	{"cursor-after", NEEDS_TEXT, look_cursor_after},
	{"cursor-on", NEEDS_TEXT, look_cursor_on},
	{"cell", NEEDS_TEXT, look_cell},
	{"save", NEEDS_TEXT, look_save},
	{"record", NEEDS_TEXT, act_record},
	{"print", MAY_HAVE_TEXT, look_print},
	{"svg", NEEDS_TEXT, look_svg},
	{"type", NEEDS_TEXT, act_type},
	{"click", NEEDS_TEXT, point_click},
	{"pick", NEEDS_TEXT, point_pick},
	{"key", NEEDS_TEXT, act_key},
	{"resize", NEEDS_TEXT, act_resize},
	{"signal", NEEDS_TEXT, act_signal},
	{"pid", NEEDS_TEXT, act_pid},
	{"run", NEEDS_RAW_TEXT, act_run},
	{"exit", NEEDS_TEXT, act_exit},
	{"alive", HAS_NONE, act_alive},
	{"repeat", NEEDS_TEXT, NULL},
	{"end", HAS_NONE, NULL},
};

static const char *
read_all(const char *path, struct buf *all)
{
	bool is_stdin = strcmp(path, "-") == 0;
	FILE *f = is_stdin ? stdin : fopen(path, "re");
	const char *wrong = NULL;
	char part[4096];
	size_t n;

	if (f == NULL)
		return strerror(errno);
	buf_add(all, "", 0);
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		buf_add(all, part, n);
	if (ferror(f))
		wrong = strerror(errno);
	else if (strlen(all->s) != all->n)
		wrong = "not a text";
	if (!is_stdin)
		fclose(f);
	return wrong;
}

static const struct script_verb *
find_verb(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		if (strlen(verbs[i].name) == n && strncmp(verbs[i].name, s, n) == 0)
			return &verbs[i];
	return NULL;
}

/* Returns NULL, or what is wrong with the line. *open is whether a repeat waits for its end. */
static const char *
read_step(struct script_step *step, char *line, bool *open)
{
	size_t n = strcspn(line, " \t");

	step->whole = line;
	step->text = line + n + strspn(line + n, " \t");
	step->verb = find_verb(line, n);
	if (step->verb == NULL)
		return "no such step";
	if (*step->text == '\0' &&
		(step->verb->need == NEEDS_TEXT || step->verb->need == NEEDS_RAW_TEXT))
		return "something is missing";
	if (*step->text != '\0' && step->verb->need == HAS_NONE)
		return "takes nothing more";
	if (step->verb->play != NULL)
		return NULL;
	if (*open == (step->verb->need == NEEDS_TEXT))
		return *open ? "a repeat inside another" : "an end without a repeat";
	*open = !*open;
	return NULL;
}

/* Cuts text into lines and reads them as steps. Returns NULL, or what is wrong in line *number. */
static const char *
read_steps(struct script *script, unsigned *number)
{
	const char *wrong = NULL;
	bool open = false;
	char *line, *next;

	for (line = script->text; line != NULL && wrong == NULL; line = next) {
		size_t n;

		++*number;
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		line += strspn(line, " \t");
		for (n = strlen(line); n > 0 && strchr(" \t\r", line[n - 1]) != NULL; n--)
			line[n - 1] = '\0';
		if (*line == '\0' || *line == '#')
			continue;
		script->steps[script->n].line = *number;
		wrong = read_step(&script->steps[script->n++], line, &open);
	}
	return wrong == NULL && open ? "a repeat without its end" : wrong;
}

int
script_load(struct script *script, const char *path)
{
	struct buf all = {0};
	const char *wrong = read_all(path, &all), *s;
	size_t lines = 1;
	unsigned number = 0;

	*script = (struct script){.name = strcmp(path, "-") == 0 ? "stdin" : path, .text = all.s};
	if (wrong == NULL) {
		for (s = all.s; (s = strchr(s, '\n')) != NULL; s++)
			lines++;
		script->steps = calloc(lines, sizeof *script->steps);
		wrong = script->steps != NULL ? read_steps(script, &number) : "no memory";
	}
	if (wrong == NULL)
		return 0;
	if (number == 0)
		fprintf(stderr, "play: %s: %s\n", script->name, wrong);
	else
		fprintf(stderr, "play: %s:%u: %s\n", script->name, number, wrong);
	script_drop(script);
	return -1;
}

/* Replaces what out holds by the step's text, expanded. */
static bool
expand(const struct script_step *step, struct stage *st, struct buf *out)
{
	const char *wrong = NULL;

	st->line = step->line;
	st->step = step->whole;
	st->meant = NULL;
	out->n = 0;
	if (step->verb->need == NEEDS_RAW_TEXT)
		buf_str(out, step->text);
	else
		wrong = words_expand(step->text, out);
	if (wrong == NULL && out->n == 0 && step->verb->need == NEEDS_TEXT)
		wrong = "nothing is left of the text"; /* which would be found on any screen */
	if (wrong != NULL)
		return stage_fail(st, "%s", wrong);
	st->meant = strcmp(out->s, step->text) != 0 ? out->s : NULL;
	return true;
}

/* The step gets a copy of its text, which it may spoil. */
static bool
play_step(const struct script_step *step, struct stage *st, const char *text)
{
	char *copy = strdup(text);
	bool good = copy != NULL ? step->verb->play(st, copy) : stage_fail(st, "no memory");

	free(copy);
	return good;
}

bool
script_play(const struct script *script, struct stage *st)
{
	struct buf text = {0};
	size_t i, first = 0;
	long times = 0;
	bool good = true;

	st->script = script->name;
	for (i = 0; i < script->n && good; i++) {
		const struct script_step *step = &script->steps[i];

		good = expand(step, st, &text);
		if (!good)
			break;
		if (step->verb->play != NULL) {
			good = play_step(step, st, text.s);
		} else if (step->verb->need == HAS_NONE) {
			if (--times > 0)
				i = first;
		} else {
			good = words_number(text.s, 1, 1000000, &times) || stage_fail(st, "how often?");
			first = i;
		}
	}
	buf_drop(&text);
	return good;
}

void
script_drop(struct script *script)
{
	free(script->text);
	free(script->steps);
	*script = (struct script){0};
}
