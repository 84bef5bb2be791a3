/* SPDX-License-Identifier: ISC */
#include "fault/nth/judge.h"

#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "base/bytes.h"

#define KEEPING 336 /* hours */

static bool
ends_with(const char *path, const char *end)
{
	size_t n = strlen(path), m = strlen(end);

	return n >= m && strcmp(path + n - m, end) == 0;
}

static bool
is_blank(const char *text)
{
	while (*text != '\0' && isspace((unsigned char)*text))
		text++;
	return *text == '\0';
}

static bool
is_hour_key(const struct tree_file *file)
{
	return file->n == 4096 && memcmp(file->bytes, "WKHRK1\0", 8) == 0;
}

static bool
is_due(const struct judge *j, const struct tree_file *file)
{
	return (long long)bytes_get32(file->bytes + 8) + KEEPING <= atoll(j->step->now) / 3600;
}

/* Finds a hour key with the name of file in a folder of keys; kept: it is what it was. */
static bool
is_kept(const struct judge *j, const struct tree *t, const struct tree_file *file)
{
	const char *name = strrchr(file->path, '/') + 1;
	const struct tree_file *found;
	size_t i;

	for (i = 0; i < t->count; i++) {
		found = &t->files[i];
		if (found->bytes == NULL || strstr(found->path, "/keys/") == NULL ||
			strncmp(strrchr(found->path, '/') + 1, name, 32) != 0 || !is_hour_key(found))
			continue;
		if (memcmp(found->bytes, file->bytes, j->step->new_boxes ? 12 : found->n) == 0 &&
			memcmp(found->bytes + 16, file->bytes + 16, 16) == 0)
			return true;
	}
	return false;
}

static bool
keys_are_kept(const struct judge *j, const struct scene *scene, char words[static JUDGE_TEXT])
{
	const struct tree *was = &j->before.tree, *right = &j->right.after.tree;
	size_t i;

	for (i = 0; i < was->count; i++) {
		if (was->files[i].bytes == NULL || !is_hour_key(&was->files[i]) ||
			is_due(j, &was->files[i]) || !is_kept(j, right, &was->files[i]))
			continue;
		if (!is_kept(j, &scene->after.tree, &was->files[i])) {
			snprintf(words, JUDGE_TEXT, "a key that is not due is gone: %s", was->files[i].path);
			return false;
		}
	}
	return true;
}

static const struct state_row *
find_row(const struct state *s, const struct state_row *row, bool same_box)
{
	size_t i;

	for (i = 0; i < s->row_count; i++)
		if (memcmp(s->rows[i].kid, row->kid, 16) == 0 && memcmp(s->rows[i].id, row->id, 16) == 0 &&
			(!same_box || memcmp(s->rows[i].box, row->box, sizeof row->box) == 0))
			return &s->rows[i];
	return NULL;
}

static bool
rows_are_kept(const struct judge *j, const struct scene *scene, char words[static JUDGE_TEXT])
{
	size_t i, was = j->before.row_count;

	if (scene->after.damaged) {
		snprintf(words, JUDGE_TEXT, "a database is damaged");
		return false;
	}
	for (i = 0; i < was; i++)
		if (find_row(&j->right.after, &j->before.rows[i], !j->step->new_boxes) != NULL &&
			find_row(&scene->after, &j->before.rows[i], !j->step->new_boxes) == NULL) {
			snprintf(words, JUDGE_TEXT, "an entry is gone");
			return false;
		}
	if (scene->noted > 0 && scene->after.row_count < was + scene->noted) {
		snprintf(words, JUDGE_TEXT, "a visit was acknowledged and is not there: %zu of %zu and %u",
			scene->after.row_count, was, scene->noted);
		return false;
	}
	return true;
}

/* Where two texts part. */
static void
tell_difference(const char *what, const char *right, const char *is, char words[static JUDGE_TEXT])
{
	size_t i = 0;

	while (right[i] != '\0' && right[i] == is[i])
		i++;
	while (i > 0 && right[i - 1] != '\n')
		i--;
	snprintf(
		words, JUDGE_TEXT, "false ok: %s: “%.120s” instead of “%.120s”", what, is + i, right + i);
	for (i = 0; words[i] != '\0'; i++)
		if (words[i] == '\n')
			words[i] = '|';
}

/* What said ok must have done it. */
static bool
is_done(const struct judge *j, const struct scene *scene, char words[static JUDGE_TEXT])
{
	if (!scene->played)
		return true; /* the person was told otherwise */
	/* exit 0 with a word about what was not done is no false ok */
	if (strcmp(scene->err, j->right.err) != 0 && !is_blank(scene->said))
		return true;
	if (j->step->tells && strcmp(scene->out, j->right.out) != 0 && !is_blank(scene->out))
		return true;
	if (strcmp(scene->after.text, j->right.after.text) != 0) {
		tell_difference("the files", j->right.after.text, scene->after.text, words);
		return false;
	}
	if (!j->step->loose && j->step->line_count == 0 && strcmp(scene->out, j->right.out) != 0) {
		tell_difference("what it printed", j->right.out, scene->out, words);
		return false;
	}
	return true;
}

