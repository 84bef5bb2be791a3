/* SPDX-License-Identifier: ISC */
/* A passphrase out of a file. */
#include <string.h>

#include "base/text.h"
#include "fuzz/ground.h"
#include "fuzz/target.h"
#include "open/passphrase.h"

int
target_passphrase(const uint8_t *data, size_t n)
{
	static struct passphrase *p, *again;
	char composed[PASSPHRASE_MAX];
	struct fail why = {{0}};
	size_t i;

	if (p == NULL) {
		p = passphrase_new();
		again = passphrase_new();
		TARGET_MUST(p != NULL && again != NULL);
	}
	passphrase_make(p);
	if (passphrase_read(p, ground_file(data, n), &why) != 0) {
		TARGET_MUST(why.text[0] != '\0' && (p->n == 0 || p->n == PASSPHRASE_MADE - 1));
		return 0;
	}
	TARGET_MUST(p->n >= 1 && p->n <= PASSPHRASE_MAX && memchr(p->text, '\n', p->n) == NULL);
	TARGET_MUST(text_nfc(p->text, p->n, composed, sizeof composed) == (long)p->n);
	TARGET_MUST(memcmp(composed, p->text, p->n) == 0);
	for (i = p->n; i < PASSPHRASE_MAX; i++)
		TARGET_MUST(p->text[i] == '\0');
	/* what was read is read again as the same, but for a return at its end */
	if (p->text[p->n - 1] != '\r') {
		TARGET_MUST(passphrase_read(again, ground_file(p->text, p->n), &why) == 0);
		TARGET_MUST(passphrase_equal(p, again));
	}
	why.text[0] = '\0';
	TARGET_MUST((passphrase_check(p, &why) == 0) == (why.text[0] == '\0'));
	return 1;
}
