#!/bin/sh
# SPDX-License-Identifier: ISC
# What closes the kiosk between the first letter and Enter is found in the transaction: that visit is not
# stored, the visitor is told so, and the log says why; the next one needs no other hour key.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
machine hurry 5
{
	steps 'Femke Visser' 0612345678
	to_phone 'Unlucky'
	cat <<TEXT
run mv "$state/last-purge" "$state/away"
type 0612345679
wait 0612345679
key Enter
wait Nothing of what you typed was kept
expect code S1
run mv "$state/away" "$state/last-purge"
key Enter
wait > Start
TEXT
	steps 'Jan Jansen' 0612345670
	echo "$leave"
} > "$scratch/three"
kiosk "$scratch/three"
expect_count 1 "$inbox/keys" '*.key'
purge > "$scratch/out"
has "$scratch/out" 'collected entries      2'
expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
has "$scratch/out" 'Jan Jansen'
has_not "$scratch/out" 'Unlucky'