/* What was to be synced and was not is not safe, though it looks as it should. Not SQLite's own syncs,
 * which are fdatasync: a folder, or a log as it is closed, it does not tell about. */
static bool
syncs(const struct judge *j, const struct fault *fault, const struct scene *scene,
	char words[static JUDGE_TEXT])
{
	if (fault->kind != FAULT_ERROR || fault->nr != SYS_fsync ||
		strcmp(scene->err, j->right.err) != 0 || strcmp(scene->out, j->right.out) != 0)
		return true;
	snprintf(words, JUDGE_TEXT, "false ok: what could not be synced");
	return false;
}

static bool
says_why(const struct judge *j, const struct scene *scene, char words[static JUDGE_TEXT])
{
	const struct tracer_outcome *o = &scene->outcome;
	bool told = !is_blank(scene->said) || (j->step->tells && !is_blank(scene->out)) ||
		(j->step->line_count > 0 && !is_blank(scene->out));

	if (!told && !((o->nr == SYS_write || o->nr == SYS_writev) && o->fd == 2)) {
		snprintf(words, JUDGE_TEXT, "it failed without a word");
		return false;
	}
	if (strstr(scene->said, "Success") != NULL) {
		snprintf(words, JUDGE_TEXT, "it failed with “Success”: %.200s", scene->said);
		return false;
	}
	return true;
}

/* What it was to make is whole or not there. */
static bool
is_whole(const struct judge *j, const struct scene *scene, char words[static JUDGE_TEXT])
{
	char right[256], is[256];

	if (j->step->made == NULL || !state_line(&scene->after, j->step->made, is, sizeof is) ||
		tree_find(&j->before.tree, j->step->made) != NULL)
		return true;
	if (state_line(&j->right.after, j->step->made, right, sizeof right) && strcmp(right, is) == 0)
		return true;
	snprintf(words, JUDGE_TEXT, "it failed, and left: %s", is);
	return false;
}

bool
judge_scene(const struct judge *j, const struct fault *fault, const struct scene *scene,
	char words[static JUDGE_TEXT])
{
	int status = scene->outcome.status, code = WEXITSTATUS(status);

	words[0] = '\0';
	if (scene->outcome.hung) {
		snprintf(words, JUDGE_TEXT, "it hangs");
		return false;
	}
	if (!keys_are_kept(j, scene, words) || !rows_are_kept(j, scene, words))
		return false;
	if (scene->outcome.killed)
		return true;
	if (WIFSIGNALED(status)) {
		if (j->step->line_count > 0 && WTERMSIG(status) == SIGTERM)
			return true;
		snprintf(words, JUDGE_TEXT, "it crashed: signal %d (%s)", WTERMSIG(status),
			strsignal(WTERMSIG(status)));
		return false;
	}
	if (status == j->right.outcome.status)
		return is_done(j, scene, words) && syncs(j, fault, scene, words);
	if (code == 0 || code > 3) {
		if (!(code == 127 && scene->outcome.loading) && code != 10) {
			snprintf(words, JUDGE_TEXT, "exit %d instead of %d", code,
				WEXITSTATUS(j->right.outcome.status));
			return false;
		}
	}
	return says_why(j, scene, words) && is_whole(j, scene, words);
}

const char *
judge_excuse(const struct scene *scene, const struct nth_page *page)
{
	/* the exceptions: each seen in a debugger */
	static const struct {
		const char *module, *what;
	} list[] = {
		{"libtinfo.so", "ncurses 6.4: newterm() goes on with parameters it has no memory for"},
		{"libncursesw.so", "ncurses 6.4: the same"},
		{"libseccomp.so",
			"libseccomp 2.5: what realloc() did not make larger is freed or read again, or the list of "
			"calls is left too short for a word"},
	};
	int status = scene->outcome.status;
	size_t i;

	for (i = 0; i < sizeof list / sizeof list[0]; i++)
		if ((scene->outcome.hung || (WIFEXITED(status) && WEXITSTATUS(status) == 1) ||
				(WIFSIGNALED(status) &&
					(WTERMSIG(status) == SIGSEGV || WTERMSIG(status) == SIGABRT))) &&
			strncmp(page->module, list[i].module, strlen(list[i].module)) == 0)
			return list[i].what;
	return NULL;
}

bool
judge_is_littered(const struct state *s, const char **which)
{
	size_t i;

	for (i = 0; i < s->tree.count; i++) {
		*which = s->tree.files[i].path;
		/* beside a key: the next command that writes such a file begins it anew, and there are no
		 * secrets in it; those of the key file itself begin with a dot */
		if (strncmp(*which, "owner/", 6) == 0 && (*which)[6] != '.')
			continue;
		if (ends_with(*which, ".old") || (ends_with(*which, ".tmp") && !strstr(*which, "inbox/")))
			return true;
	}
	return false;
}
