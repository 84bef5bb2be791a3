/* SPDX-License-Identifier: ISC */
/* Does one step: puts its files in place, runs its program with a fault, and looks at what is there
 * then. */
#ifndef NTH_STAGE_H
#define NTH_STAGE_H

#include "fault/nth/state.h"
#include "fault/nth/steps.h"
#include "fault/nth/talk.h"
#include "fault/nth/tracer.h"
#include "shim/nth.h"

struct stage {
	const char *shim; /* the library nth.so */
	char folder[256]; /* where the programs work */
	char out[280], err[280], page_path[280];
	struct nth_page *page;
	double limit; /* seconds until a program hangs */
};

/* One run. */
struct scene {
	struct tracer_outcome outcome;
	uint64_t allocations; /* how many there were */
	char *out, *err;      /* what was printed, with numbers alike; of a terminal: all of it */
	char *said;           /* err as it was */
	unsigned noted;       /* visits that were acknowledged */
	bool played;          /* the person at the terminal came to the end */
	size_t visits;        /* lines of out that begin with "2" */
	struct state after;   /* with look */
};

/* Makes the files that a stage needs in folder. Returns 0, or -1. */
int stage_start(struct stage *s, const char *folder, const char *shim);

/* Runs step. reset: its files are put in place first. now, up: the clock of a step that has none.
 * look: scene->after is read. Returns 0, or -1 when it cannot be run at all. */
int stage_run(struct stage *s, const struct step *step, const struct step *clock, bool reset,
	const struct fault *fault, bool follow, bool look, struct scene *scene);

/* Looks at what is there after step. Returns 0, or -1. */
int stage_look(const struct stage *s, const struct step *step, struct state *state);

void stage_free(struct scene *scene);

#endif
