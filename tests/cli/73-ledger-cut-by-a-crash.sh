# SPDX-License-Identifier: ISC
# The power went while a line of the ledger was written: the next line takes its place and the chain
# is whole.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register
cp "$state/ledger" "$scratch/before"
cp "$scratch/owner/ledger.head" "$scratch/head"
for part in '2' '2	2026-11-22T05:1' '2	2026-11-22T05:10:01Z	open	reason=drill	h=00'; do
	cp "$scratch/before" "$state/ledger"
	cp "$scratch/head" "$scratch/owner/ledger.head"
	printf %s "$part" >> "$state/ledger"
	expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
	has_not "$scratch/err" ALARM
	expect_exit 0 on welkom-desk ledger verify --config "$conf"
	has "$scratch/out" 'Lines and head: 2 '
	[ "$(head -n 1 "$state/ledger")" = "$(cat "$scratch/before")" ] || fail "the first line changed"
done
