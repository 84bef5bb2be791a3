# SPDX-License-Identifier: ISC
# Two programs never work on the register at once: the second waits for the first.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
command -v flock > /dev/null || skip "there is no flock"
new_register
sign_in 'Femke Visser' 0612345678
machine offset $((m_begin + 14 * days)) up $((14 * days))

mkfifo "$scratch/let-go"
(
	exec 9< "$store/lock"
	flock 9
	: > "$scratch/held"
	read -r word < "$scratch/let-go"
) &
holder=$!
helpers=$holder
until_true test -e "$scratch/held"

picture "$register" > "$scratch/before"
purge > "$scratch/first" 2>&1 &
first=$!
purge > "$scratch/second" 2>&1 &
second=$!
helpers="$holder $first $second"
sleep 1
kill -0 $first && kill -0 $second || fail "a purge did not wait"
expect_count 1 "$inbox/keys" '*.key'
expect_count 0 "$store/keys" '*.key'
# looking needs no lock
expect_exit 0 purge --dry-run
expect_exit 0 on welkom-desk overview --config "$conf"

echo go > "$scratch/let-go"
wait $holder
status=0
wait $first || status=$?
[ $status -eq 0 ] || fail "exit $status of the first"
wait $second || status=$?
[ $status -eq 0 ] || fail "exit $status of the second"
helpers=
expect_count 0 "$inbox/keys" '*.key'
expect_count 0 "$store/keys" '*.key'
expect_lines 1 purge
has "$state/ledger" 'entries=1'
