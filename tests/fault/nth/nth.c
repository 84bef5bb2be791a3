/* SPDX-License-Identifier: ISC */
/* nth: does the steps of a file with the programs, again and again, and has another call of theirs
 * fail each time; judges what they say and what is left of the register.
 *   nth [--calls N | --allocations N] [--seed N] [--verbose] [--step NAME [--task N] [--n N]
 *       [--kind N]] FOLDER SHIM STEPS
 * Prints a table; exit 0: no violation. */
#include <getopt.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "base/wipe.h"
#include "fault/nth/choice.h"
#include "fault/nth/judge.h"
#include "fault/nth/tally.h"

struct nth {
	struct stage stage;
	struct steps steps;
	struct tally tally;
	struct choice_plan plan;
	const char *only;
	struct fault exactly;
	bool verbose;
	struct judge *judges;
	struct choice *choices;
};

/* The commands after a fault. Returns whether they did what they should, or false with words; visits:
 * how many were opened, at least enough if so many can be. */
static bool
finish(struct nth *n, const struct judge *j, size_t enough, size_t *visits,
	char words[static JUDGE_TEXT])
{
	const struct fault none = {.kind = FAULT_NONE};
	const struct step *step;
	struct scene scene;
	const char *which;
	bool well = true;
	size_t i;

	*visits = 0;
	if (j->step->alone)
		return true;
	for (i = j->step->once ? 1 : 0; well && i <= n->steps.finish_count; i++) {
		step = i == 0 ? j->step : &n->steps.finish[i - 1];
		if (i > 0 && step->opens && *visits >= enough)
			continue;
		if (stage_run(
				&n->stage, step, j->step, false, &none, false, i > 0 && step->looks, &scene) != 0)
			return false;
		if (step->opens && scene.visits > *visits)
			*visits = scene.visits;
		if (scene.outcome.hung || WIFSIGNALED(scene.outcome.status) ||
			(i > 0 && !step->opens && scene.outcome.status != 0)) {
			snprintf(words, JUDGE_TEXT, "afterwards, %s: status %d, %.300s",
				i == 0 ? "the same again" : step->name, scene.outcome.status, scene.said);
			well = false;
		} else if (i > 0 && step->looks && judge_is_littered(&scene.after, &which)) {
			snprintf(words, JUDGE_TEXT, "afterwards %s is still there", which);
			well = false;
		}
		stage_free(&scene);
	}
	return well;
}

/* Runs a step without a fault, twice, to know what is right. Returns 0, or -1. */
static int
learn(struct nth *n, struct judge *j, struct choice *c)
{
	struct fault none = {.kind = n->plan.allocations ? FAULT_ALLOCATION : FAULT_NONE};
	char words[JUDGE_TEXT] = "";
	struct scene again;
	size_t visits;

	if (stage_run(
			&n->stage, j->step, j->step, true, &none, !n->plan.allocations, true, &j->right) != 0)
		return -1;
	if (!j->right.played || j->right.outcome.hung) {
		fprintf(
			stderr, "nth: %s cannot be played: %s%s\n", j->step->name, j->right.out, j->right.said);
		return -1;
	}
	choice_make(c, &n->plan, &j->right, n->stage.page);
	if (stage_run(&n->stage, j->step, j->step, true, &none, false, true, &again) != 0)
		return -1;
	if (again.outcome.status != j->right.outcome.status || !judge_scene(j, &none, &again, words)) {
		fprintf(stderr, "nth: %s is not the same each time: %s; %s\n", j->step->name, words,
			again.said);
		return -1;
	}
	if (!finish(n, j, SIZE_MAX, &visits, words)) {
		fprintf(stderr, "nth: %s: %s\n", j->step->name, words);
		return -1;
	}
	j->visits = visits - again.noted;
	/* of these two it is known now what comes after */
	(void)tally_is_new(&n->tally, (size_t)(j - n->judges), again.after.text);
	stage_free(&again);
	if (n->verbose)
		fprintf(stderr,
			"%s %s: status %d, %zu calls, %lu allocations, %zu faults, %zu visits, %.0f ms\n",
			steps_program(j->step), j->step->name, j->right.outcome.status, j->right.outcome.count,
			(unsigned long)j->right.allocations, c->count, j->visits,
			j->right.outcome.seconds * 1e3);
	if (tree_write(&j->step->tree, n->stage.folder) != 0 ||
		stage_look(&n->stage, j->step, &j->before) != 0)
		return -1;
	(void)tally_is_new(&n->tally, (size_t)(j - n->judges), j->before.text);
	return 0;
}

/* Says whether the program ran without its shim, since that could not be loaded: with the machine's own
 * clock, of which nothing here is right. */
static bool
lost_its_shim(const struct scene *scene)
{
	return strstr(scene->said, "cannot be preloaded") != NULL;
}

