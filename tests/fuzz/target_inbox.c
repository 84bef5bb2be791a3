/* SPDX-License-Identifier: ISC */
/* The file of the inbox, which the account of the kiosk may write as it likes, collected into a good
 * store and its erasures carried out (fuzz/stock.h): nothing that the store had is lost by it. */
#include <string.h>

#include "fuzz/stock.h"
#include "fuzz/target.h"
#include "register/collect.h"
#include "register/erasures.h"

#define NOW 1765000000

int
target_inbox(const uint8_t *data, size_t n)
{
	struct visit_register *r = stock_register();
	struct collect_report report;
	struct fail why = {{0}};
	const uint8_t *file;
	uint64_t erased;
	size_t length;
	int rc;

	stock_put(SCHEMA_INBOX, data, n, &file, &length);
	TARGET_MUST(register_open_side(r, &r->store, REGISTER_KEEPER) == 0);
	rc = register_open_side(r, &r->inbox, REGISTER_KEEPER);
	if (rc == 0) {
		rc = collect_inbox(r, UINT32_MAX, &report, &why);
		TARGET_MUST(rc == 0 || why.text[0] != '\0');
		TARGET_MUST(stock_is_kept(r));
		if (erasures_carry_out(r, NOW, &erased, &why) != 0)
			rc = -1;
	}
	register_close_side(&r->inbox);
	register_close_side(&r->store);
	return rc == 0;
}
