/* SPDX-License-Identifier: ISC */
#include "base/clocktext.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define SUM 16                     /* bytes of the checksum */
#define SUM_LINE (4 + 2 * SUM + 1) /* "sum ", hex, newline */
#define BODY (CLOCKTEXT_SIZE - SUM_LINE)

/* Appends the last line: BLAKE2b-128 of all above it. */
static void
add_sum(char out[static CLOCKTEXT_SIZE + 1])
{
	unsigned char sum[SUM];
	char hex[2 * SUM + 1];

	crypto_generichash(sum, sizeof sum, (const unsigned char *)out, BODY, NULL, 0);
	sodium_bin2hex(hex, sizeof hex, sum, sizeof sum);
	snprintf(out + BODY, SUM_LINE + 1, "sum %s\n", hex);
}

void
clocktext_print(const struct clock_state *state, char out[static CLOCKTEXT_SIZE + 1])
{
	int n = snprintf(out, CLOCKTEXT_SIZE,
		"welkom-clock 2\nhighest %lld\nboottime %lld\nboot %s\nanchor %lld\nanchored %lld\n"
		"bridged %lld\nlower %d\ndoubt %d\nmachine %s\nfill ",
		(long long)state->highest, (long long)state->boottime, state->boot,
		(long long)state->anchor, (long long)state->anchored, (long long)state->bridged,
		state->lower, state->doubt, state->machine);
	int last = BODY - 1;

	/* numbers that no clock has would leave no room; what is cut off is then refused when read */
	n = n < last ? n : last;
	memset(out + n, '.', (size_t)(last - n));
	out[last] = '\n';
	add_sum(out);
}

static bool
is_time(long long t)
{
	return t >= 0 && t <= CLOCK_LAST;
}

int
clocktext_parse(const char *text, size_t n, struct clock_state *state)
{
	char copy[CLOCKTEXT_SIZE + 1], again[CLOCKTEXT_SIZE + 1];
	char boot[CLOCK_BOOT_ID], machine[CLOCK_MACHINE];
	long long highest, boottime, anchor, anchored, bridged;
	int lower, doubt;

	if (n != CLOCKTEXT_SIZE)
		return -1;
	memcpy(copy, text, n);
	copy[n] = '\0';
	if (sscanf(copy,
			"welkom-clock 2 highest %lld boottime %lld boot %36s anchor %lld anchored %lld "
			"bridged %lld lower %d doubt %d machine %32s",
			&highest, &boottime, boot, &anchor, &anchored, &bridged, &lower, &doubt, machine) != 9)
		return -1;
	if (!is_time(highest) || !is_time(boottime) || !is_time(anchor) || !is_time(anchored) ||
		anchored > boottime || bridged < 0 || bridged > CLOCK_WEEKEND || lower < 0 ||
		lower > CLOCK_LOWER || doubt < 0 || doubt > 1)
		return -1;
	memset(state, 0, sizeof *state);
	state->highest = highest;
	state->boottime = boottime;
	strcpy(state->boot, boot);
	state->anchor = anchor;
	state->anchored = anchored;
	state->bridged = bridged;
	state->lower = lower;
	state->doubt = doubt == 1;
	strcpy(state->machine, machine);
	/* the file is exactly what would be written for it, or it was cut, edited or torn */
	clocktext_print(state, again);
	return memcmp(again, copy, n) == 0 ? 0 : -1;
}
