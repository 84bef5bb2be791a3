/* SPDX-License-Identifier: ISC */
/* state/clock: what the keeper remembers of the time, and what the programs make of it. Its last line
 * is a hash, which the fuzzer cannot find: in bytes that begin with 'h' it is made right. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/clocktext.h"
#include "fuzz/target.h"

#define SUM 16
#define BODY (CLOCKTEXT_SIZE - 4 - 2 * SUM - 1)

/* The text of the lines at data, filled and with its hash, as the programs write it. */
static void
finish(const uint8_t *data, size_t n, char text[static CLOCKTEXT_SIZE + 1])
{
	unsigned char sum[SUM];
	char hex[2 * SUM + 1];

	n = n < BODY - 1 ? n : BODY - 1;
	memcpy(text, data, n);
	memset(text + n, '.', BODY - 1 - n);
	text[BODY - 1] = '\n';
	crypto_generichash(sum, sizeof sum, (const unsigned char *)text, BODY, NULL, 0);
	sodium_bin2hex(hex, sizeof hex, sum, sizeof sum);
	snprintf(text + BODY, CLOCKTEXT_SIZE + 1 - BODY, "sum %s\n", hex);
}

/* Whatever was remembered, time goes on by it. */
static void
go_on(const struct clock_state *state, uint64_t seed)
{
	struct clock_reading now = {.realtime = 1790000000, .boottime = 5000};
	struct clock_state next = *state;
	struct clock_verdict verdict;

	now.realtime += (int64_t)(seed % 100000000) - 50000000;
	now.boottime += (int64_t)(seed % 1000);
	strcpy(now.boot, (seed & 1) != 0 ? state->boot : "another");
	strcpy(now.machine, state->machine);
	now.synchronised = (seed & 2) != 0;
	now.has_hardware = (seed & 4) != 0;
	now.hardware = now.realtime;
	clock_follow(state, &now, &verdict);
	clock_decide(&next, &now, (seed & 8) != 0, &verdict);
	TARGET_MUST(verdict.trusted == now.realtime || verdict.trusted >= state->highest ||
		now.synchronised || (seed & 8) != 0);
	TARGET_MUST(!verdict.doubt || !now.synchronised);
	TARGET_MUST(next.bridged >= 0 && next.lower >= 0 && next.lower <= CLOCK_LOWER);
}

int
target_clock(const uint8_t *data, size_t n)
{
	char text[CLOCKTEXT_SIZE + 1], again[CLOCKTEXT_SIZE + 1];
	struct clock_state state;
	uint64_t seed = n >= 9 ? bytes_get64(data + 1) : 0;

	if (n >= 9 && data[0] == 'h') {
		finish(data + 9, n - 9, text);
		data = (const uint8_t *)text;
		n = CLOCKTEXT_SIZE;
	}
	if (clocktext_parse((const char *)data, n, &state) != 0)
		return 0;
	TARGET_MUST(n == CLOCKTEXT_SIZE);
	clocktext_print(&state, again);
	TARGET_MUST(memcmp(data, again, CLOCKTEXT_SIZE) == 0);
	TARGET_MUST(state.highest >= 0 && state.highest <= CLOCK_LAST && state.boottime >= 0);
	go_on(&state, seed);
	return 1;
}
