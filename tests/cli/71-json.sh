# SPDX-License-Identifier: ISC
# --json prints one JSON object, of a run, a dry run and a status, whatever state the register is in.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register

# valid KEY...: what was printed is an object with these keys
valid() {
	[ "$(wc -l < "$scratch/out")" -eq 1 ] || fail "not one line"
	grep -qE '^\{"[a-z_]+":.*\}$' "$scratch/out" || {
		cat "$scratch/out" >&2
		fail "no object"
	}
	if python3 -c '' 2> /dev/null; then
		python3 -c 'import json, sys; json.load(sys.stdin)' < "$scratch/out" || fail "no JSON"
	fi
	for word in "$@"; do
		has "$scratch/out" "\"$word\":"
	done
}

run_keys='time dry_run failed clock_in_doubt collected erasures keys_destroyed entries_destroyed
	leftovers strange keys_left oldest_hour next_due'
status_keys='status code sentence alarms not_looked_at error clock_in_doubt review_soon last_good_purge
	last_purge next_due oldest_hour last_good_age last_purge_age overdue_hours next_due_in oldest_age
	review_days free_bytes'

expect_exit 0 purge --json
valid $run_keys
has "$scratch/out" '"oldest_hour":null,"next_due":null'
expect_exit 0 purge --json --dry-run
valid $run_keys
expect_exit 0 purge --json --status
valid $status_keys
has "$scratch/out" '"status":"OK","code":""'
expect_exit 0 purge --json --quiet
is_empty "$scratch/out"

machine offset $((m_begin + 20 * days))
expect_exit 1 purge --json --status
valid $status_keys
has "$scratch/out" '"status":"WARNING","code":"C1","sentence":"C1: the clock is in doubt'
has "$scratch/out" '"alarms":[{"code":"C1","sentence":"the clock is in doubt'
has "$scratch/out" '"clock_in_doubt":true,'
expect_exit 3 purge --json
valid $run_keys

printf 'no database' | dd of="$store/db/store.db" conv=notrunc status=none
expect_exit 1 purge --json
valid $run_keys
has "$scratch/out" '"failed":true'

configure "$scratch/no \"where\""
expect_exit 2 purge --json --status
valid $status_keys
has "$scratch/out" '"status":"CRITICAL","code":"S1"'
has "$scratch/out" '"last_good_purge":null'
has "$scratch/out" '"last_good_age":null'

echo 'nothing' >> "$conf"
expect_exit 1 purge --json --status
valid status code sentence error
