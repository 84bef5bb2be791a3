# SPDX-License-Identifier: ISC
# The incident sheet counts what is there and what can still be opened, day by day, without a key or a
# name; says until when; and tells another thing to do when a key is exposed.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
sign_in 'Jan Jansen' 0612345679
purge --quiet
machine offset $((m_begin + 3 * days)) up $((3 * days))
purge --quiet
sign_in 'Zoe Last' 0612345670
trace "$(hour_from $((3 * days)))" "$(hour_to $((3 * days)))" --reference GGD/7 \
	--output "$scratch/list" 2> /dev/null
sign_in 'Not Collected' 0612345671
# one of the four lost its key
rm "$(find "$store/keys" -name '*.key' -newermt "$(utc $((2 * days)))" | head -n 1)" 2> /dev/null ||
	rm "$(find "$store/keys" -name '*.key' | head -n 1)"

incident() {
	on welkom-desk incident --config "$conf" "$@"
}
day() {
	date -u -d "@$((begin + $1))" '+%a %-d %B'
}
expect_exit 0 incident --reference I/1
tr '\n' ' ' < "$scratch/out" | tr -s ' ' > "$scratch/flat"
has "$scratch/flat" 'Together: 3 entries sealed, 1 without their key'
has "$scratch/flat" "$(day 0): "
has "$scratch/flat" "$(day $((3 * days))): "
has "$scratch/flat" '72 hours are left'
has "$scratch/flat" "before $(date -u -d "@$((begin + 6 * days))" '+%Y-%m-%d %H:')"
has "$scratch/flat" '1 openings, 0 searches for one person and 1 lists'
has "$scratch/flat" 'Keys that open it: reception'
has "$scratch/flat" 'NO KEY IS EXPOSED'
! grep -E '^.{73,}' "$scratch/out" || fail "wider than 72 columns"
for name in Femke Jansen Zoe Collected 612345; do
	has_not "$scratch/out" "$name"
done
grep -q "	incident	reference=I/1	known=$(utc $((3 * days)) | cut -c 1-14)[0-9:]*Z	entries=4	readable=3	exposed=0	h=" \
	"$state/ledger" || fail "the ledger's line: $(tail -n 1 "$state/ledger")"

# an exposed key; known for longer; to a file, in another language
known=$(date -u -d "@$((begin - 5 * days))" +%Y-%m-%dT%H:%MZ)
expect_exit 0 incident --key-exposed --known "$known" --output "$scratch/sheet"
is_empty "$scratch/out"
[ "$(stat -c %a "$scratch/sheet")" = 600 ] || fail "others can read the sheet"
has "$scratch/sheet" 'A RECEPTION KEY IS EXPOSED'
has "$scratch/sheet" 'keys revoke'
tr '\n' ' ' < "$scratch/sheet" > "$scratch/flat"
has "$scratch/flat" 'article 33 ended on'
tail -n 1 "$state/ledger" | grep -q 'exposed=1' || fail "not noted"
expect_exit 0 incident --language nl --key "$key"

# a ledger that was changed is said, and the exit says so
sed -i '2s/keys=./keys=9/' "$state/ledger"
sed -i 's/recipients=./recipients=z/' "$state/ledger"
expect_exit 1 incident
has "$scratch/out" 'THE LEDGER IS NOT WHOLE'

expect_exit 2 incident --known tomorrow
expect_exit 2 incident --known "$(date -u -d "@$((begin + 9 * days))" +%Y-%m-%dT%H:%MZ)"
expect_exit 2 incident --reference Zoë
