# SPDX-License-Identifier: ISC
# The kiosk was killed: its log is still there, with an entry in it. --dry-run and overview count it
# and leave it alone; the purge then collects it.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
{
	steps 'Femke Visser' 0612345678
	cat <<TEXT
signal KILL
exit 137
TEXT
} > "$scratch/script"
kiosk "$scratch/script"
[ -s "$inbox/db/inbox.db-wal" ] || fail "the log is not there"
cp -a "$register" "$scratch/copy"

picture "$register" > "$scratch/before"
machine offset $((m_begin + 14 * days)) up $((14 * days))
expect_exit 0 purge --dry-run --json
has "$scratch/out" '"keys_destroyed":1,"entries_destroyed":1'
same_files "$register" "$scratch/before"
at 0 true
expect_exit 0 on welkom-desk overview --config "$conf"
grep -Eq '^  together +1$' "$scratch/out" || fail "the entry is not counted"
same_files "$register" "$scratch/before"

# nor without the shared memory, as after a reboot
rm -f "$inbox/db/inbox.db-shm"
expect_exit 0 purge --dry-run
same_files "$register" "$scratch/before"

expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
has "$scratch/out" 'Femke Visser'
