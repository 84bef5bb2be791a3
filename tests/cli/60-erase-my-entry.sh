# SPDX-License-Identifier: ISC
# "Erase my entry": with the code from signing in a visitor erases the entry alone, before it was
# collected and after. Whether there was one is not to be seen on the screen; it is in the ledger.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register

# erase CODE: the steps, from Start to Start
erase() {
	cat <<TEXT
wait Start
key Left
key Enter
wait Type the code that was shown
type $1
wait $1
key Enter
wait Erase the entry with this code?
cursor-on >  Back
key Left
cursor-on >  Erase
key Enter
wait Within 15 minutes nothing is kept under this code.
wait Done
print
key Enter
wait Start
raw-residue $1
TEXT
}

# before it was collected
sign_in 'Femke Visser' 0612345678
femke=$(code)
sign_in 'Jan Jansen' 0612345679
jan=$(code)
[ "$femke" != "$jan" ] || fail "the same code twice"
: > "$scratch/screens"
{
	erase "$femke"
	echo "$leave"
} > "$scratch/script"
kiosk "$scratch/script"
mv "$scratch/screens" "$scratch/matched"
expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
has_not "$scratch/out" Femke
has "$scratch/out" 'Jan Jansen'
# the desk carries out what is queued before it shows anything
expect_lines 1 erase
expect_exit 0 purge --json
has "$scratch/out" '"erasures":0,'
expect_lines 1 erase
grep -qE '	erase	matched=1	kid=[0-9a-f]{32}	' "$state/ledger" || fail "the ledger line"

# after it was collected; typed in small letters, without hyphens, with O and l for 0 and 1. And the
# same again: then nothing is kept under it any more
typed=$(echo "$jan" | tr -d - | tr 'A-Z01' 'a-zOl')
{
	erase "$typed"
	echo "run LD_PRELOAD='$SHIM' WELKOM_SHIM='$scratch/machine' welkom-purge --config '$conf' --quiet"
	erase "$femke"
	echo "$leave"
} > "$scratch/script"
kiosk "$scratch/script"
expect_lines 2 erase
expect_exit 0 purge --json
has "$scratch/out" '"erasures":1,'
expect_lines 3 erase
[ "$(grep -c '	erase	matched=1	kid=' "$state/ledger")" -eq 2 ] || fail "not two matched"
[ "$(grep -c '	erase	matched=0	h=' "$state/ledger")" -eq 1 ] || fail "not one that did not match"
expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
has_not "$scratch/out" Jan
has "$scratch/err" '0 visits'

# the screens are the same
rows=$(wc -l < "$scratch/matched")
head -n "$rows" "$scratch/screens" | cmp - "$scratch/matched" || fail "it tells what it found"
tail -n "$rows" "$scratch/screens" | cmp - "$scratch/matched" || fail "it tells that it found nothing"

# the code itself is nowhere
plain=$(echo "$jan" | tr -d -)
! grep -raqF -e "$jan" -e "$plain" "$register" || fail "the code is in the register"
