/* SPDX-License-Identifier: ISC */
/* The lines of a ledger in memory, one after the other (fuzz/chain.h). */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "fuzz/chain.h"
#include "fuzz/target.h"
#include "register/ledgerline.h"

/* Takes the size of what was torn off from behind the fields, where the programs write it. Returns
 * whether it stood there. */
static bool
cut_size(char *fields, size_t torn)
{
	char size[32];
	size_t n = strlen(fields), m = (size_t)snprintf(size, sizeof size, "\ttorn=%zu", torn);

	if (torn == 0)
		return true;
	if (n <= m || strcmp(fields + n - m, size) != 0)
		return false;
	fields[n - m] = '\0';
	return true;
}

/* What follows is what would be written: one line has one form. */
static void
check_line(const struct ledger_head *before, const struct ledgerline *line, const char *torn)
{
	char again[LEDGERLINE_MOST], fields[LEDGERLINE_MOST];
	struct ledger_head head = *before;
	size_t n = line->covered - line->fields;

	TARGET_MUST(line->fields <= line->covered && line->covered < LEDGERLINE_MOST);
	TARGET_MUST(strlen(line->what) >= 1 && strlen(line->what) < LEDGERLINE_WHAT);
	TARGET_MUST(line->torn == 0 || ledgerline_number(line, "torn") == line->torn);
	memcpy(fields, line->text + line->fields, n);
	fields[n] = '\0';
	TARGET_MUST(strlen(fields) == n);
	if (!cut_size(fields, line->torn))
		return;
	n = ledgerline_make(&head, line->when, line->what, fields, torn, line->torn, again);
	TARGET_MUST(n == line->covered + 3 + 2 * LEDGER_HASH + 1);
	TARGET_MUST(memcmp(again, line->text, n) == 0);
	TARGET_MUST(memcmp(&head, &line->head, sizeof head) == 0);
}

int
target_ledgerline(const uint8_t *data, size_t n)
{
	static char text[CHAIN_MOST];
	struct ledger_head head = {0}, before;
	struct ledgerline line;
	size_t at = 0, used, length = chain_make(data, n, text);
	uint8_t h[LEDGER_HASH];

	for (;; at += used) {
		before = head;
		used = ledgerline_next(text + at, length - at, &head, &line);
		if (used == 0)
			break;
		TARGET_MUST(used <= length - at && text[at + used - 1] == '\n');
		TARGET_MUST(head.n == before.n + 1 && line.head.n == head.n);
		if (line.torn == 0) {
			ledgerline_hash(&before, &line, h);
			TARGET_MUST(memcmp(h, head.h, sizeof h) == 0);
		}
		check_line(&before, &line, text + at);
	}
	TARGET_MUST(memcmp(&before, &head, sizeof head) == 0);
	return length > 0 && at == length;
}
