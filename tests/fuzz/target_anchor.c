/* SPDX-License-Identifier: ISC */
/* ledger.head beside a reception key, the ledger that it is compared with, and the hand-overs in that.
 * Of the input: up to the first NUL ledger.head, or a digit for what the programs write there of the
 * line of that number; behind it the ledger (fuzz/chain.h). */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "desk/anchor.h"
#include "fuzz/chain.h"
#include "fuzz/ground.h"
#include "fuzz/target.h"
#include "handover/exports.h"

/* The lines of the ledger, as they are counted. */
struct lines {
	uint64_t n, wanted;
	struct ledger_head one; /* the wanted one */
};

static void
take(void *arg, const struct ledgerline *line)
{
	struct lines *lines = arg;

	lines->n++;
	TARGET_MUST(line->head.n == lines->n);
	if (lines->n == lines->wanted)
		lines->one = line->head;
}

/* Reads the hand-overs: texts that end, in the order of their lines. */
static void
read_exports(struct desk *d, int whole)
{
	struct exports_list list;
	struct fail why = {{0}};
	size_t i;
	int rc = exports_read(d, &list, &why);

	TARGET_MUST(rc == 0 || (!whole && why.text[0] != '\0'));
	for (i = 0; i < list.n; i++) {
		TARGET_MUST(list.list[i].line > (i == 0 ? 0 : list.list[i - 1].line));
		TARGET_MUST(memchr(list.list[i].reference, '\0', sizeof list.list[i].reference) != NULL);
		TARGET_MUST(memchr(list.list[i].format, '\0', sizeof list.list[i].format) != NULL);
	}
	exports_free(&list);
	TARGET_MUST((exports_of_hour(d, 490259, &list, &why) == 0) == (rc == 0));
	exports_free(&list);
}

/* Puts ledger.head there. Returns the number of the line that it is of, 0 for another text. */
static uint64_t
put_head(struct desk *d, int at, const uint8_t *data, size_t n)
{
	struct lines lines = {.wanted = n == 1 && *data >= '1' && *data <= '9' ? *data - '0' : 0};
	char text[LEDGER_HEAD_TEXT];

	ground_write(at, "ledger.head", data, n);
	if (lines.wanted == 0)
		return 0;
	ground_write(at, "ledger.head", text, ledger_print_head(&lines.one, text));
	/* a ledger that is not whole has no head that the programs keep */
	if (anchor_walk(d, take, &lines, NULL) != 0 || lines.one.n == 0)
		return 0;
	ground_write(at, "ledger.head", text, ledger_print_head(&lines.one, text));
	return lines.wanted;
}

int
target_anchor(const uint8_t *data, size_t n)
{
	static char text[CHAIN_MOST], key[128];
	static struct desk d;
	const uint8_t *end = n > 0 ? memchr(data, '\0', n) : NULL;
	size_t head = end == NULL ? n : (size_t)(end - data), length;
	struct lines lines = {0};
	struct fail why = {{0}};
	uint64_t line;
	int rc;

	if (key[0] == '\0') {
		snprintf(key, sizeof key, "%s/nobody.key", ground_folder());
		d.options.key = key;
		d.reg.state = open(ground_folder(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	}
	length = head < n ? chain_make(end + 1, n - head - 1, text) : 0;
	ground_write(d.reg.state, "ledger", text, length);
	line = put_head(&d, d.reg.state, data, head);
	rc = anchor_walk(&d, take, &lines, &why);
	TARGET_MUST((rc == 0) == (why.text[0] == '\0'));
	read_exports(&d, rc == 0);
	return rc == 0 && line > 0;
}
