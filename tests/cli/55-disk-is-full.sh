# SPDX-License-Identifier: ISC
# The disk is full to the last byte: the kiosk says that nothing was stored, and nothing was; the
# purge destroys the keys that are due and says that the rest failed; with room again, all is made up
# for.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
mkdir "$scratch/small"
mount -t tmpfs -o size=2m,mode=0700 none "$scratch/small" 2> /dev/null ||
	skip "no file system can be mounted here"
mounts=$scratch/small
register=$scratch/small/register
inbox=$register/inbox
store=$register/store
state=$register/state
new_register
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

sh "$scratch/fill" "$scratch/small"
machine offset $((m_begin + 14 * days)) up $((14 * days))
expect_exit 1 purge
has "$scratch/out" 'hour keys destroyed    1'
has "$scratch/out" 'entries destroyed      0'
has "$scratch/err" 'delete from the store: '
expect_count 0 "$store/keys" '*.key'

rm "$scratch/small/ballast"
expect_exit 0 purge --json
has "$scratch/out" '"entries_destroyed":1'
has "$state/ledger" 'hours=1	entries=1	'
expect_exit 0 on welkom-desk ledger verify --config "$conf"
