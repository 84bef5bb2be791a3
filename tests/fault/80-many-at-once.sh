#!/bin/sh
# SPDX-License-Identifier: ISC
# Kiosks, two people of reception and the keeper at once, each killed at any moment: whoever was welcomed
# is in the register, whoever erased an entry is not, no visitor saw that something failed, and in the
# end nothing is stuck. MANY_SECONDS sets how long (usually 8), MANY_KIOSKS how many kiosks (usually 3),
# MANY_SEED which moments (usually those of the clock; a failure names it).
set -eu
. "$WELKOM_TESTS/lib.sh"

: "${MANY:?is set by make check}" "${FILL:?}"
(: <> /dev/ptmx) 2> /dev/null || skip "there are no terminals here"
command -v sqlite3 > /dev/null || skip "there is no sqlite3"
new_register
# The clock begins so far back that it never comes to be ahead of the times that files are given, which
# are real: one that is just being written must not look old.
back=$(((${MANY_SECONDS:-8} + 48) * hours))
begin=$((begin - back)) m_begin=$((m_begin - back))
machine synced 1 offset $m_begin
purge --quiet
. "$WELKOM_TESTS/keys.sh"
add_anna
install_list "$scratch/owner"
expect_exit 0 as_anna drill

# two days of hours that become due, one with each hour that passes
(
	m_offset=$((m_begin - 288 * hours))
	write_machine "$scratch/machine-then"
	LD_PRELOAD=$SHIM WELKOM_SHIM=$scratch/machine-then "$FILL" --config "$conf" --entries 480 --hours 48
) || fail "the register was not filled"
purge --quiet

on "$MANY" --config "$conf" --key "$key" --passphrase-file "$passphrase" --other-key "$anna" \
	--other-passphrase-file "$anna_passphrase" --machine "$scratch/machine" --scratch "$scratch" \
	--seconds "${MANY_SECONDS:-8}" --kiosks "${MANY_KIOSKS:-3}" --seed "${MANY_SEED:-$(date +%s)}"

# nothing is stuck
flock -n "$store/lock" true || fail "somebody has the lock of the register"
for db in "$inbox/db/inbox.db" "$store/db/store.db"; do
	sqlite3 "$db" '.timeout 0' 'BEGIN IMMEDIATE; ROLLBACK' || fail "somebody has $db"
	[ "$(sqlite3 "$db" 'PRAGMA integrity_check')" = ok ] || fail "$db is damaged"
done
expect_exit 0 purge
expect_exit 0 purge --status
expect_exit 0 as_reception ledger verify
expect_exit 0 as_anna ledger verify
expect_exit 0 as_anna drill
is_empty "$scratch/err"
expect_exit 0 on welkom-desk overview --config "$conf"
has_not "$scratch/out" ALARM
[ "$(sqlite3 "$inbox/db/inbox.db" 'SELECT (SELECT count(*) FROM erase) + (SELECT count(*) FROM entry)')" -eq 0 ] ||
	fail "something was left in the inbox"
# a kiosk that was killed between the file of a key and its row leaves a key of nobody, a purge that was
# killed while it collected a copy of one in the store: both until they are due
for file in "$inbox"/keys/*.key; do
	kid=$(basename "$file" .key)
	[ ! -e "$file" ] || [ -e "$store/keys/$kid.key" ] ||
		[ "$(sqlite3 "$store/db/store.db" "SELECT count(*) FROM entry WHERE kid=x'$kid'")" -eq 0 ] ||
		fail "a key of visitors was left in the inbox alone"
done
expect_count 0 "$store/keys" '*.tmp'
expect_count 0 "$store/keys" '*.old'
awk -F '\t' '$3 == "purge" { n++ } END { exit n == 0 }' "$state/ledger" || fail "nothing was destroyed"
