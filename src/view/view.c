/* SPDX-License-Identifier: ISC */
#include "view/view.h"

#include <stdlib.h>

#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "view/view_screens.h"
#include "view/view_voice.h"
#include "ui/blank.h"

void
view_forget(struct view *v)
{
	field_clear(v->typed);
	field_clear(v->secret);
	wipe_bytes(v->words, sizeof *v->words);
	window_free(&v->window);
	desk_lock(v->d);
	v->d->incomplete = false;
	v->open = v->locking = false;
	v->error = NULL;
	v->reference[0] = '\0';
	blank_screen(&v->screen);
	wipe_stack();
}

/* Takes the locked memory and the terminal. Returns 0, or -1 with why. */
static int
start(struct view *v, struct fail *why)
{
	v->typed = field_new(FIELD_MAX);
	v->secret = field_new(FIELD_MAX);
	v->words = wipe_alloc(sizeof *v->words);
	if (v->typed == NULL || v->secret == NULL || v->words == NULL)
		return fail_set(why, _("not enough memory"));
	if (screen_start(&v->screen, why) != 0)
		return -1;
	/* a console's unit says nothing about the language */
	if (getenv("LANG") == NULL && getenv("LC_ALL") == NULL && getenv("LC_MESSAGES") == NULL)
		nls_choose(v->d->conf.language);
	return view_voice_start(v, why);
}

static void
stop(struct view *v)
{
	if (v->screen.term != NULL)
		view_forget(v);
	screen_stop(&v->screen);
	view_voice_stop(v);
	field_free(v->typed);
	field_free(v->secret);
	wipe_free(v->words);
	wipe_stack();
}

int
view_run(struct desk *d)
{
	struct view *v = calloc(1, sizeof *v);
	struct fail why = {{0}};
	int status = PROGRAM_DONE;

	if (v == NULL) {
		program_warn(DESK_NAME, _("not enough memory"));
		return PROGRAM_FAILED;
	}
	v->d = d;
	v->idle_exit = d->options.idle_exit;
	v->voice = -1;
	if (start(v, &why) == 0)
		view_front_show(v);
	else
		status = PROGRAM_FAILED;
	stop(v);
	free(v);
	return status == PROGRAM_DONE ? status : program_fail(DESK_NAME, &why);
}
