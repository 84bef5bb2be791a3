# SPDX-License-Identifier: ISC
# A list for a spreadsheet: what looks like a formula is not one there, not even hidden or after the
# separator of another language; quotes are doubled, and numbers keep their +.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
{
	steps '=cmd|1 A0' 0612345678
	steps '@SUM Jan' 0612345679
	steps 'Ann "Bo", Lee' '+44 20 7946 0958'
	echo "wait Start
key Enter
wait Before you type anything
key Enter
wait Your name
type \\u{3164}\\u{200d}=1;=cmd|1, \\u{2800}-2
wait cmd
key Enter
wait Your phone number
type 0612345670
key Enter
wait You are signed in
key Enter
wait Start"
	echo "$leave"
} > "$scratch/script"
kiosk "$scratch/script"

expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)" --format csv
tr -d '\r' < "$scratch/out" > "$scratch/lines"
[ "$(sed -n 1p "$scratch/lines")" = arrived,name,phone,destroy_by ] || fail "the heading"
hidden=$(printf '\343\205\244\342\200\215') blank=$(printf '\342\240\200')
sed "s/$hidden/HIDDEN/; s/$blank/BLANK/" "$scratch/lines" |
	sed "1d; s/^[-0-9]*T[:0-9]*Z,//; s/,$(date -u -d "@$(((begin / 3600 + 336) * 3600))" +%Y-%m-%dT%H:%M:%SZ)\$/,DUE/" > "$scratch/cells"
cat > "$scratch/wanted" <<'TEXT'
"'=cmd|1 A0","'+31612345678",DUE
"'@SUM Jan","'+31612345679",DUE
"Ann ""Bo"", Lee","'+442079460958",DUE
"'HIDDEN=1;'=cmd|1,' BLANK-2","'+31612345670",DUE
TEXT
diff -u "$scratch/wanted" "$scratch/cells" >&2 || fail "the cells"
[ "$(tail -c 2 "$scratch/out" | od -An -tx1 | tr -d ' ')" = 0d0a ] || fail "a line does not end in CR LF"
[ "$(grep -c "^$(utc 0 | cut -c 1-13)" "$scratch/lines")" -eq 4 ] || fail "the times"
