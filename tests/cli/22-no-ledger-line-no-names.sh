# SPDX-License-Identifier: ISC
# No name appears before its opening is in the ledger: where no line can be written, none appears.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge > /dev/null

mv "$state/ledger" "$scratch/ledger"
cp "$scratch/ledger" "$scratch/whole"

# nowhere FILE: the ledger being what it is now, nothing is shown
nowhere() {
	expect_exit 1 trace "$(hour_from 0)" "$(hour_to 0)" --reference X1
	is_empty "$scratch/out"
	has_not "$scratch/err" Femke
	expect_exit 1 trace "$(hour_from 0)" "$(hour_to 0)" --reference X1 --output "$scratch/list"
	[ ! -e "$scratch/list" ] || fail "a list was made"
}

mkdir "$state/ledger"
nowhere
rmdir "$state/ledger"
ln -s "$scratch/ledger" "$state/ledger"
nowhere
cmp "$scratch/ledger" "$scratch/whole" || fail "a line was written through a link"
rm "$state/ledger"

# what stands there is not a ledger of ours: nothing may be chained to it
echo 'not a line' > "$state/ledger"
nowhere
rm "$state/ledger"

cp "$scratch/whole" "$state/ledger"
expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)" --reference X1
has "$scratch/out" 'Femke Visser'
expect_lines 1 open
has "$state/ledger" 'reason=contact-tracing	reference=X1	'
has "$state/ledger" 'opened=1'
has_not "$state/ledger" Femke
