/* SPDX-License-Identifier: ISC */
/* Says what was wrong with a run that met a fault. */
#ifndef NTH_JUDGE_H
#define NTH_JUDGE_H

#include "fault/nth/stage.h"

#define JUDGE_TEXT 512

/* What is known of a step. */
struct judge {
	const struct step *step;
	struct state before;
	struct scene right; /* without a fault */
	size_t visits; /* that are opened in the end, those that were acknowledged in it left out */
};

/* Judges scene, which met fault. Returns whether all is well, or false with what is wrong in words. */
bool judge_scene(const struct judge *j, const struct fault *fault, const struct scene *scene,
	char words[static JUDGE_TEXT]);

/* Says whether a crash, or a hang, is one of a library that does not look whether it got its memory, and which
 * nobody can prevent: NULL, or what is known of it. */
const char *judge_excuse(const struct scene *scene, const struct nth_page *page);

/* Says whether a file that nobody wants is left in state: .tmp, .old. Those of an inbox may be there.
 * which: its path. */
bool judge_is_littered(const struct state *s, const char **which);

#endif
