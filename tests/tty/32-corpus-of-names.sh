#!/bin/sh
# SPDX-License-Identifier: ISC
# Every name of the corpus, typed and edited at one kiosk visitor after visitor, stands at the desk
# as the NFC of what was typed, blanks tidied: byte for byte what maint/names-nfc worked out without
# welkom.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
grep -v '^#' "$WELKOM_TESTS/data/names.txt" > "$scratch/names"
names=$(wc -l < "$scratch/names")
[ "$names" -ge 300 ] || fail "only $names names"
[ "$names" -eq "$(wc -l < "$WELKOM_TESTS/data/names.nfc")" ] ||
	fail "names.nfc is not of these names: maint/names-nfc makes it"

# The player's signs are escaped; a screen may not be able to show a name, so nothing waits for it.
# Each visitor has a number of their own, by which the lines are found again. Each begins with a
# family of five code points, which one Backspace takes away; where there is room, the name is then
# typed in front of a letter, which goes last.
sed 's/\\/\\\\/g; s/\$/\\$/g; s/^ /\\x20/; s/ $/\\x20/' "$scratch/names" |
	LC_ALL=C awk '{
		print "wait Start\nkey Enter\nwait Before you type anything\nkey Enter\nwait Your name"
		print "type \\u{1f468}\\u{200d}\\u{1f469}\\u{200d}\\u{1f467}\nkey Backspace"
		print length($0) < 120 ? "type x\nkey Home\ntype " $0 "\nkey Delete" : "type " $0
		printf "key Enter\nwait Your phone number\ntype +3161000%04d\nkey Enter\n", NR
		print "wait You are signed in\nkey Enter"
	}
	END { print "wait Start" }' > "$scratch/script"
echo "$leave" >> "$scratch/script"
kiosk "$scratch/script"

expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)" --format csv
tr -d '\r' < "$scratch/out" | LC_ALL=C sed -n \
	"s/^[^,]*,\"\\(.*\\)\",\"'+3161000\\([0-9]*\\)\",[^,]*\$/\\2 \\1/p" |
	LC_ALL=C sed 's/""/"/g' | LC_ALL=C sort > "$scratch/kept"
awk '{ printf "%04d %s\n", NR, $0 }' "$WELKOM_TESTS/data/names.nfc" | LC_ALL=C sort \
	> "$scratch/wanted"
diff -u "$scratch/wanted" "$scratch/kept" >&2 || fail "a name is not kept as it was typed"
echo "$names names"
