#!/bin/sh
# SPDX-License-Identifier: ISC
# The promise on the screen is that of the entry: when the hour changes while the notice is read,
# the notice changes; more than an hour on the way, and the visit begins anew.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
# later SECONDS: a step that sets the machine to that long after the test began.
later() {
	(
		m_offset=$((m_begin + $1))
		m_up=$1
		write_machine "$scratch/later-$1"
	)
	echo "run dd if=$scratch/later-$1 of=$scratch/machine bs=512 conv=notrunc status=none"
}
promise() {
	date -u -d "@$(((begin + $1) / 3600 * 3600 + 337 * 3600))" +%H:%M
}
cat > "$scratch/hours" <<TEXT
wait Start
key Enter
wait before $(promise 0)
$(later 3000)
wait before $(promise 3000)
key Enter
wait Your name
type Slow
key Enter
wait Your phone number
type 0612345678
$(later 6700)
key Enter
wait That took more than an hour. Nothing was stored.
key Enter
wait Start
expect-not signed in
key Enter
wait before $(promise 6700)
$leave
TEXT
kiosk "$scratch/hours"
[ "$(promise 0)" != "$(promise 3000)" ] || fail "the hour did not change"
expect_count 0 "$inbox/keys" '*'
