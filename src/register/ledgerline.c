/* SPDX-License-Identifier: ISC */
#include "register/ledgerline.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"

#define HASH_MARK "\th="
#define HASH_MARK_SIZE 3
#define HASH_HEX (2 * LEDGER_HASH)
#define TAIL (HASH_MARK_SIZE + HASH_HEX)
#define TIME (sizeof "2026-05-31T09:15:00Z" - 1)

static void
hash_line(const uint8_t before[static LEDGER_HASH], const char *torn, size_t torn_n,
	const char *line, size_t n, uint8_t h[static LEDGER_HASH])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, LEDGER_HASH);
	crypto_generichash_update(&state, before, LEDGER_HASH);
	crypto_generichash_update(&state, (const unsigned char *)torn, torn_n);
	crypto_generichash_update(&state, (const unsigned char *)line, n);
	crypto_generichash_final(&state, h, LEDGER_HASH);
}

/* Reads "time <tab> what" from at on. Returns 0, or -1. */
static int
read_time_and_what(struct ledgerline *line, size_t at)
{
	char time[TIME + 1];
	size_t begin = at + TIME + 1, end;

	if (begin >= line->covered || line->text[begin - 1] != '\t')
		return -1;
	memcpy(time, line->text + at, TIME);
	time[TIME] = '\0';
	if (time[TIME - 1] != 'Z' || strchr(time, 'T') == NULL || moment_parse(time, &line->when) != 0)
		return -1;
	for (end = begin; end < line->covered && line->text[end] != '\t'; end++)
		;
	if (end == begin || end - begin >= sizeof line->what || end + 1 == line->covered)
		return -1;
	memcpy(line->what, line->text + begin, end - begin);
	line->what[end - begin] = '\0';
	line->fields = end < line->covered ? end + 1 : end;
	return 0;
}

/* Reads the hash at hex, which is in lower case: one line has one form. Returns 0, or -1. */
static int
read_hash(const char *hex, uint8_t h[static LEDGER_HASH])
{
	size_t i;

	for (i = 0; i < HASH_HEX; i++)
		if (hex[i] >= 'A' && hex[i] <= 'F')
			return -1;
	return sodium_hex2bin(h, LEDGER_HASH, hex, HASH_HEX, NULL, NULL, NULL);
}

/* Says whether there is a control character in the n bytes at text, but for tabs. */
static bool
has_control(const char *text, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (((unsigned char)text[i] < ' ' && text[i] != '\t') || text[i] == 127)
			return true;
	return false;
}

int
ledgerline_read(const char *text, size_t n, struct ledgerline *line)
{
	char *end;

	*line = (struct ledgerline){.text = text};
	if (n <= TAIL || n >= LEDGERLINE_MOST || has_control(text, n) || *text < '1' || *text > '9' ||
		memcmp(text + n - TAIL, HASH_MARK, HASH_MARK_SIZE) != 0)
		return -1;
	line->covered = n - TAIL;
	errno = 0;
	line->head.n = strtoull(text, &end, 10);
	if (errno != 0 || *end != '\t' || read_hash(text + n - HASH_HEX, line->head.h) != 0)
		return -1;
	return read_time_and_what(line, (size_t)(end - text) + 1);
}

void
ledgerline_hash(
	const struct ledger_head *before, const struct ledgerline *line, uint8_t h[static LEDGER_HASH])
{
	hash_line(before->h, line->text, 0, line->text, line->covered, h);
}

bool
ledgerline_is_torn(const char *text, size_t n)
{
	const size_t mark = sizeof LEDGERLINE_TORN - 1;

	/* a zero byte: the file had grown, and not all of its sectors were written */
	return memchr(text, '\0', n) != NULL ||
		(n >= mark && memcmp(text + n - mark, LEDGERLINE_TORN, mark) == 0);
}

/* Says whether the line of n bytes behind torn bytes follows head. */
static bool
follows(const char *text, size_t torn, size_t n, const struct ledger_head *head,
	struct ledgerline *line)
{
	uint8_t h[LEDGER_HASH];

	if (ledgerline_read(text + torn, n, line) != 0 || line->head.n != head->n + 1 ||
		ledgerline_number(line, "torn") != torn)
		return false;
	line->torn = torn;
	hash_line(head->h, text, torn, line->text, line->covered, h);
	return memcmp(h, line->head.h, sizeof h) == 0;
}

size_t
ledgerline_next(const char *text, size_t n, struct ledger_head *head, struct ledgerline *line)
{
	size_t torn = 0, length;
	const char *end;

	while (torn <= LEDGERLINE_TORN_MOST) {
		end = torn < n ? memchr(text + torn, '\n', n - torn) : NULL;
		if (end == NULL)
			return 0;
		length = (size_t)(end - text) - torn;
		if (follows(text, torn, length, head, line)) {
			*head = line->head;
			return torn + length + 1;
		}
		if (!ledgerline_is_torn(text + torn, length))
			return 0;
		torn += length + 1;
	}
	return 0;
}

size_t
ledgerline_make(struct ledger_head *head, int64_t now, const char *what, const char *fields,
	const char *torn, size_t n, char out[static LEDGERLINE_MOST])
{
	char time[MOMENT_TEXT], hex[HASH_HEX + 1], size[32] = "";
	int length;

	moment_print_utc(now, time);
	if (n > 0)
		snprintf(size, sizeof size, "\ttorn=%zu", n);
	length = snprintf(out, LEDGERLINE_MOST, "%" PRIu64 "\t%s\t%s%s%s%s", head->n + 1, time, what,
		*fields == '\0' ? "" : "\t", fields, size);
	if (length < 0 || length + TAIL + 2 > LEDGERLINE_MOST)
		return 0;
	hash_line(head->h, torn, n, out, (size_t)length, head->h);
	head->n++;
	sodium_bin2hex(hex, sizeof hex, head->h, LEDGER_HASH);
	snprintf(out + length, LEDGERLINE_MOST - (size_t)length, HASH_MARK "%s\n", hex);
	return (size_t)length + TAIL + 1;
}

bool
ledgerline_field(const struct ledgerline *line, const char *key, char *out, size_t cap)
{
	size_t at = line->fields, end, n = strlen(key);

	for (; at < line->covered; at = end + 1) {
		for (end = at; end < line->covered && line->text[end] != '\t'; end++)
			;
		if (end - at <= n || line->text[at + n] != '=' || memcmp(line->text + at, key, n) != 0)
			continue;
		at += n + 1;
		if (end - at >= cap)
			return false;
		memcpy(out, line->text + at, end - at);
		out[end - at] = '\0';
		return true;
	}
	return false;
}

uint64_t
ledgerline_number(const struct ledgerline *line, const char *key)
{
	char value[24], *end;
	uint64_t number;

	if (!ledgerline_field(line, key, value, sizeof value) || *value < '0' || *value > '9')
		return 0;
	errno = 0;
	number = strtoull(value, &end, 10);
	return errno != 0 || *end != '\0' ? 0 : number;
}
