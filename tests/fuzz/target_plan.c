/* SPDX-License-Identifier: ISC */
/* Numbering plans, looked up by any text: a calling code, a region, a language, a number. */
#include <string.h>

#include "fuzz/target.h"
#include "visit/phone.h"
#include "visit/plan.h"

#define LONGEST 40

static void
check_plan(const struct plan *plan)
{
	size_t i, digits;

	TARGET_MUST(plan_of_code(plan->code) != NULL && plan_of_code(plan->code)->main);
	TARGET_MUST(plan_of_region(plan->region) == plan);
	for (digits = 0; digits < 40; digits++)
		TARGET_MUST(!plan_usual(plan, digits) || plan_possible(plan, digits));
	/* no calling code is the beginning of another one */
	for (i = 1; i < strlen(plan->code); i++) {
		char code[PLAN_CODE_MAX + 1] = "";

		memcpy(code, plan->code, i);
		TARGET_MUST(plan_of_code(code) == NULL);
	}
}

int
target_plan(const uint8_t *data, size_t n)
{
	char text[LONGEST + 1] = "", out[PHONE_GROUPED];
	const struct plan *plans[4];
	size_t i, room, found = 0;
	int rc;

	if (n == 0)
		return 0;
	n = n < LONGEST ? n : LONGEST;
	memcpy(text, data, n);
	plans[0] = plan_of_code(text);
	plans[1] = plan_of_region(text);
	plans[2] = plan_of_language(text, n % 5);
	plans[3] = plan_of_number(text, n);
	for (i = 0; i < 4; i++) {
		if (plans[i] != NULL) {
			found++;
			check_plan(plans[i]);
		}
	}
	/* whatever room there is: either all of it, or an empty text */
	for (i = 0; i < 3; i++) {
		room = i == 2 ? sizeof out : (n * (i + 1) + data[0] % 16) % sizeof out;
		memset(out, 'x', sizeof out);
		rc = phone_group(text, n, out, room);
		TARGET_MUST(rc != 0 || (room > n && strlen(out) < room && phone_is_kept(text, n)));
		TARGET_MUST(rc == 0 || room == 0 || out[0] == '\0');
		TARGET_MUST(room == sizeof out || out[room] == 'x');
	}
	TARGET_MUST((rc == 0) == phone_is_kept(text, n));
	return found > 0;
}
