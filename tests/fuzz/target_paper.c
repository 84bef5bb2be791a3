/* SPDX-License-Identifier: ISC */
/* The recovery sheet, typed again. */
#include <string.h>

#include "base/crockford.h"
#include "fuzz/target.h"
#include "open/paper.h"

/* Says whether one other symbol in line number is told, as of that line. */
static int
is_slip_told(char lines[PAPER_LINES][PAPER_LINE], unsigned number, size_t at, unsigned by)
{
	uint8_t secret[PAPER_SECRET];
	char all[PAPER_LINES * PAPER_LINE] = "", *symbol;
	unsigned i, value;

	at %= strlen(lines[number]);
	if (lines[number][at] == '-')
		return 1;
	for (i = 0; i < PAPER_LINES; i++)
		strcat(all, lines[i]);
	symbol = all + strlen(lines[0]) * number + at;
	value = (unsigned)crockford_value(*symbol);
	*symbol = crockford_symbol((value + 1 + by % 36) % 37);
	return paper_read(all, strlen(all), secret) == (int)number + 1;
}

int
target_paper(const uint8_t *data, size_t n)
{
	static const uint8_t nothing[PAPER_SECRET];
	uint8_t secret[PAPER_SECRET], again[PAPER_SECRET];
	char lines[PAPER_LINES][PAPER_LINE], all[PAPER_LINES * PAPER_LINE] = "";
	unsigned i;
	int rc;

	memset(secret, 0xA5, sizeof secret);
	rc = paper_read((const char *)data, n, secret);
	TARGET_MUST(rc >= -1 && rc <= PAPER_LINES);
	if (rc != 0) {
		TARGET_MUST(memcmp(secret, nothing, sizeof secret) == 0);
		return 0;
	}
	for (i = 0; i < PAPER_LINES; i++) {
		paper_line(secret, i, lines[i]);
		TARGET_MUST(strlen(lines[i]) == PAPER_LINE - 1);
		strcat(all, lines[i]);
	}
	TARGET_MUST(paper_read(all, strlen(all), again) == 0);
	TARGET_MUST(memcmp(secret, again, sizeof secret) == 0);
	for (i = 0; i < PAPER_LINES; i++)
		TARGET_MUST(is_slip_told(lines, i, data[i], data[n - 1 - i]));
	return 1;
}
