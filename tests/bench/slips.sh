#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Usage: tests/bench/slips.sh FOLDER RECIPIENT
# The script that an administrator would write instead: dialog asks for name and number, age seals
# them to the public key RECIPIENT, one file for each visit, synced with its folder. Measured by
# registration.sh; nobody should use it.
set -eu
umask 077
name=$(dialog --stdout --inputbox "Your name" 8 40)
phone=$(dialog --stdout --inputbox "Your phone number" 8 40)
file=$1/$(date +%s).$$.age
printf '%s\t%s\t%s\n' "$(date -Is)" "$name" "$phone" | age -r "$2" -o "$file"
sync "$file" "$1"
echo "You are signed in"
