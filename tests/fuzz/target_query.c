/* SPDX-License-Identifier: ISC */
/* Whom somebody at the desk asks about. */
#include <string.h>

#include "fuzz/target.h"
#include "rights/query.h"

int
target_query(const uint8_t *data, size_t n)
{
	static struct query q;
	struct fail why = {{0}};
	const struct plan *country = n > 0 ? plan_at(data[0]) : NULL;
	struct visit visit = {.hour = 1};
	int rc;

	if (n < 1 || n > 1024)
		return 0;
	rc = query_read(&q, (const char *)data + 1, n - 1, country, &why);
	if (rc != 0) {
		TARGET_MUST(why.text[0] != '\0');
		return 0;
	}
	TARGET_MUST(q.is_name || q.is_number || q.is_code);
	if (q.is_number) {
		TARGET_MUST(phone_is_kept(q.reading.number, q.reading.len));
		memcpy(visit.visitor.phone, q.reading.number, visit.visitor.phone_len = q.reading.len);
		TARGET_MUST(query_matches(&q, &visit) == 1);
		memset(&visit, 0, sizeof visit);
	}
	if (q.is_name) {
		visit.visitor = q.visitor;
		TARGET_MUST(query_matches(&q, &visit) == 1 && query_same(&q, &q.visitor, &q.visitor));
	}
	return 1;
}
