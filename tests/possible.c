/* SPDX-License-Identifier: ISC */
/* possible: for each line, a number such as +31612345678, says whether its country has numbers of
 * that length, and whether people have ("possible usual", "possible -", "- -"). maint/check-plans
 * compares the answers. */
#include <stdio.h>
#include <string.h>

#include "visit/plan.h"

int
main(void)
{
	char line[100];

	while (fgets(line, sizeof line, stdin) != NULL) {
		size_t n = strcspn(line, "\n");
		const struct plan *plan = plan_of_number(line, n);
		size_t digits = plan != NULL ? n - 1 - strlen(plan->code) : 0;

		printf("%s %s\n", plan_possible(plan, digits) ? "possible" : "-",
			plan_usual(plan, digits) ? "usual" : "-");
	}
	return 0;
}