/* Does one step with one fault, and takes note of it. */
static int
try(struct nth *n, size_t i, const struct fault *fault)
{
	struct judge *j = &n->judges[i];
	char words[JUDGE_TEXT] = "";
	struct scene scene;
	size_t visits;
	bool well;

	if (stage_run(&n->stage, j->step, j->step, true, fault, false, true, &scene) != 0)
		return -1;
	if (scene.outcome.hit && !lost_its_shim(&scene)) {
		well = judge_scene(j, fault, &scene, words);
		if (well && tally_is_new(&n->tally, i, scene.after.text)) {
			well = finish(n, j, j->visits + scene.noted, &visits, words);
			if (well && visits < j->visits + scene.noted) {
				snprintf(words, sizeof words, "afterwards %zu visits are opened instead of %zu",
					visits, j->visits + scene.noted);
				well = false;
			}
		}
		tally_add(&n->tally, i, fault, &scene, n->stage.page, well ? NULL : words,
			well || !n->plan.allocations ? NULL : judge_excuse(&scene, n->stage.page));
	}
	if (n->only != NULL && n->verbose)
		fprintf(stderr, "status %d hit %d out: %s err: %s\n%s\n", scene.outcome.status,
			scene.outcome.hit, scene.out, scene.said, scene.after.text);
	stage_free(&scene);
	return 0;
}

static int
try_all(struct nth *n)
{
	size_t i, k;

	choice_share(n->choices, n->steps.count, &n->plan);
	for (i = 0; i < n->steps.count; i++) {
		if (n->only != NULL && strcmp(n->only, n->steps.list[i].name) != 0)
			continue;
		if (n->exactly.n > 0) {
			if (!n->plan.allocations && choice_find(&n->judges[i].right, &n->exactly) != 0)
				return -1;
			if (try(n, i, &n->exactly) != 0)
				return -1;
			continue;
		}
		for (k = 0; k < n->choices[i].take; k++)
			if (try(n, i, &n->choices[i].faults[k]) != 0)
				return -1;
	}
	return 0;
}

static int
parse(struct nth *n, int argc, char **argv)
{
	static const struct option longs[] = {{"calls", required_argument, NULL, 'c'},
		{"allocations", required_argument, NULL, 'a'}, {"seed", required_argument, NULL, 's'},
		{"step", required_argument, NULL, 'S'}, {"task", required_argument, NULL, 't'},
		{"n", required_argument, NULL, 'n'}, {"kind", required_argument, NULL, 'k'},
		{"way", required_argument, NULL, 'w'}, {"verbose", no_argument, NULL, 'v'},
		{NULL, 0, NULL, 0}};
	int c;

	n->plan = (struct choice_plan){.most = 1000, .seed = 1};
	n->exactly.kind = FAULT_ERROR;
	while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
		unsigned long value = optarg != NULL ? strtoul(optarg, NULL, 10) : 0;

		if (c == 'c' || c == 'a')
			n->plan.most = value;
		if (c == 'a')
			n->plan.allocations = true;
		else if (c == 's')
			n->plan.seed = value;
		else if (c == 'S')
			n->only = optarg;
		else if (c == 't')
			n->exactly.task = (unsigned)value;
		else if (c == 'n')
			n->exactly.n = (unsigned)value;
		else if (c == 'k')
			n->exactly.kind = (enum fault_kind)value;
		else if (c == 'w')
			n->exactly.way = (unsigned)(value % FAULT_WAYS);
		else if (c == 'v')
			n->verbose = true;
		else if (c != 'c')
			return -1;
	}
	if (n->plan.allocations && n->exactly.n > 0)
		n->exactly.kind = FAULT_ALLOCATION;
	return argc - optind == 3 ? 0 : -1;
}

int
main(int argc, char **argv)
{
	struct nth n = {0};
	cpu_set_t here;
	size_t i;
	int rc;

	if (parse(&n, argc, argv) != 0 || wipe_start() != 0) {
		fprintf(stderr, "nth: FOLDER SHIM STEPS\n");
		return 2;
	}
	/* whoever stops and whoever waits for it on one processor: four times faster */
	CPU_ZERO(&here);
	CPU_SET((size_t)sched_getcpu(), &here);
	sched_setaffinity(0, sizeof here, &here);
	if (stage_start(&n.stage, argv[optind], argv[optind + 1]) != 0 ||
		steps_read(&n.steps, argv[optind + 2]) != 0)
		return 2;
	if (n.plan.allocations)
		n.stage.limit = 15; /* nobody waits for a lock then */
	n.judges = calloc(n.steps.count, sizeof *n.judges);
	n.choices = calloc(n.steps.count, sizeof *n.choices);
	tally_start(&n.tally, &n.steps);
	for (i = 0; i < n.steps.count; i++) {
		n.judges[i].step = &n.steps.list[i];
		if (n.only != NULL && strcmp(n.only, n.steps.list[i].name) != 0)
			continue;
		n.choices[i].loading = tally_is_first(&n.steps, i);
		if (learn(&n, &n.judges[i], &n.choices[i]) != 0)
			return 2;
	}
	rc = try_all(&n);
	if (rc != 0)
		fprintf(stderr, "nth: nothing can be traced here\n");
	return rc != 0 ? 2 : tally_print(&n.tally, n.plan.allocations) == 0 ? 0 : 1;
}
