#!/bin/sh
# SPDX-License-Identifier: ISC
# A terminal that is not known, or whose cursor cannot be moved, is refused with a sentence: on such a
# one the kiosk would wait behind an empty screen.
set -eu
. "$WELKOM_TESTS/lib.sh"

need_play
new_register
for terminal in no-such-terminal dumb; do
	echo "wait “$terminal” is not known; set TERM
exit 1" > "$scratch/refused"
	"$PLAY" -l 10 -t xterm-256color -e TERM="$terminal" -e LD_PRELOAD="$SHIM" \
		-e WELKOM_SHIM="$scratch/machine" "$scratch/refused" -- welkom-kiosk --config "$conf" \
		--language en || fail "TERM=$terminal"
done
