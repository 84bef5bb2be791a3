/* SPDX-License-Identifier: ISC */
/* What a visitor types as a name, and what shows, compares and searches it. */
#include <string.h>

#include "base/fold.h"
#include "base/text.h"
#include "fuzz/target.h"
#include "visit/record.h"
#include "visit/samename.h"

#define LONGEST 512

/* Any bytes can be shown, and what is shown is text. */
static void
show(const char *typed, size_t n)
{
	char out[3 * LONGEST + 4], folded[FOLD_MOST];
	size_t at, used, skip = 0;
	long length;

	length = text_neutralise(typed, n, out, 3 * n + 4);
	TARGET_MUST(length >= 0 && (size_t)length < 3 * n + 4 && out[length] == '\0');
	TARGET_MUST(text_is_utf8(out, (size_t)length) && text_width(out, (size_t)length) >= 0);
	for (at = 0; at < (size_t)length; at += skip) {
		used = text_line(out + at, (size_t)length - at, 1 + (int)(n % 7), &skip);
		TARGET_MUST(skip > 0 && used <= skip && at + skip <= (size_t)length);
	}
	length = fold_text(typed, n, folded);
	TARGET_MUST(length <= FOLD_MOST);
	TARGET_MUST(length >= 0 || n > FOLD_TEXT || !text_is_utf8(typed, n));
}

int
target_name(const uint8_t *data, size_t n)
{
	const char *typed = (const char *)data;
	struct visitor visitor = {0}, again = {0}, nobody = {0};
	struct visit visit = {.hour = 1, .arrival = 3600, .seq = 1}, read;
	uint8_t record[RECORD_SIZE];
	char folded[SAMENAME_FOLD], shown[3 * VISITOR_NAME_MAX + 4];
	enum visitor_name_result result;

	n = n < LONGEST ? n : LONGEST;
	show(typed, n);
	result = visitor_set_name(&visitor, typed, n);
	if (result != VISITOR_NAME_OK) {
		TARGET_MUST(memcmp(&visitor, &nobody, sizeof visitor) == 0);
		TARGET_MUST(visitor_name_phrase(result) != NULL);
		return 0;
	}
	TARGET_MUST(visitor_set_name(&again, visitor.name, visitor.name_len) == VISITOR_NAME_OK);
	TARGET_MUST(memcmp(&visitor, &again, sizeof visitor) == 0);
	TARGET_MUST(samename_fold(&visitor, folded) >= 0);
	/* nothing in it needs to be replaced before it is shown */
	TARGET_MUST(
		text_neutralise(visitor.name, visitor.name_len, shown, sizeof shown) == visitor.name_len);
	TARGET_MUST(memcmp(shown, visitor.name, visitor.name_len) == 0);
	memcpy(visitor.phone, "+31201234567", visitor.phone_len = 12);
	visit.visitor = visitor;
	record_write(&visit, record);
	TARGET_MUST(record_read(record, &read) == 0);
	TARGET_MUST(memcmp(&read.visitor, &visitor, sizeof visitor) == 0);
	return 1;
}
