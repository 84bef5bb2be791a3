/* SPDX-License-Identifier: ISC */
#include "fault/nth/stage.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define VARIABLES 16
#define OUT_MOST 1048576
/* ms that a person waits for the next byte: of a program in which a call fails it may be the last one, of
 * any other it comes, however busy the machine is */
#define SILENCE 700
#define PATIENCE 10000

int
stage_start(struct stage *s, const char *folder, const char *shim)
{
	int fd;

	s->shim = shim;
	s->limit = 60;
	snprintf(s->folder, sizeof s->folder, "%s/run", folder);
	snprintf(s->out, sizeof s->out, "%s/nth-out", folder);
	snprintf(s->err, sizeof s->err, "%s/nth-err", folder);
	snprintf(s->page_path, sizeof s->page_path, "%s/nth-page", folder);
	fd = open(s->page_path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || ftruncate(fd, sizeof *s->page) != 0)
		return -1;
	s->page = mmap(NULL, sizeof *s->page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	return s->page == MAP_FAILED ? -1 : 0;
}

/* The environment of the program; what is written into room lives as long as the run. */
static void
environment(const struct stage *s, const struct step *step, const struct step *clock,
	bool allocations, char room[static 4][320], char *envp[static VARIABLES])
{
	static const char *const kept[] = {
		"PATH", "LC_ALL", "TZ", "WELKOM_LOCALE_DIR", "NCURSES_GPM_TERMS", "ASAN_OPTIONS"};
	static char term[] = "TERM=xterm-256color";
	size_t i, n = 0;
	char *value;

	for (i = 0; i < sizeof kept / sizeof kept[0]; i++)
		if ((value = getenv(kept[i])) != NULL)
			envp[n++] = value - strlen(kept[i]) - 1;
	snprintf(room[0], sizeof room[0], "LD_PRELOAD=%s", s->shim);
	snprintf(
		room[1], sizeof room[1], "WELKOM_NTH_NOW=%s", step->now != NULL ? step->now : clock->now);
	snprintf(room[2], sizeof room[2], "WELKOM_NTH_UP=%s", step->up != NULL ? step->up : clock->up);
	snprintf(room[3], sizeof room[3], "WELKOM_NTH_PAGE=%s", s->page_path);
	for (i = 0; i < (allocations ? 4 : 3); i++)
		envp[n++] = room[i];
	envp[n++] = term;
	envp[n] = NULL;
}

static char *
read_back(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *text;
	ssize_t n;

	if (fd < 0 || fstat(fd, &st) != 0 || st.st_size > OUT_MOST ||
		(text = malloc((size_t)st.st_size + 1)) == NULL)
		abort();
	n = file_read_all(fd, text, (size_t)st.st_size);
	close(fd);
	text[n < 0 ? 0 : n] = '\0';
	return text;
}

static size_t
count_visits(const char *text)
{
	size_t n = 0;

	for (; text != NULL && *text != '\0'; text = strchr(text, '\n'), text += text != NULL)
		n += *text == '2';
	return n;
}

/* Reads what the program has printed. */
static void
gather(const struct stage *s, const struct talk *talk, struct scene *scene)
{
	char *out = read_back(s->out);

	scene->said = read_back(s->err);
	scene->visits = count_visits(out);
	scene->out = state_normal(out, strlen(out));
	scene->err = state_normal(scene->said, strlen(scene->said));
	free(out);
	if (talk == NULL)
		return;
	free(scene->out);
	scene->out = state_normal(talk->seen, talk->n);
	scene->noted = talk->noted;
	scene->played = talk->done == talk->count;
}

int
stage_look(const struct stage *s, const struct step *step, struct state *state)
{
	return state_read(state, s->folder, &step->tree,
		(step->loose ? STATE_NEW_DIFFERS : 0U) | (step->any_log ? STATE_ANY_LOG : 0U));
}

int
stage_run(struct stage *s, const struct step *step, const struct step *clock, bool reset,
	const struct fault *fault, bool follow, bool look, struct scene *scene)
{
	static struct talk talk;
	const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
	bool allocations = fault->kind == FAULT_ALLOCATION, terminal = step->line_count > 0;
	bool right = fault->kind == FAULT_NONE || (allocations && fault->n == 0);
	struct tracer_plan plan = {.argv = (char *const *)step->argv,
		.limit = s->limit,
		.fault = *fault,
		.follow = follow,
		.terminal = terminal};
	char room[4][320], *envp[VARIABLES];
	int rc;

	*scene = (struct scene){.played = true};
	if (reset && tree_write(&step->tree, s->folder) != 0)
		return -1;
	environment(s, step, clock, allocations, room, envp);
	plan.envp = envp;
	*s->page = (struct nth_page){.fail = allocations ? fault->n : 0};
	plan.err = open(s->err, flags, 0600);
	plan.out = open(s->out, flags, 0600);
	plan.in = terminal
		? talk_begin(&talk, step->lines, step->line_count, right ? PATIENCE : SILENCE)
		: open(step->in != NULL ? step->in : "/dev/null", O_RDONLY | O_CLOEXEC);
	if (plan.err < 0 || plan.out < 0 || plan.in < 0)
		return -1;
	if (terminal) {
		close(plan.out);
		plan.out = plan.in;
		plan.started = talk_started;
		plan.arg = &talk;
	}
	rc = tracer_run(&plan, &scene->outcome);
	if (terminal)
		talk_end(&talk);
	else
		close(plan.out);
	close(plan.in);
	close(plan.err);
	if (rc != 0)
		return -1;
	scene->allocations = s->page->count;
	if (allocations && fault->n > 0)
		scene->outcome.hit = s->page->failed != 0;
	gather(s, terminal ? &talk : NULL, scene);
	return look ? stage_look(s, step, &scene->after) : 0;
}

void
stage_free(struct scene *scene)
{
	free(scene->outcome.calls);
	free(scene->out);
	free(scene->err);
	free(scene->said);
	state_free(&scene->after);
	*scene = (struct scene){0};
}
