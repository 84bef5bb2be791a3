/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "fault/many-kiosk.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/answer.h"
#include "fault/victim.h"

#define PATIENCE 30   /* s for a screen to come: what takes longer is stuck */
#define LIFE 3000     /* ms that a kiosk lives at most */
#define PAUSE 60      /* ms between visitors at most */
#define BACK 25       /* one in so many comes to erase */
#define LEFT "\033OD" /* the key */
#define START "Please sign in"
#define AGAIN "Please begin again"

/* How a wait has ended. */
enum outcome { SHOWN, TOLD_AGAIN, DEAD, WRONG };

struct kiosk {
	struct many_role *role;
	struct answer a;
	struct victim victim;
	long erasing; /* the entry that is being erased, also after a kiosk has died of it; -1: none */
};

/* No visitor may see these. */
static const char *
find_wrong(const struct answer *a)
{
	static const char *const wrong[] = {
		"Please go to reception", "could not be", "did not work", "Reception: code"};
	size_t i;

	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		if (memmem(a->bytes, a->n, wrong[i], strlen(wrong[i])) != NULL)
			return wrong[i];
	return NULL;
}

/* Says whether it is there no more; it is then taken in. */
static bool
is_dead(const struct answer *a)
{
	pid_t pid = waitpid(a->pid, NULL, WNOHANG);

	return pid == a->pid || (pid < 0 && errno == ECHILD);
}

static enum outcome
await(struct kiosk *k, const char *text)
{
	int64_t until = answer_now() + PATIENCE * 1000000000LL;
	const char *wrong;
	bool shown;

	do {
		shown = answer_wait(&k->a, text, 50);
		wrong = find_wrong(&k->a);
		if (wrong != NULL) {
			fprintf(stderr, "many: %s: a visitor saw “%s” instead of “%s”\n", k->role->name, wrong,
				text);
			return WRONG;
		}
		if (shown)
			return SHOWN;
		if (memmem(k->a.bytes, k->a.n, AGAIN, strlen(AGAIN)) != NULL)
			return TOLD_AGAIN;
		if (is_dead(&k->a))
			return DEAD;
	} while (answer_now() < until);
	fprintf(stderr, "many: %s: waited in vain for “%s”\n", k->role->name, text);
	return WRONG;
}

static enum outcome
type(struct kiosk *k, const char *keys, const char *shows)
{
	/* what a dead one does not take shows when nothing comes */
	(void)answer_type(&k->a, keys, strlen(keys));
	return await(k, shows);
}

/* Finds a code such as 7K2M-09AB-CDE among the bytes. */
static bool
find_code(const struct answer *a, char code[static MANY_CODE])
{
	const char *form = "####-####-###";
	size_t i, j;

	for (i = 0; i + MANY_CODE - 1 <= a->n; i++) {
		for (j = 0; form[j] != '\0'; j++)
			if (form[j] == '-' ? a->bytes[i + j] != '-'
							   : !isupper((unsigned char)a->bytes[i + j]) &&
						!isdigit((unsigned char)a->bytes[i + j]))
				break;
		if (form[j] != '\0')
			continue;
		snprintf(code, MANY_CODE, "%.*s", MANY_CODE - 1, a->bytes + i);
		return true;
	}
	return false;
}

static enum outcome
take_code(struct kiosk *k, struct many_visit *v)
{
	int64_t until = answer_now() + PATIENCE * 1000000000LL;

	while (!find_code(&k->a, v->code)) {
		if (answer_now() > until)
			return WRONG;
		if (!answer_whole(&k->a, 50, 5) && is_dead(&k->a))
			return DEAD;
	}
	return SHOWN;
}

