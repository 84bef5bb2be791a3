/* SPDX-License-Identifier: ISC */
#include "base/clock.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

/* Reads the first word of a small file of the system. Returns 0, or -1 when there is none. */
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
	return *out == '\0' ? -1 : 0;
}

void
clock_machine(char out[static CLOCK_MACHINE])
{
	static const unsigned char word[] = "welkom-machine-v1";
	unsigned char print[CLOCK_MACHINE / 2];
	crypto_generichash_state hash;
	char id[64];

	/* while a system starts for the first time it may say "uninitialized" */
	if (read_word("/etc/machine-id", id, sizeof id) != 0 || strlen(id) != 32) {
		strcpy(out, CLOCK_UNKNOWN);
		return;
	}
	crypto_generichash_init(&hash, NULL, 0, sizeof print);
	crypto_generichash_update(&hash, word, sizeof word - 1);
	crypto_generichash_update(&hash, (const unsigned char *)id, strlen(id));
	crypto_generichash_final(&hash, print, sizeof print);
	sodium_bin2hex(out, CLOCK_MACHINE, print, sizeof print);
}

static void
read_times(struct clock_reading *now)
{
	struct timespec t;

	if (clock_gettime(CLOCK_REALTIME, &t) == 0)
		now->realtime = t.tv_sec;
	if (clock_gettime(CLOCK_BOOTTIME, &t) == 0)
		now->boottime = t.tv_sec;
}

void
clock_read_plain(struct clock_reading *now)
{
	memset(now, 0, sizeof *now);
	read_times(now);
	if (read_word("/proc/sys/kernel/random/boot_id", now->boot, sizeof now->boot) != 0)
		strcpy(now->boot, CLOCK_UNKNOWN);
}

void
clock_read_again(struct clock_reading *now)
{
	if (now->boot[0] == '\0' || strcmp(now->boot, CLOCK_UNKNOWN) == 0)
		clock_read_plain(now);
	else
		read_times(now);
}

void
clock_read(struct clock_reading *now)
{
	struct timex tx = {.modes = 0};
	char seconds[24];
	long long value;
	int state;

	clock_read_plain(now);
	clock_machine(now->machine);
	state = adjtimex(&tx);
	now->synchronised = state >= 0 && state != TIME_ERROR && (tx.status & STA_UNSYNC) == 0;
	if (read_word("/sys/class/rtc/rtc0/since_epoch", seconds, sizeof seconds) == 0 &&
		sscanf(seconds, "%lld", &value) == 1) {
		now->has_hardware = true;
		now->hardware = value;
	}
}

/* Says whether nothing shows another boot. An id that could not be read, now or then, shows none: were
 * it taken for one, a single failed read would count all the time that the machine is up once more,
 * and destroy what is not due. */
static bool
same_id(const struct clock_state *state, const struct clock_reading *now)
{
	return strcmp(state->boot, now->boot) == 0 || strcmp(now->boot, CLOCK_UNKNOWN) == 0 ||
		strcmp(state->boot, CLOCK_UNKNOWN) == 0;
}

/* Says whether boottime goes on from the one remembered. Without boot ids it may also be another
 * boot that lasted longer: whether it is shows in the anchor. */
static bool
same_boot(const struct clock_state *state, const struct clock_reading *now)
{
	return same_id(state, now) && now->boottime >= state->boottime;
}

static bool
near(int64_t a, int64_t b, int64_t slack)
{
	return a - b <= slack && b - a <= slack;
}

/* How long the machine has certainly been up since the state was written. In one boot boottime never
 * goes back, unless a virtual machine was put back to an earlier moment: then nothing is certain. */
static int64_t
elapsed(const struct clock_state *state, const struct clock_reading *now)
{
	if (same_boot(state, now))
		return now->boottime - state->boottime;
	return same_id(state, now) ? 0 : now->boottime;
}

int64_t
clock_floor(const struct clock_state *state, const struct clock_reading *now)
{
	return state->highest + elapsed(state, now);
}

/* Says whether nobody stepped the clock of this boot by more than the slack. Ahead is counted from
 * the anchor and not from the floor: each step within the slack may raise the floor, and many would
 * add up. The floor is never below the anchor, so behind is counted from the later of the two. */
static bool
keeps_step(const struct clock_state *state, const struct clock_reading *now)
{
	int64_t line = state->anchor + (now->boottime - state->anchored);

	return now->realtime >= clock_floor(state, now) - CLOCK_SLACK &&
		now->realtime <= line + CLOCK_SLACK;
}

/* What is left of the time for which only the hardware clock vouched: running earns it back. */
static int64_t
bridged_until(const struct clock_state *state, const struct clock_reading *now)
{
	int64_t earned = elapsed(state, now);

	return earned > state->bridged / CLOCK_EARN ? 0 : state->bridged - earned * CLOCK_EARN;
}

/* The rules in their order; returns whether the clock is in doubt. */
static bool
weigh(const struct clock_state *state, const struct clock_reading *now, int64_t floor)
{
	if (state->doubt || now->realtime < floor - CLOCK_SLACK)
		return true;
	if (same_boot(state, now))
		return !keeps_step(state, now);
	return !(now->has_hardware && near(now->hardware, now->realtime, CLOCK_SLACK) &&
		now->realtime <= floor + CLOCK_WEEKEND - bridged_until(state, now));
}

/* Notes where realtime stands to boottime: at what comes from outside, and once in each boot. */
static void
drop_anchor(struct clock_state *state, const struct clock_reading *now, bool outside,
	const struct clock_verdict *verdict, int64_t floor)
{
	bool another = !same_boot(state, now);

	state->bridged = bridged_until(state, now);
	if (outside)
		state->bridged = 0;
	else if (another && verdict->trusted > floor)
		state->bridged += verdict->trusted - floor;
	if (outside || another) {
		state->anchor = verdict->trusted;
		state->anchored = now->boottime;
	}
}

void
clock_decide(struct clock_state *state, const struct clock_reading *now, bool confirmed,
	struct clock_verdict *verdict)
{
	int64_t floor = clock_floor(state, now);
	bool outside = now->synchronised || confirmed;

	verdict->doubt = !outside && weigh(state, now, floor);
	verdict->trusted = verdict->doubt ? floor : now->realtime;
	verdict->lower = outside || (state->lower > 0 && !verdict->doubt);
	drop_anchor(state, now, outside, verdict, floor);
	if (confirmed)
		state->lower = CLOCK_LOWER;
	else if (verdict->lower && state->lower > 0)
		state->lower--;
	if (outside || verdict->trusted > floor)
		state->highest = verdict->trusted;
	else
		state->highest = floor;
	state->boottime = now->boottime;
	memcpy(state->boot, now->boot, sizeof state->boot);
	if (strcmp(now->machine, CLOCK_UNKNOWN) != 0 || state->machine[0] == '\0')
		memcpy(state->machine, now->machine, sizeof state->machine);
	state->doubt = verdict->doubt;
}

void
clock_follow(
	const struct clock_state *state, const struct clock_reading *now, struct clock_verdict *verdict)
{
	verdict->trusted = clock_floor(state, now);
	verdict->lower = false;
	verdict->doubt = state->doubt || !same_boot(state, now) || !keeps_step(state, now);
}

void
clock_lost(struct clock_state *state, const struct clock_reading *now, int64_t least)
{
	memset(state, 0, sizeof *state);
	state->highest = state->anchor = least;
	state->boottime = state->anchored = now->boottime;
	memcpy(state->boot, now->boot, sizeof state->boot);
	memcpy(state->machine, now->machine, sizeof state->machine);
	state->doubt = true;
}
