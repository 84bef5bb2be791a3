# SPDX-License-Identifier: ISC
# The file that remembers the time is lost, empty or damaged: the clock is in doubt and nothing is
# destroyed, though it would be due, until a person confirms the time.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
mv "$register" "$scratch/first"

# spoil KIND FILE
spoil() {
	case $1 in
	lost) rm "$2" ;;
	empty) : > "$2" ;;
	cut) head -c 40 "$2" > "$2.cut" && mv "$2.cut" "$2" ;;
	text) sed 's/^highest [0-9]*/highest 9999999999999/' "$2" > "$2.new" && mv "$2.new" "$2" ;;
	link) mv "$2" "$scratch/elsewhere" && ln -s "$scratch/elsewhere" "$2" ;;
	esac
}

for kind in lost empty cut text link; do
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
