/* SPDX-License-Identifier: ISC */
/* The last line of a ledger, as it is kept beside a key, stands on a certificate and is typed. */
#include <string.h>
#include <strings.h>

#include "fuzz/target.h"
#include "register/ledger.h"

int
target_head(const uint8_t *data, size_t n)
{
	struct ledger_head head = {0}, again = {0};
	char out[LEDGER_HEAD_TEXT];
	const char *text = (const char *)data;
	size_t length;

	if (ledger_parse_head(text, n, &head) != 0)
		return 0;
	length = ledger_print_head(&head, out);
	TARGET_MUST(ledger_parse_head(out, length, &again) == 0);
	TARGET_MUST(memcmp(&head, &again, sizeof head) == 0);
	/* a number without a sign, which no person wrote */
	while (n > 1 && *text == '0' && text[1] != ' ')
		text++, n--;
	TARGET_MUST(n + 1 >= length && strncasecmp(out, text, length - 1) == 0);
	return 1;
}
