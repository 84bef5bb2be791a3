#!/bin/sh
# SPDX-License-Identifier: ISC
# Every number of the corpus, typed at a kiosk of its country, stands at the desk in the form that
# data/numbers.txt has for it: at once, or asked about once and kept at the second Enter, or after
# the visitor said of which country it is. What is no number stays on the screen with its sentence.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
list=$WELKOM_TESTS/data/numbers.txt
# The main country of each calling code, which is what can be configured.
sed -n 's/^	{"\(..\)", "\([0-9]*\)", "[0-9]*", true,.*/\1	\2/p' \
	"$top_srcdir/src/visit/plantable.c" > "$scratch/main"

# Writes $scratch/kiosk-CODE for each configured calling code ("-": none), and $scratch/wanted.
# Tab, line feed and delete are keys, and the field refuses the line separator: they are left out, and
# so is a line that is about them. A country that cannot be configured cannot be played.
LC_ALL=C awk -F '\t' -v folder="$scratch" '
	function put(line) { print line > file }
	# A visitor until the number; visits are told apart by the name.
	function begin() {
		visits++
		put("wait Start\nkey Enter\nwait Before you type anything\nkey Enter\nwait Your name")
		put(sprintf("type N%04d\nkey Enter\nwait Your phone number", visits))
	}
	function text(  typed) {
		typed = $1
		gsub(/[\\$]/, "\\\\&", typed)
		gsub(/\\\\u/, "\\u", typed)
		gsub(/^ | $/, "\\x20", typed)
		if (typed != "")
			put("type " typed)
		put("key Enter")
	}
	# The number is kept: at the second Enter when it is asked about.
	function keep(result, number) {
		if (result ~ /[?]$/) {
			put("wait Is this number complete?\nkey Enter")
			asked++
		}
		put("wait You are signed in\nkey Enter")
		kept++
		print sprintf("N%04d ", visits) number > (folder "/wanted")
	}
	# The number is none: the visitor goes away with what was typed.
	function refuse(sentence) {
		put("wait " sentence "\nkey Esc\nwait Your name\nkey Esc\nwait Before you type anything")
		put("key Esc")
		refused++
	}

	BEGIN {
		said["empty"] = "Please type your phone number."
		said["long"] = "This number is too long."
		said["character"] = "It can only have digits"
		main["-"] = "GB" # the first one offered in English
	}
	FILENAME ~ /main$/ { code[$1] = $2; main[$2] = $1; next }
	/^# / || /^$/ { next }
	pass == 1 {
		if ($2 ~ /^=/) {
			result[$1, $2] = $3
			number[$1, $2] = $4
		}
		next
	}
	{
		typed = $1
		gsub(/\\u[{](9|A|7F|2028)[}]/, "")
		if ($1 != typed && $3 == "character")
			next
		configured = $2 ~ /^=/ ? code[substr($2, 2)] : $2
		if (configured == "")
			next
		file = folder "/kiosk-" configured
		begin()
		if ($2 ~ /^=/)
			put("key F5\nwait From which country\nkey Enter\nwait Your phone number")
		text()
		if ($3 in said) {
			refuse(said[$3])
		} else if ($3 == "country") {
			answer = typed SUBSEP "=" main[configured]
			if (!(answer in result)) {
				print "no answer for " typed " with " configured
				exit 1
			}
			put("wait From which country\nkey Enter\nwait F5 Country")
			put("key Enter")
			answered++
			keep(result[answer], number[answer])
		} else {
			keep($3, $4)
		}
	}
	END { print visits + 0, kept + 0, asked + 0, answered + 0, refused + 0 }
	' "$scratch/main" pass=1 "$list" pass=2 "$list" > "$scratch/counts" ||
	fail "$(cat "$scratch/counts")"
read -r visits kept asked answered refused < "$scratch/counts"
[ "$kept" -ge 300 ] || fail "only $kept numbers"
[ "$asked" -ge 20 ] && [ "$answered" -ge 20 ] && [ "$refused" -ge 30 ] ||
	fail "too few of a kind: $(cat "$scratch/counts")"

for script in "$scratch"/kiosk-*; do
	code=${script##*-}
	configure "$register"
	case $code in
	-) sed -i '/^calling_code/d' "$conf" ;;
	*) sed -i "s/^calling_code.*/calling_code = $code/" "$conf" ;;
	esac
	printf 'wait Start\n%s\n' "$leave" >> "$script"
	kiosk "$script"
done

expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)" --format csv
tr -d '\r' < "$scratch/out" | LC_ALL=C sed -n \
	"s/^[^,]*,\"\\(.*\\)\",\"'\\([^\"]*\\)\",[^,]*\$/\\1 \\2/p" | LC_ALL=C sort > "$scratch/kept"
LC_ALL=C sort "$scratch/wanted" | diff -u - "$scratch/kept" >&2 ||
	fail "a number is not kept as the list says"
echo "$visits visits, $kept numbers kept: $asked asked about, $answered of which the country was" \
	"asked; $refused refused"