/* A visitor signs in. */
static enum outcome
sign_in(struct kiosk *k)
{
	struct many_board *b = k->role->b;
	size_t n = b->visits++;
	struct many_visit *v = &b->visit[n];
	char name[32], phone[32];
	enum outcome now;

	if (n >= MANY_VISITS)
		return WRONG;
	snprintf(name, sizeof name, "Visitor %zu\r", n);
	snprintf(phone, sizeof phone, "+316%08zu\r", 10000000 + n);
	v->low = many_board_hour();
	if ((now = type(k, "\r", "Before you type anything")) != SHOWN ||
		(now = type(k, "\r", "Your name")) != SHOWN ||
		(now = type(k, name, "Your phone number")) != SHOWN)
		return now;
	v->high = UINT32_MAX;
	v->state = MANY_BEGUN;
	now = type(k, phone, "You are signed in");
	v->high = many_board_hour();
	if (now == TOLD_AGAIN)
		v->state = MANY_AGAIN;
	if (now != SHOWN || (now = take_code(k, v)) != SHOWN)
		return now;
	v->state = MANY_WELCOME;
	return type(k, "\r", START);
}

/* A visitor erases an entry, or tries it again after a kiosk has died of it. */
static enum outcome
erase(struct kiosk *k)
{
	struct many_board *b = k->role->b;
	char code[MANY_CODE + 1];
	enum outcome now;

	if (k->erasing < 0)
		k->erasing = many_board_pick(k->role, MANY_ERASING);
	if (k->erasing < 0)
		return SHOWN;
	snprintf(code, sizeof code, "%s\r", b->visit[k->erasing].code);
	if ((now = type(k, LEFT "\r", "Type the code")) != SHOWN ||
		(now = type(k, code, "Erase the entry with this code?")) != SHOWN ||
		(now = type(k, LEFT "\r", "Within 15 minutes nothing is kept")) != SHOWN)
		return now;
	b->visit[k->erasing].fate = MANY_ERASED;
	b->erased++;
	k->erasing = -1;
	return type(k, "\r", START);
}

/* One visitor after the other, until the kiosk is dead or it is over. */
static enum outcome
serve(struct kiosk *k)
{
	struct timespec pause = {0, 0};
	enum outcome now = await(k, START);

	while (now == SHOWN && (!k->role->b->over || k->erasing >= 0)) {
		if (k->erasing >= 0 || many_board_throw(k->role, BACK) == 0)
			now = erase(k);
		else
			now = sign_in(k);
		if (now == TOLD_AGAIN) {
			k->role->b->again++;
			now = type(k, "\r", START);
		}
		pause.tv_nsec = (long)many_board_throw(k->role, PAUSE) * 1000000;
		nanosleep(&pause, NULL);
	}
	return now;
}

/* One life of the kiosk; mortal: with an end that nobody knows before. */
static void
live(struct kiosk *k, bool mortal)
{
	const char *argv[] = {
		"welkom-kiosk", "--config", k->role->b->reader.config, "--language", "en", NULL};
	int life = 50 + (int)many_board_throw(k->role, LIFE);
	enum outcome end;

	k->victim = (struct victim){.process = -1};
	if (answer_start(&k->a, "xterm-256color", 24, 80, (char **)argv) != 0 ||
		(mortal && victim_begin(&k->victim, k->a.pid, life) != 0)) {
		many_board_fail(k->role, "no kiosk", errno);
		return;
	}
	k->role->b->runs[MANY_KIOSK]++;
	end = serve(k);
	victim_end(&k->victim);
	if (end == DEAD) {
		close(k->a.fd);
		k->role->b->kills[MANY_KIOSK] += k->victim.hit;
		if (!k->victim.hit)
			many_board_fail(k->role, "the kiosk ended by itself after ms", life);
		return;
	}
	if (end != SHOWN)
		many_board_fail(
			k->role, "the kiosk did not do what it should, after visits", (long)k->role->b->visits);
	if (answer_end(&k->a) != 0 && !k->victim.hit)
		many_board_fail(k->role, "the kiosk did not end well, visits", (long)k->role->b->visits);
}

void
many_kiosk_run(struct many_role *role)
{
	struct kiosk *k = calloc(1, sizeof *k);

	if (k == NULL) {
		many_board_fail(role, "memory", errno);
		return;
	}
	k->role = role;
	k->erasing = -1;
	while (!role->b->over)
		live(k, true);
	/* what was begun is brought to its end */
	if (k->erasing >= 0)
		live(k, false);
	free(k);
}
