#!/bin/sh
# SPDX-License-Identifier: ISC
# Ctrl-C, Ctrl-Z, Ctrl-\, Ctrl-S, Ctrl-Q, Ctrl-D and the demo's key do nothing; typed text stays.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
{
	cat <<TEXT
wait Start
key Enter
wait Sign in
key Enter
wait Your name
type Quiet
wait Quiet
TEXT
	for k in C Z S Q D A U V; do
		echo "key Ctrl-$k"
	done
	printf 'key Ctrl-\\\n'
	cat <<TEXT
key F10
key F12
type ly
wait Quietly
alive
type \\e[200~ pasted \\x01\\x02\\e[201~
alive
expect Your name
$leave
TEXT
} > "$scratch/keys"
kiosk "$scratch/keys"
