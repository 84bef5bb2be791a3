# SPDX-License-Identifier: ISC
# The file that remembers the time is lost, empty, damaged or of another machine: the clock is in doubt and nothing is
# destroyed, though it would be due, until a person confirms the time.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
mv "$register" "$scratch/first"

# sealed LINES: those, filled up and with the checksum that fits them.
sealed() {
	printf '%s\nfill ' "$1" > "$scratch/sealed"
	dots=$((282 - $(wc -c < "$scratch/sealed")))
	printf '%*s\n' $dots '' | tr ' ' . >> "$scratch/sealed"
	echo "sum $(b2sum -l 128 < "$scratch/sealed" | cut -d ' ' -f 1)" >> "$scratch/sealed"
	cat "$scratch/sealed"
}
lines=$(sed '/^fill/,$d' "$scratch/first/state/clock")
sealed "$lines" | cmp - "$scratch/first/state/clock" || fail "not the checksum of the programs"

# spoil KIND FILE
spoil() {
	case $1 in
	lost) rm "$2" ;;
	empty) : > "$2" ;;
	cut) head -c 40 "$2" > "$2.cut" && mv "$2.cut" "$2" ;;
	text) sed 's/^highest [0-9]*/highest 9999999999999/' "$2" > "$2.new" && mv "$2.new" "$2" ;;
	digit) sed '/^highest/y/0123456789/1032547698/' "$2" > "$2.new" && mv "$2.new" "$2" ;;
	another) sealed "$(echo "$lines" | sed 's/^machine .*/machine elsewhere/')" > "$2" ;;
	old) sed 's/^welkom-clock 2/welkom-clock 1/; /^anchor/,/^lower/d; /^machine/,$d' "$2" > "$2.new" &&
		mv "$2.new" "$2" ;;
	link) mv "$2" "$scratch/elsewhere" && ln -s "$scratch/elsewhere" "$2" ;;
	esac
}

for kind in lost empty cut text digit another old link; do
	echo "$kind"
	cp -a "$scratch/first" "$register"
	machine offset $((m_begin + 14 * days)) up $((14 * days))
	spoil $kind "$state/clock"
	picture "$store" > "$scratch/before"
	expect_exit 3 purge --quiet
	same_files "$store" "$scratch/before"
	expect_exit 3 purge --quiet
	same_files "$store" "$scratch/before"
	expect_exit 0 purge --quiet --confirm-clock "$(utc $((14 * days)))"
	expect_count 0 "$store/keys" '*'
	rm -rf "$register"
done

cp -a "$scratch/first" "$register"
spoil lost "$state/clock"
closed C1
