#!/bin/sh
# SPDX-License-Identifier: ISC
# "No thanks" ends as friendly as "Sign in" and leaves no trace: no file of the register changes.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
picture "$register" > "$scratch/before"
cat > "$scratch/no" <<TEXT
wait Start
key Enter
wait No thanks
key Right
key Enter
wait Nothing was stored. Please come in.
key Enter
wait Start
key Enter
wait No thanks
type 2
wait Nothing was stored. Please come in.
key Esc
wait Start
$leave
TEXT
kiosk "$scratch/no"
same_files "$register" "$scratch/before"
