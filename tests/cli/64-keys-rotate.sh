# SPDX-License-Identifier: ISC
# One's own key followed by a new one: until root has installed the list nothing changes, then one
# unlock seals everything to the new key, which takes the old one's place, and the old one is gone.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
. "$WELKOM_TESTS/keys.sh"
sign_in 'Femke Visser' 0612345678
cp "$key" "$scratch/stolen.key"
next=$scratch/owner/reception.next.key
old=$(print_of reception)

expect_exit 0 as_reception keys rotate
[ "$(stat -c %a "$next")" = 600 ] || fail "the mode of the new key"
cmp -s "$key" "$scratch/stolen.key" || fail "the old key was touched before its time"
grep -q "	keys	rotate=reception	print=[0-9a-f]\{32\}	old=$old	list=" "$state/ledger" ||
	fail "the ledger's line"
expect_lines 1 keys
# nothing has changed yet
expect_exit 0 as_reception drill
has "$scratch/err" 'root has not installed'
[ -e "$next" ] || fail "the new key is gone"
day_of "$key" "$passphrase"
has "$scratch/out" Femke
# and there is no second one, nor another passphrase that only one of the two would have
expect_exit 1 as_reception keys rotate
has "$scratch/err" 'waits already'
expect_exit 1 as_reception passwd --new-passphrase-file "$anna_passphrase"
has "$scratch/err" 'waits to follow'

install_list "$scratch/owner"
# the kiosk seals to the new one only; the old one opens what was before: one unlock, nothing missing
at $hours purge --quiet
sign_in 'Jan Jansen' 0612345679
ln "$key" "$scratch/owner-second"
day_of "$key" "$passphrase"
[ $got -eq 0 ] || fail "exit $got: $(cat "$scratch/err")"
has "$scratch/out" Femke
has "$scratch/out" Jan
has "$scratch/err" '1 hour was sealed anew'
has "$scratch/err" 'the retired one was overwritten'
[ ! -e "$next" ] || fail "the new key has not moved"
[ "$(head -c 7 "$scratch/owner-second")" = WKGONE1 ] || fail "the bytes of the old key are there"
[ "$(find "$scratch/owner" -name '.welkom-*')" = '' ] || fail "something was left beside the key"
new=$(print_of reception)
[ "$new" != "$old" ] || fail "the list has the old key"
[ "$(sealed_to "$old")/$(sealed_to "$new")" = 0/2 ] || fail "old wraps were left behind"
expect_exit 0 as_reception drill
has_not "$scratch/err" 'sealed anew'
# a copy of the old key opens nothing
day_of "$scratch/stolen.key" "$passphrase"
has_not "$scratch/out" Femke
has "$scratch/err" 'Your key was revoked'

# A power cut after the file has changed, before the other is gone: the next unlock clears up.
cp "$key" "$next"
expect_exit 0 as_reception drill
[ ! -e "$next" ] || fail "the other file was left"
day_of "$key" "$passphrase"
has "$scratch/out" Jan
