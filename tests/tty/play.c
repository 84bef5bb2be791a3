/* SPDX-License-Identifier: ISC */
/* play: runs a program on a terminal of its own and plays a script of keys and expectations. */
#define _GNU_SOURCE
#include "tty/keys.h"
#include "tty/script.h"
#include "tty/stage.h"
#include "tty/vt.h"
#include "tty/words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum play_result { PLAY_DONE, PLAY_FAILED, PLAY_USAGE };

struct play {
	struct pty_plan plan;
	const char *script;
	int limit; /* milliseconds */
	bool quiet;
};

static void
complain(const char *why)
{
	fprintf(stderr, "play: %s\n", why);
	fputs(
		"usage: play [-s COLSxROWS] [-t TERM] [-e NAME=VALUE]... [-l SECONDS] [-i] SCRIPT -- PROGRAM [ARG...]\n",
		stderr);
}

/* Returns NULL, or what is wrong. */
static const char *
take_option(struct play *play, int option)
{
	switch (option) {
	case 's':
		return words_size(optarg, &play->plan.cols, &play->plan.rows)
			? NULL
			: "the size is COLSxROWS, each from 1 to 500";
	case 't':
		play->plan.term = optarg;
		return NULL;
	case 'e':
		play->plan.env[play->plan.envs++] = optarg;
		return words_is_name(optarg, strcspn(optarg, "=")) && strchr(optarg, '=') != NULL
			? NULL
			: "a variable is NAME=VALUE";
	case 'l':
		return words_seconds(optarg, &play->limit) ? NULL : "the limit is in seconds";
	case 'i':
		play->quiet = true;
		return NULL;
	default:
		return "wrong use";
	}
}

/* Returns NULL, or what is wrong. */
static const char *
take_arguments(struct play *play, int argc, char **argv)
{
	const char *limit = getenv("PLAY_LIMIT"), *wrong = NULL;
	int option;

	if (limit != NULL && *limit != '\0' && !words_seconds(limit, &play->limit))
		wrong = "PLAY_LIMIT is in seconds";
	while (wrong == NULL && (option = getopt(argc, argv, "+s:t:e:l:i")) != -1)
		wrong = take_option(play, option);
	if (wrong != NULL)
		return wrong;
	if (optind + 2 >= argc || strcmp(argv[optind + 1], "--") != 0)
		return "needs a script, -- and a program";
	play->script = argv[optind];
	play->plan.argv = argv + optind + 2;
	return NULL;
}

/* Hangs up, and says what the script did not ask about. */
static void
take_down(const struct play *play, const struct stage *st, bool good)
{
	bool had_ended = st->vt->ended;
	/* after a failure nobody wants to wait as long again */
	bool willing = vt_end(st->vt, good || play->limit < 1000 ? play->limit : 1000);

	if (play->quiet)
		return;
	if (!willing)
		fputs("play: the program did not end when its terminal was hung up, and was killed\n",
			stderr);
	else if (good && had_ended && !st->expected_end && st->vt->status != 0)
		fprintf(stderr, "play: the program has ended with %d, which no step asked about\n",
			st->vt->status);
}

static int
run_script(const struct play *play, const struct script *script)
{
	struct vt vt;
	struct stage st = {.vt = &vt, .limit = play->limit};
	bool good;

	if (vt_start(&vt, &play->plan) != 0) {
		fprintf(stderr, "play: no terminal: %s\n", strerror(errno));
		return PLAY_FAILED;
	}
	keys_open(play->plan.term);
	good = script_play(script, &st);
	if (good)
		vt_drain(&vt);
	take_down(play, &st, good);
	keys_close();
	return good ? PLAY_DONE : PLAY_FAILED;
}

int
main(int argc, char **argv)
{
	struct play play = {.plan = {.cols = 80, .rows = 24, .term = "xterm-256color"}, .limit = 10000};
	struct script script;
	const char *wrong;
	int result = PLAY_USAGE;

	play.plan.env = calloc((size_t)argc, sizeof *play.plan.env);
	wrong = play.plan.env != NULL ? take_arguments(&play, argc, argv) : "no memory";
	if (wrong != NULL) {
		complain(wrong);
	} else if (script_load(&script, play.script) == 0) {
		result = run_script(&play, &script);
		script_drop(&script);
	}
	free(play.plan.env);
	return result;
}
