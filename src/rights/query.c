/* SPDX-License-Identifier: ISC */
#include "rights/query.h"

#include <string.h>

#include "base/nls.h"
#include "base/wipe.h"
#include "rights/asking.h"
#include "visit/dial.h"

/* Which ASCII letters and digits are in what was typed. */
struct kinds {
	bool letter, digit;
};

static struct kinds
kinds_of(const char *typed, size_t n)
{
	struct kinds kinds = {false, false};
	size_t i;

	for (i = 0; i < n; i++) {
		kinds.digit = kinds.digit || (typed[i] >= '0' && typed[i] <= '9');
		kinds.letter = kinds.letter || ((typed[i] | 32) >= 'a' && (typed[i] | 32) <= 'z');
	}
	return kinds;
}

static bool
has_digits(const char *typed, size_t n)
{
	struct dial dial;
	bool yes = dial_read(&dial, typed, n) == DIAL_OK && dial.n > 0;

	wipe_bytes(&dial, sizeof dial);
	return yes;
}

/* Reads a name. Returns what it is, and -1 in *memory without any. */
static enum visitor_name_result
read_name(struct query *q, const char *typed, size_t n, int *memory)
{
	enum visitor_name_result result = visitor_set_name(&q->visitor, typed, n);
	long length = result == VISITOR_NAME_OK ? samename_fold(&q->visitor, q->name) : 0;

	*memory = length < 0 ? -1 : 0;
	q->name_n = length < 0 ? 0 : (size_t)length;
	q->is_name = result == VISITOR_NAME_OK && length >= 0;
	return result;
}

static enum phone_result
read_number(struct query *q, const char *typed, size_t n, const struct plan *country)
{
	enum phone_result result = phone_read(typed, n, country, false, &q->reading);

	q->is_number = result == PHONE_OK || result == PHONE_UNLIKELY;
	return result;
}

int
query_read(
	struct query *q, const char *typed, size_t n, const struct plan *country, struct fail *why)
{
	const struct kinds kinds = kinds_of(typed, n);
	int memory;

	memset(q, 0, sizeof *q);
	q->is_code = erasure_read(typed, n, q->code) == 0;
	if (q->is_code && kinds.letter && kinds.digit)
		return 0;
	(void)read_name(q, typed, n, &memory);
	if (memory != 0)
		return fail_set(why, _("not enough memory"));
	(void)read_number(q, typed, n, country);
	/* digits that are no number would only look like nothing was found */
	if (!q->is_number && !q->is_code && has_digits(typed, n))
		return fail_set(why,
			_("this number cannot be read: type all of it, beginning with + and the calling code"));
	if (!q->is_name && !q->is_number && !q->is_code)
		return fail_set(why, _("this is no name, no number and no erasure code"));
	return 0;
}

int
query_read_as(struct query *q, enum query_kind kind, const char *typed, size_t n,
	const struct plan *country, struct fail *why)
{
	enum visitor_name_result name;
	enum phone_result number;
	int memory;

	memset(q, 0, sizeof *q);
	switch (kind) {
	case QUERY_NAME:
		name = read_name(q, typed, n, &memory);
		if (memory != 0)
			return fail_set(why, _("not enough memory"));
		return q->is_name ? 0 : fail_set(why, "%s", _(visitor_name_phrase(name)));
	case QUERY_NUMBER:
		number = read_number(q, typed, n, country);
		return q->is_number ? 0 : fail_set(why, "%s", _(phone_phrase(number)));
	case QUERY_CODE:
		q->is_code = erasure_read(typed, n, q->code) == 0;
		break;
	}
	if (!q->is_code)
		return fail_set(
			why, _("There is a mistake in this code. Please check each letter and digit."));
	return 0;
}

struct query *
query_ask(struct desk *d, struct fail *why)
{
	struct query *q = wipe_alloc(sizeof *q);
	char *line = wipe_alloc(ASKING_LINE);
	int rc = -1;
	long n;

	if (q == NULL || line == NULL) {
		fail_set(why, _("not enough memory"));
	} else {
		n = d->options.query_file != NULL
			? asking_file(d->options.query_file, 0, line, why)
			: asking_line(_("Whole name, whole number or erasure code: "), line, why);
		if (n == 0)
			fail_set(why, _("nobody was named to look for"));
		if (n > 0)
			rc = query_read(q, line, (size_t)n, plan_of_code(d->conf.calling_code), why);
	}
	wipe_free(line);
	wipe_stack();
	if (rc == 0)
		return q;
	query_free(q);
	return NULL;
}

static bool
same_number(const struct query *q, const struct visitor *v)
{
	return q->is_number && q->reading.len == v->phone_len &&
		memcmp(q->reading.number, v->phone, v->phone_len) == 0;
}

int
query_matches(struct query *q, const struct visit *visit)
{
	long n;

	if (same_number(q, &visit->visitor))
		return 1;
	if (!q->is_name)
		return 0;
	n = samename_fold(&visit->visitor, q->other);
	if (n < 0)
		return -1;
	return (size_t)n == q->name_n && memcmp(q->other, q->name, q->name_n) == 0;
}

bool
query_same(struct query *q, const struct visitor *a, const struct visitor *b)
{
	long m, n;

	if (a->phone_len != b->phone_len || memcmp(a->phone, b->phone, a->phone_len) != 0)
		return false;
	m = samename_fold(a, q->name);
	n = samename_fold(b, q->other);
	return m >= 0 && m == n && memcmp(q->name, q->other, (size_t)n) == 0;
}

void
query_free(struct query *q)
{
	wipe_free(q);
}
