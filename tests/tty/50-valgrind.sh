#!/bin/sh
# SPDX-License-Identifier: ISC
# One whole visit, with every common key, under valgrind: no wrong access, nothing lost.
set -eu
. "$WELKOM_TESTS/lib.sh"

need_play
[ -z "$WELKOM_SANITIZERS" ] || skip "built with sanitizers"
command -v valgrind > /dev/null || skip "there is no valgrind"
new_register
{
	steps "Zoë Nguyễn" 0612345678
	cat <<TEXT
key F1
wait Backspace removes
key Enter
wait Start
key F2
wait Beginnen
key F3
wait █
resize 40x12
wait Beginnen
$leave
TEXT
} > "$scratch/visit"
"$PLAY" -l 60 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" -e WELKOM_SHIM_LOOSE=1 \
	"$scratch/visit" -- \
	valgrind --quiet --log-file="$scratch/valgrind" --error-exitcode=9 --leak-check=full \
	--show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite \
	welkom-kiosk --config "$conf" --language en > "$scratch/screens" || {
	cat "$scratch/valgrind" >&2
	fail "valgrind complains, or the visit failed"
}
is_empty "$scratch/valgrind"
