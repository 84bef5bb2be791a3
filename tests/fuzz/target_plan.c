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
	size_t i, found = 0;
	int rc;

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
	/* every room there can be: either all of it, or an empty text */
	for (i = 0; i <= sizeof out; i++) {
		memset(out, 'x', sizeof out);
		rc = phone_group(text, n, out, i);
		TARGET_MUST(rc != 0 || (i > n && strlen(out) < i && phone_is_kept(text, n)));
		TARGET_MUST(rc == 0 || i == 0 || out[0] == '\0');
	}
	TARGET_MUST((rc == 0) == phone_is_kept(text, n));
	return found > 0;
}
