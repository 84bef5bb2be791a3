# SPDX-License-Identifier: ISC
# The disk is full to the last byte: the kiosk says that nothing was stored, and nothing was; the
# purge destroys every key that is due, and says that this is done and that rows are left, which
# nobody can read any more; with room again, the next run deletes them.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
[ -x "${FILL:-}" ] || skip "fill-register is not built"
entries=3000
mkdir "$scratch/small"
mount -t tmpfs -o size=8m,mode=0700 none "$scratch/small" 2> /dev/null ||
	skip "no file system can be mounted here"
mounts=$scratch/small
register=$scratch/small/register
inbox=$register/inbox
store=$register/store
state=$register/state
new_register
on "$FILL" --config "$conf" --entries $entries --hours 48
sign_in 'Femke Visser' 0612345678
purge --quiet
at $((5 * days)) purge --quiet
cat > "$scratch/fill" <<'TEXT'
! cat /dev/zero > "$1/ballast" 2> /dev/null
TEXT

cat > "$scratch/script" <<TEXT
wait Start
key Enter
wait Before you type anything
key Enter
wait Your name
type Jan Jansen
wait Jan Jansen
key Enter
wait Your phone number
type 0612345679
wait 0612345679
run sh '$scratch/fill' '$scratch/small'
key Enter
wait Please go to reception
expect Your visit could not be stored. Nothing of what you typed was kept.
expect Reception: code S2
expect-not You are signed in
key Enter
wait You cannot sign in here at the moment. Nothing is stored.
expect Reception: code S2
run rm '$scratch/small/ballast'
wait Start
$leave
TEXT
kiosk "$scratch/script"
expect_exit 0 trace "$(hour_from $((5 * days)))" "$(hour_to $((5 * days)))"
has_not "$scratch/out" Jan

# noted: how many entries the ledger says were destroyed
noted() {
	grep '	purge	' "$state/ledger" | grep -o 'entries=[0-9]*' | awk -F = '{ n += $2 } END { print n + 0 }'
}

sh "$scratch/fill" "$scratch/small"
machine offset $((m_begin + 14 * days)) up $((14 * days))
keys=$(count "$store/keys" '*.key')
[ "$keys" -eq 49 ] || fail "there are not 49 hour keys but $keys"
expect_exit 1 purge
expect_count 0 "$store/keys" '*'
has "$scratch/out" 'hour keys destroyed    49'
has "$scratch/out" 'hour keys left         0'
has "$scratch/err" 'delete from the store: '
has "$scratch/err" 'full'
gone=$(sed -n 's/^  entries destroyed *//p' "$scratch/out")
[ "$gone" -le $entries ] || fail "the disk was not full: $gone entries went"

# it stays so, and says so, while there is no room
expect_exit 1 purge --quiet
has "$scratch/err" 'delete from the store: '

rm "$scratch/small/ballast"
expect_exit 0 purge
has "$scratch/out" 'hour keys destroyed    0'
is_empty "$scratch/err"
[ "$(noted)" -eq $((entries + 1)) ] || fail "the ledger has $(noted) entries, not $((entries + 1))"
grep -o 'hours=[0-9]*' "$state/ledger" | awk -F = '{ n += $2 } END { exit n != 49 }' ||
	fail "the ledger does not have 49 hours"
expect_exit 0 purge --json
has "$scratch/out" '"entries_destroyed":0'
expect_exit 0 on welkom-desk ledger verify --config "$conf"
