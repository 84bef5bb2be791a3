#!/bin/sh
# SPDX-License-Identifier: ISC
# SIGTERM and a terminal that goes away end the kiosk cleanly, from any screen, with nothing typed
# left on it; nothing is stored.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
for signal in TERM HUP INT; do
	cat > "$scratch/end" <<TEXT
wait Start
key Enter
wait Sign in
key Enter
wait Your name
type Somebody
wait Somebody
signal $signal
exit 0
raw-residue Somebody
TEXT
	kiosk "$scratch/end"
done
expect_count 0 "$inbox/keys" '*'
purge > "$scratch/out"
has "$scratch/out" "collected entries      0"
