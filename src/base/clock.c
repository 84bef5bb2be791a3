/* SPDX-License-Identifier: ISC */
#include "base/clock.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

/* Reads the first word of a small kernel file. Returns 0, or -1. */
static int
read_word(const char *path, char *out, size_t cap)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return -1;
	n = read(fd, out, cap - 1);
	close(fd);
	if (n <= 0)
		return -1;
	out[n] = '\0';
	out[strcspn(out, " \n")] = '\0';
	return 0;
}

void
clock_read_plain(struct clock_reading *now)
{
	struct timespec t;

	memset(now, 0, sizeof *now);
	if (clock_gettime(CLOCK_REALTIME, &t) == 0)
		now->realtime = t.tv_sec;
	if (clock_gettime(CLOCK_BOOTTIME, &t) == 0)
		now->boottime = t.tv_sec;
	if (read_word("/proc/sys/kernel/random/boot_id", now->boot, sizeof now->boot) != 0)
		strcpy(now->boot, "unknown");
}

void
clock_read(struct clock_reading *now)
{
	struct timex tx = {.modes = 0};
	char seconds[24];
	long long value;
	int state;

	clock_read_plain(now);
	state = adjtimex(&tx);
	now->synchronised = state >= 0 && state != TIME_ERROR && (tx.status & STA_UNSYNC) == 0;
	if (read_word("/sys/class/rtc/rtc0/since_epoch", seconds, sizeof seconds) == 0 &&
		sscanf(seconds, "%lld", &value) == 1) {
		now->has_hardware = true;
		now->hardware = value;
	}
}

static bool
same_boot(const struct clock_state *state, const struct clock_reading *now)
{
	return strcmp(state->boot, now->boot) == 0 && now->boottime >= state->boottime;
}

static bool
near(int64_t a, int64_t b, int64_t slack)
{
	return a - b <= slack && b - a <= slack;
}

int64_t
clock_floor(const struct clock_state *state, const struct clock_reading *now)
{
	if (same_boot(state, now))
		return state->highest + (now->boottime - state->boottime);
	return state->highest + now->boottime;
}

/* The rules in their order; returns whether the clock is in doubt. */
static bool
weigh(const struct clock_state *state, const struct clock_reading *now, int64_t floor)
{
	if (now->realtime < floor - CLOCK_SLACK)
		return true;
	if (state->doubt)
		return true;
	if (same_boot(state, now))
		return now->realtime > floor + CLOCK_SLACK;
	return !(now->has_hardware && near(now->hardware, now->realtime, CLOCK_SLACK) &&
		now->realtime <= floor + CLOCK_WEEKEND);
}

void
clock_decide(struct clock_state *state, const struct clock_reading *now, bool confirmed,
	struct clock_verdict *verdict)
{
	int64_t floor = clock_floor(state, now);

	verdict->lower = now->synchronised || confirmed;
	verdict->doubt = !verdict->lower && weigh(state, now, floor);
	verdict->trusted = verdict->doubt ? floor : now->realtime;
	if (verdict->lower || verdict->trusted > floor)
		state->highest = verdict->trusted;
	else
		state->highest = floor;
	state->boottime = now->boottime;
	strcpy(state->boot, now->boot);
	state->doubt = verdict->doubt;
}

void
clock_follow(
	const struct clock_state *state, const struct clock_reading *now, struct clock_verdict *verdict)
{
	verdict->trusted = clock_floor(state, now);
	verdict->lower = false;
	verdict->doubt = state->doubt || !same_boot(state, now) ||
		!near(now->realtime, verdict->trusted, CLOCK_SLACK);
}

void
clock_lost(struct clock_state *state, const struct clock_reading *now, int64_t least)
{
	memset(state, 0, sizeof *state);
	state->highest = least;
	state->boottime = now->boottime;
	strcpy(state->boot, now->boot);
	state->doubt = true;
}

size_t
clock_print(const struct clock_state *state, char out[static CLOCK_STATE_MAX])
{
	int n = snprintf(out, CLOCK_STATE_MAX,
		"welkom-clock 1\nhighest %lld\nboottime %lld\nboot %s\ndoubt %d\n",
		(long long)state->highest, (long long)state->boottime, state->boot, state->doubt);

	return (size_t)n;
}

int
clock_parse(const char *text, size_t n, struct clock_state *state)
{
	char copy[CLOCK_STATE_MAX], again[CLOCK_STATE_MAX], boot[CLOCK_BOOT_ID];
	long long highest, boottime;
	int doubt;

	if (n >= sizeof copy)
		return -1;
	memcpy(copy, text, n);
	copy[n] = '\0';
	if (sscanf(copy, "welkom-clock 1 highest %lld boottime %lld boot %36s doubt %d", &highest,
			&boottime, boot, &doubt) != 4)
		return -1;
	if (highest < 0 || highest > CLOCK_LAST || boottime < 0 || boottime > CLOCK_LAST || doubt < 0 ||
		doubt > 1)
		return -1;
	memset(state, 0, sizeof *state);
	state->highest = highest;
	state->boottime = boottime;
	strcpy(state->boot, boot);
	state->doubt = doubt == 1;
	/* the file is exactly what would be written for it, or it was cut or edited */
	return clock_print(state, again) == n && memcmp(again, copy, n) == 0 ? 0 : -1;
}
