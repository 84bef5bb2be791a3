#!/bin/sh
# SPDX-License-Identifier: ISC
# With touch = yes a whole visit needs nothing but a finger: letters, capitals, accents, blanks, digits
# and buttons are drawn as keys of at least three rows and six columns, and each answers on all of
# them. Where they do not fit they are left out, and the keyboard does it.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
configure "$register" "touch = yes"
space='│                       │'

# tap TEXT...: clicks on keys with these letters.
tap() {
	for letter in "$@"; do
		case $letter in
		_) echo "click $space" ;;
		*) echo "click │ $letter  │" ;;
		esac
	done
}

cat > "$scratch/visit" <<TEXT
wait Start
print welcome
click Start
wait Before you type anything
print notice
click Sign in
wait Your name
wait │ Q  │
print name
$(tap Z o e)
wait Zoe
click é ä ł
wait │ ë  │
print accents
$(tap ë)
wait Zoë
$(tap _ O)
wait Zoë O
click '
click ↑
$(tap N q)
wait Zoë O'Nq
click ←
$(tap e i l)
wait Zoë O'Neil
click -
click ↑
$(tap L i)
click ↑
wait │ Q  │
click ↑
wait │ q  │
wait Zoë O'Neil-Li
click Next
wait Your phone number
print phone
click │   +   │
click │   3   │
click │   1   │
click │   6   │
click │   1   │
click │   2   │
click │   3   │
click │   4   │
click │   5   │
click │   6   │
click │   7   │
click │   9   │
wait +31612345679
click ←
click │   0   │
wait +31612345670
click │   -   │
wait +31612345670-
click ←
wait-gone +31612345670-
click Sign in
wait You are signed in
print done
click Done
wait Start
click Erase my entry
wait Type the code
wait │ Z  │
expect-not é ä ł
print code
click Back
wait Start
$leave
TEXT
kiosk "$scratch/visit"
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/sheet"
has "$scratch/sheet" "Zoë O'Neil-Li"
has "$scratch/sheet" "+31612345670"

# Every box on these screens is whole, three rows high and at least six columns wide; this many are
# there, so that nothing to be pressed has none.
sed 's/┌/{/g; s/┐/}/g; s/└/[/g; s/┘/]/g; s/─/=/g; s/│/!/g; s/[^ -~]/x/g' "$scratch/screens" |
	awk -v expected="welcome 7 notice 3 name 34 accents 27 phone 15 done 2 code 35" '
	function finish(   r, c, to, row) {
		if (name == "" || !(name in wanted))
			return
		for (r = 0; r < rows; r++)
			for (c = 1; c <= length(line[r]); c++) {
				if (index("}[]", substr(line[r], c, 1)) > 0 && !((r, c) in corner))
					bad = bad name ": part of a box in row " r "\n"
				if (substr(line[r], c, 1) != "{")
					continue
				n[name]++
				row = substr(line[r], c + 1)
				to = c + 1 + match(row, /^=*}/) * RLENGTH - 1
				if (to < c + 5)
					bad = bad name ": a box of few columns in row " r "\n"
				if (substr(line[r + 1], c, 1) != "!" || substr(line[r + 1], to, 1) != "!" ||
					substr(line[r + 2], c, 1) != "[" || substr(line[r + 2], to, 1) != "]")
					bad = bad name ": a box that is not three rows high in row " r "\n"
				corner[r, to] = corner[r + 2, c] = corner[r + 2, to] = 1
			}
		if (n[name] != wanted[name])
			bad = bad name ": " n[name] " boxes instead of " wanted[name] "\n"
		seen++
	}
	BEGIN { k = split(expected, parts, " "); for (i = 1; i < k; i += 2) wanted[parts[i]] = parts[i + 1] }
	/^[a-z]+ \(80x24/ { finish(); name = $1; rows = 0; split("", line); split("", corner) }
	/^[|]/ { line[rows++] = substr($0, 2, 80) }
	END { finish(); printf "%s", bad; exit bad != "" || seen != 7 }' > "$scratch/bad" || {
	cat "$scratch/screens" "$scratch/bad" >&2
	fail "not everything is as large as a finger"
}

# The corners of a key are the key, the gap beside it is nothing.
cat > "$scratch/corners" <<TEXT
wait Start
type \\e[<0;8;10M
wait Before you type anything
key Esc
wait Start
type \\e[<0;19;12M
wait Before you type anything
key Enter
wait Your name
wait │ Q  │
type \\e[<0;6;6M
wait │ q  │
type \\e[<0;11;8M
wait Qq
type \\e[<0;12;7M
type \\e[<0;13;7M
wait Qqw
expect Qqw
# where the keys do not fit
resize 80x23
wait-gone ←
type x
cursor-after Qqwx
resize 79x24
wait-gone ←
type y
cursor-after Qqwxy
resize 40x12
wait Qqwxy
click Next
wait Your phone number
expect-not 9
resize 80x24
wait │   9   │
key F3
wait │   9   │
key F3
wait F3 Plain
wait │   9   │
key F3
wait-gone 9
type 0612345671
wait 0612345671
key Enter
wait Is this number right?
key Enter
wait You are signed in
$leave
TEXT
kiosk "$scratch/corners"
