# SPDX-License-Identifier: ISC
# A slip in an erasure code is noticed on the spot, and nothing is erased or written down.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
code=$(code)
first=$(printf %s "$code" | cut -c 1)
if [ "$first" = 7 ]; then
	wrong=8${code#?}
else
	wrong=7${code#?}
fi

{
	cat <<TEXT
wait Start
key Left
key Enter
wait Type the code that was shown
TEXT
	for slip in "$wrong" "${code%?}" "${code}0" 'U' '-'; do
		cat <<TEXT
type $slip
wait $slip
key Enter
wait There is a mistake in this code. Please check each letter and digit.
key Backspace 20
wait-gone There is a mistake
TEXT
	done
	cat <<TEXT
key Enter
wait There is a mistake in this code. Please check each letter and digit.
key Esc
wait Start
$leave
TEXT
} > "$scratch/script"
kiosk "$scratch/script"
expect_exit 0 purge --json
has "$scratch/out" '"erasures":0,'
expect_lines 0 erase
expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
has "$scratch/out" 'Femke Visser'
