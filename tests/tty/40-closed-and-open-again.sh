#!/bin/sh
# SPDX-License-Identifier: ISC
# When forgetting is not sure or the register cannot be used, the running kiosk asks to go to
# reception, with a code, and opens again by itself when the cause is gone.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
machine hurry 5
chmod 0755 "$scratch/conf"
cat > "$scratch/faults" <<TEXT
wait Start
run mv "$register" "$register.away"
wait Reception: code S1
key Enter
expect-not Sign in
run mv "$register.away" "$register"
wait Start
run chmod 0666 "$scratch/conf/recipients"
wait Reception: code K1
run chmod 0644 "$scratch/conf/recipients"
wait Start
run chmod 0777 "$scratch/conf"
wait Reception: code K1
run chmod 0755 "$scratch/conf"
wait Start
run mv "$state/last-purge" "$state/away"
wait Reception: code S1
run mv "$state/away" "$state/last-purge"
wait Start
key F2
wait Beginnen
run mv "$state/clock" "$state/away"
wait code C1
run mv "$state/away" "$state/clock"
wait Beginnen
$leave
TEXT
kiosk "$scratch/faults"

# Moved away between the first letter and Enter: nothing is acknowledged, nothing is kept.
cat > "$scratch/moved" <<TEXT
wait Start
key Enter
wait Sign in
key Enter
wait Your name
type Unlucky
key Enter
wait Your phone number
run mv "$register" "$register.away"
type 0612345678
key Enter
wait Nothing of what you typed was kept
expect code S1
key Enter
wait Reception: code S1
run mv "$register.away" "$register"
$leave
TEXT
kiosk "$scratch/moved"
purge > "$scratch/out"
has "$scratch/out" "collected entries      0"

# The last good purge is 26 hours ago.
machine offset $((m_begin + 27 * hours)) up $((27 * hours))
closed P2
purge --quiet
open
