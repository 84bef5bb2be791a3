/* SPDX-License-Identifier: ISC */
/* The list of public reception keys: a line each of a key and a label. */
#include <string.h>
#include <strings.h>

#include "base/recipients.h"
#include "base/text.h"
#include "fuzz/target.h"

int
target_recipients(const uint8_t *data, size_t n)
{
	struct recipients list, again;
	char out[RECIPIENTS_TEXT];
	struct fail why = {{0}};
	size_t i, length;

	if (recipients_parse((const char *)data, n, &list, &why) != 0) {
		TARGET_MUST(why.text[0] != '\0' && text_is_utf8(why.text, strlen(why.text)));
		return 0;
	}
	TARGET_MUST(list.n >= 1 && list.n <= RECIPIENTS_MAX);
	for (i = 0; i < list.n; i++)
		TARGET_MUST(list.list[i].label[0] != '\0' &&
			strspn(list.list[i].label, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
				strlen(list.list[i].label));
	length = recipients_print(&list, out);
	/* but for capitals among the digits */
	TARGET_MUST(length == n && strncasecmp(out, (const char *)data, n) == 0);
	TARGET_MUST(recipients_parse(out, length, &again, NULL) == 0);
	TARGET_MUST(memcmp(&list, &again, sizeof list) == 0);
	return 1;
}
