# SPDX-License-Identifier: ISC
# demo --prepare makes a register with two weeks of visits that works: overview, trace, purge. It
# takes an empty folder or a new one, and no other.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_shim
demo=$scratch/demo
expect_exit 0 at 0 welkom-setup demo --prepare "$demo"
has "$scratch/out" "The demo lies in $demo, with "
made=$(sed -n 's/.*, with \([0-9]*\) made-up visits.*/\1/p' "$scratch/out")
[ "$made" -gt 50 ] || fail "only $made visits"
[ "$(stat -c %a "$demo")" = 700 ] || fail "others can look into the demo"

conf=$demo/welkom.conf
key=$demo/reception.key
passphrase=$demo/passphrase
register=$demo/register
inbox=$register/inbox
store=$register/store
state=$register/state
expect_count 0 "$inbox/keys" '*'
has_not "$conf" "$(cat "$passphrase")"

# two visits or more are due now, and no longer shown
expect_exit 0 on welkom-desk overview --config "$conf"
has "$scratch/out" 'Demo school'
has "$scratch/out" 'Clock              trusted'
has_not "$scratch/out" ALARM
kept=$(sed -n 's/^  together  *//p' "$scratch/out")
[ "$kept" -lt "$made" ] || fail "nothing is due"

# the hour after that is the oldest that can be read
oldest=$((-335 * hours))
expect_exit 0 trace "$(hour_from $oldest)" "$(hour_to $oldest)"
[ "$(wc -l < "$scratch/out")" -ge 2 ] || fail "no visit in the oldest hour"
grep -qE '\+[0-9]{8,}$' "$scratch/out" || fail "no number in the oldest hour"
expect_exit 1 trace "$(hour_from $((oldest - 3600)))" "$(hour_to $((oldest - 3600)))"
is_empty "$scratch/out"

expect_exit 0 purge --json
has "$scratch/out" '"keys_destroyed":1,'
has "$scratch/out" "\"entries_destroyed\":$((made - kept)),"
expect_exit 0 on welkom-desk overview --config "$conf"
[ "$(sed -n 's/^  together  *//p' "$scratch/out")" = "$kept" ] || fail "the purge took more"
expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$key"

# a folder with something in it is not taken
picture "$demo" > "$scratch/before"
expect_exit 1 at 0 welkom-setup demo --prepare "$demo"
has "$scratch/err" "$demo"
same_files "$demo" "$scratch/before"

# after two weeks all is gone
at $((14 * days)) purge --quiet
expect_count 0 "$store/keys" '*'
