/* SPDX-License-Identifier: ISC */
#include "handover/receivers.h"

static bool
reaches(const struct exports_one *one, const struct receivers_span *spans, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (one->from < spans[i].to && one->to > spans[i].from)
			return true;
	return false;
}

int
receivers_find(struct desk *d, const struct receivers_span *spans, size_t n, bool all,
	struct exports_list *list, struct fail *why)
{
	int rc = exports_read(d, list, why);
	const struct exports_one *one;
	size_t i, kept = 0;

	for (i = 0; i < list->n; i++) {
		one = &list->list[i];
		if (!one->failed && (all || one->destroyed == 0) && reaches(one, spans, n))
			list->list[kept++] = *one;
	}
	list->n = kept;
	return rc;
}
