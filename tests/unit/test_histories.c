/* SPDX-License-Identifier: ISC */
/* The trusted time over random histories of clock faults: as long as a synchronised clock is right
 * and nobody confirms a wrong one, no entry is destroyed before 13 days and 22 hours. */
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define HOUR 3600
#define DAY (24 * HOUR)
#define KEEP 336
#define STEP 900 /* s between two runs of the keeper */
#define STEPS (50 * 96)
#define EARLIEST (13 * DAY + 22 * HOUR)

enum hardware { HARDWARE_GOOD, HARDWARE_NONE, HARDWARE_DEAD, HARDWARES };

/* An hour's entry: when it was really made, and what stands on it. */
struct entry {
	int64_t made;
	int64_t due; /* hour; 0: there is none */
};

struct machine {
	uint64_t seed;
	int64_t truth;   /* what time it is */
	int64_t offset;  /* of realtime from truth */
	int64_t boot_at; /* truth at boot */
	unsigned boot;
	enum hardware hardware;
	bool network;
	struct clock_state state;
	struct entry entries[STEPS / 4 + 1];
	size_t n;
	unsigned long destroyed, early, late, doubts;
};

static int64_t
draw(struct machine *m, int64_t least, int64_t most)
{
	m->seed ^= m->seed << 13;
	m->seed ^= m->seed >> 7;
	m->seed ^= m->seed << 17;
	return least + (int64_t)(m->seed % (uint64_t)(most - least + 1));
}

static bool
chance(struct machine *m, int one_in)
{
	return draw(m, 1, one_in) == 1;
}

static void
read_machine(const struct machine *m, struct clock_reading *now)
{
	memset(now, 0, sizeof *now);
	now->realtime = m->truth + m->offset;
	now->boottime = m->truth - m->boot_at;
	snprintf(now->boot, sizeof now->boot, "%u", m->boot);
	now->synchronised = m->network && m->offset == 0;
	now->has_hardware = m->hardware != HARDWARE_NONE;
	now->hardware = m->hardware == HARDWARE_GOOD ? m->truth : now->boottime;
}

/* Switched off for a while; then the clock is the hardware's, or begins in 1970. */
static void
reboot(struct machine *m)
{
	static const int64_t longest[] = {600, 14 * HOUR, 3 * DAY, 21 * DAY};

	m->truth += draw(m, 20, longest[draw(m, 0, 3)]);
	m->boot_at = m->truth;
	m->boot++;
	m->offset = m->hardware == HARDWARE_GOOD ? draw(m, -1, 1) : -m->truth;
	m->network = false;
}

static void
jump(struct machine *m)
{
	static const int64_t far[] = {100, 200, 2 * HOUR, 3 * DAY, 30 * DAY, 3650 * DAY};
	int64_t by = far[draw(m, 0, 5)];

	m->offset += chance(m, 2) ? by : -by;
	if (m->truth + m->offset < 0)
		m->offset = -m->truth;
	m->network = false;
}

/* Destroys what is due by the verdict; lowers dues as the keeper does. */
static void
keep(struct machine *m, const struct clock_verdict *verdict)
{
	int64_t hour = verdict->trusted / HOUR;

	for (size_t i = 0; i < m->n; i++) {
		struct entry *e = &m->entries[i];

		if (e->due == 0)
			continue;
		if (verdict->lower && e->due > hour + KEEP)
			e->due = hour + KEEP;
		if (e->due <= hour) {
			m->early += m->truth - e->made < EARLIEST;
			m->late += m->truth - e->made > 14 * DAY + STEP;
			m->destroyed++;
			e->due = 0;
		}
	}
}

/* The kiosk takes an entry when it may. */
static void
visit(struct machine *m)
{
	struct clock_verdict verdict;
	struct clock_reading now;

	read_machine(m, &now);
	now.synchronised = false;
	clock_follow(&m->state, &now, &verdict);
	if (!verdict.doubt)
		m->entries[m->n++] = (struct entry){m->truth, now.realtime / HOUR + KEEP};
}

static void
live(struct machine *m, bool faults)
{
	struct clock_verdict verdict;
	struct clock_reading now;

	for (int step = 0; step < STEPS; step++) {
		m->truth += STEP;
		if (faults && chance(m, 200))
			jump(m);
		if (faults && chance(m, 150))
			reboot(m);
		if (chance(m, 60) && m->hardware != HARDWARE_DEAD) {
			m->network = true;
			m->offset = 0;
		}
		read_machine(m, &now);
		clock_decide(&m->state, &now, false, &verdict);
		m->doubts += verdict.doubt;
		if (verdict.doubt && chance(m, 100)) { /* somebody sets the clock and says so */
			m->offset = draw(m, -CLOCK_CONFIRM, CLOCK_CONFIRM);
			read_machine(m, &now);
			clock_decide(&m->state, &now, true, &verdict);
		}
		keep(m, &verdict);
		if (step % 4 == 0)
			visit(m);
	}
}

static void
begin(struct machine *m, unsigned seed)
{
	memset(m, 0, sizeof *m);
	m->seed = 0x9E3779B97F4A7C15U * (seed + 1);
	m->hardware = (enum hardware)(seed % HARDWARES);
	m->truth = 1764547200 + draw(m, 0, DAY);
	m->boot_at = m->truth - 60;
	m->state.highest = m->truth;
	m->state.anchor = m->truth;
	m->state.boottime = m->state.anchored = 60;
	strcpy(m->state.boot, "0");
}

static struct machine machine;

static void
no_clock_fault_destroys_an_entry_early(void **state)
{
	unsigned long destroyed = 0, doubts = 0;

	(void)state;
	for (unsigned seed = 0; seed < 60; seed++) {
		begin(&machine, seed);
		live(&machine, true);
		if (machine.early > 0)
			fail_msg(
				"history %u: %lu of %lu destroyed early", seed, machine.early, machine.destroyed);
		destroyed += machine.destroyed;
		doubts += machine.doubts;
	}
	assert_true(destroyed > 5000); /* the histories are not empty, nor all in doubt */
	assert_true(doubts > 5000);
}

static void
with_a_right_clock_nothing_is_late_either(void **state)
{
	(void)state;
	for (unsigned seed = 0; seed < 3; seed++) {
		begin(&machine, seed);
		live(&machine, false);
		assert_int_equal(machine.early, 0);
		assert_int_equal(machine.late, 0);
		assert_int_equal(machine.doubts, 0);
		assert_true(machine.destroyed > 800);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_clock_fault_destroys_an_entry_early),
		cmocka_unit_test(with_a_right_clock_nothing_is_late_either),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
