/* SPDX-License-Identifier: ISC */
#include "fault/nth/tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
tally_start(struct tally *t, const struct steps *steps)
{
	*t = (struct tally){.steps = steps};
	t->lines = calloc(steps->count, sizeof *t->lines);
	if (t->lines == NULL)
		abort();
}

bool
tally_is_first(const struct steps *steps, size_t i)
{
	size_t k;

	for (k = 0; k < i; k++)
		if (strcmp(steps_program(&steps->list[k]), steps_program(&steps->list[i])) == 0)
			return false;
	return true;
}

/* Adds value to a set. Returns whether it was not in it. */
static bool
add(uint64_t **set, size_t *count, uint64_t value)
{
	size_t i;

	for (i = 0; i < *count; i++)
		if ((*set)[i] == value)
			return false;
	if ((*count & (*count + 1)) == 0) {
		*set = realloc(*set, 2 * (*count + 1) * sizeof **set);
		if (*set == NULL)
			abort();
	}
	(*set)[(*count)++] = value;
	return true;
}

bool
tally_is_new(struct tally *t, size_t i, const char *text)
{
	uint64_t hash = 14695981039346656037ULL; /* FNV-1a */

	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211ULL;
	return add(&t->lines[i].states, &t->lines[i].state_count, hash);
}

void
tally_add(struct tally *t, size_t i, const struct fault *fault, const struct scene *scene,
	const struct nth_page *page, const char *words, const char *excuse)
{
	const struct step *step = &t->steps->list[i];
	const struct tracer_outcome *o = &scene->outcome;
	struct tally_line *line = &t->lines[i];
	char room[16];

	line->tried++;
	line->kinds[fault->kind]++;
	line->seconds += o->seconds;
	add(&line->points, &line->point_count, ((uint64_t)fault->task << 32) | fault->n);
	if (fault->kind != FAULT_ALLOCATION && o->nr >= 0 && o->nr < 1024)
		t->calls[o->nr] = true;
	if (words == NULL)
		return;
	if (excuse != NULL) {
		line->excused++;
		printf("exception: %s, %s: allocation %u (%s+0x%lx): %s: %s\n", steps_program(step),
			step->name, fault->n, page->module, (unsigned long)page->offset, words, excuse);
		return;
	}
	line->wrong++;
	printf("violation: %s, %s: ", steps_program(step), step->name);
	if (fault->kind == FAULT_ALLOCATION)
		printf("allocation %u (%s+0x%lx)", fault->n, page->module, (unsigned long)page->offset);
	else
		printf("%s%s(%ld), call %u of task %u: %s (%d), way %u", fault_call(o->nr, room),
			o->loading ? " while loading" : "", o->fd, fault->n, fault->task,
			fault_name(fault->kind), fault->kind, fault->way);
	printf(": %s\n", words);
	fflush(stdout);
}

static void
print_line(const char *name, const struct tally_line *l, bool allocations)
{
	size_t k;

	printf("%-34s %7zu %7zu", name, l->tried, l->point_count);
	for (k = FAULT_ERROR; !allocations && k <= FAULT_KILL_AFTER; k++)
		printf(" %6zu", l->kinds[k]);
	printf(" %6zu\n", l->wrong);
}

static void
sum_up(struct tally_line *sum, const struct tally_line *l)
{
	size_t k;

	sum->tried += l->tried;
	sum->point_count += l->point_count;
	sum->wrong += l->wrong;
	sum->excused += l->excused;
	for (k = 0; k < FAULT_KINDS; k++)
		sum->kinds[k] += l->kinds[k];
}

size_t
tally_print(const struct tally *t, bool allocations)
{
	struct tally_line all = {0}, program;
	const char *name;
	char room[16], words[96];
	size_t i, k;
	long nr;

	printf("%-34s %7s %7s%s %6s\n", "program, step", "failed", "points",
		allocations ? "" : "  error  EINTR  short   full before  after", "wrong");
	for (i = 0; i < t->steps->count; i++) {
		if (!tally_is_first(t->steps, i))
			continue;
		name = steps_program(&t->steps->list[i]);
		program = (struct tally_line){0};
		for (k = i; k < t->steps->count; k++) {
			if (strcmp(steps_program(&t->steps->list[k]), name) != 0)
				continue;
			snprintf(words, sizeof words, "  %s", t->steps->list[k].name);
			print_line(words, &t->lines[k], allocations);
			sum_up(&program, &t->lines[k]);
		}
		print_line(name, &program, allocations);
		sum_up(&all, &program);
	}
	if (!allocations) {
		printf("calls:");
		for (nr = 0; nr < 1024; nr++)
			if (t->calls[nr])
				printf(" %s", fault_call(nr, room));
		printf("\n");
	}
	if (allocations)
		printf("%zu exceptions, in libraries\n", all.excused);
	printf("%zu failed %s, %zu distinct points, %zu violations\n", all.tried,
		allocations ? "allocations" : "calls", all.point_count, all.wrong);
	return all.wrong;
}
