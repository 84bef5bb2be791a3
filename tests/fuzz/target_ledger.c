/* SPDX-License-Identifier: ISC */
/* The ledger as a file: checked, read at its end, and gone on with (fuzz/chain.h). */
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "fuzz/chain.h"
#include "fuzz/ground.h"
#include "fuzz/target.h"
#include "register/ledgerline.h"

#define NOW 1790000000

/* A sentence that can be shown, whoever wrote the ledger. */
static void
check_sentence(const struct fail *why)
{
	size_t i, n = strlen(why->text);

	TARGET_MUST(n > 0 && text_is_utf8(why->text, n));
	for (i = 0; i < n; i++)
		TARGET_MUST((unsigned char)why->text[i] >= ' ' && why->text[i] != 127);
}

/* A ledger that is whole has its head and no other. */
static void
check_whole(int state, const struct ledger_head *head)
{
	struct ledger_head last, other = *head;
	struct fail why = {{0}};
	int64_t when;

	TARGET_MUST(ledger_last(state, &last, &when, &why) == 0);
	TARGET_MUST(memcmp(&last, head, sizeof last) == 0);
	TARGET_MUST(ledger_verify(state, head, &last, &why) == 0);
	other.h[head->n % LEDGER_HASH] ^= 1;
	if (head->n > 0)
		TARGET_MUST(ledger_verify(state, &other, &last, &why) != 0);
	other.n++;
	TARGET_MUST(ledger_verify(state, &other, &last, &why) != 0);
	check_sentence(&why);
}

/* Returns where the last line ends that is not marked as torn. */
static size_t
find_end(const char *text, size_t n)
{
	size_t begin, end = n;

	while (end > 0 && text[end - 1] != '\n')
		end--;
	for (; end > 0; end = begin) {
		for (begin = end - 1; begin > 0 && text[begin - 1] != '\n'; begin--)
			;
		if (!ledgerline_is_torn(text + begin, end - 1 - begin))
			break;
	}
	return end;
}

/* Goes on with it: nothing but an unfinished end is ever lost. */
static void
append(int state, const char *text, size_t n, bool whole, const struct ledger_head *before)
{
	static char after[CHAIN_MOST + LEDGERLINE_MOST];
	struct ledger_head head, last;
	struct fail why = {{0}};
	int64_t when;
	ssize_t length;

	if (ledger_append(state, NOW, "purge", "keys=1\tentries=2", &head, &why) != 0) {
		check_sentence(&why);
		TARGET_MUST(!whole && ground_has(state, "ledger", text, n));
		return;
	}
	TARGET_MUST(ledger_last(state, &last, &when, &why) == 0);
	TARGET_MUST(memcmp(&last, &head, sizeof last) == 0 && when == NOW);
	if (whole) {
		TARGET_MUST(ledger_verify(state, before, &last, &why) == 0);
		TARGET_MUST(last.n == before->n + 1);
	}
	length = file_read(state, "ledger", after, sizeof after);
	n = find_end(text, n);
	TARGET_MUST(length > (ssize_t)n && memcmp(after, text, n) == 0 && after[length - 1] == '\n');
}

int
target_ledger(const uint8_t *data, size_t n)
{
	static const struct ledger_head nothing;
	static char text[CHAIN_MOST];
	static int state = -1;
	struct ledger_head head, last;
	struct fail why = {{0}};
	int64_t when;
	bool whole;

	if (state < 0)
		state = open(ground_folder(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	n = chain_make(data, n, text);
	ground_write(state, "ledger", text, n);
	whole = ledger_verify(state, &nothing, &head, &why) == 0;
	if (whole)
		check_whole(state, &head);
	else
		check_sentence(&why);
	why.text[0] = '\0';
	if (ledger_last(state, &last, &when, &why) != 0)
		check_sentence(&why);
	TARGET_MUST(ground_has(state, "ledger", text, n));
	append(state, text, n, whole, &head);
	return whole && n > 0;
}
