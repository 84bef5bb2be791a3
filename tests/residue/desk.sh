# SPDX-License-Identifier: ISC
# desk.sh: a desk whose memory is searched, with words as in search.sh. Read after lib.sh by the tests
# tty/84-*, 86-*, 89-* and 90-*, which say with write_all what is played.
need_play
[ -z "$WELKOM_SANITIZERS" ] || skip "built with sanitizers, which keep what is freed"
[ -x "${RESIDUE:=$(dirname "$PLAY")/residue/residue}" ] || skip "there is no scanner"
export RESIDUE scratch
new_register
configure "$register" "idle_seconds = 60"
HOME=$scratch/home
export HOME
scan="run sh $WELKOM_TESTS/residue/scan.sh"
echo 'kKyQWG Ǧŷẍħẑķŵǰ' > "$scratch/never"

# change_passphrase TEXT
change_passphrase() {
	echo "$1" > "$scratch/next"
	expect_exit 0 on welkom-desk passwd --config "$conf" --key "$key" --passphrase-file "$passphrase" \
		--new-passphrase-file "$scratch/next"
	cat "$scratch/next" > "$passphrase"
}

# Of a passphrase and a code six characters in a row count, of a number seven, so they have the names of
# codes there (scan.sh): numbers are "erase", passphrases and codes "code".
words_of() {
	case $1 in
	1) name='WGyQYW Ħǧẑŵħǰẍķ' number=0987797879 ;;
	2) name='QgWYkG Ǧẍķŵẑħǰŷ' number=0978797997 ;;
	3) name='YkGQwK Ŵẑǰħķǧẍŷ' number=0979787879 ;;
	esac
	# what stands in the environment, some bytes apart, is there in the next process too
	case $1 in
	2) change_passphrase 'quick green jugglers by dawn' ;;
	3) change_passphrase 'extra windy kayaks in fjords' ;;
	esac
	echo "$name" > "$scratch/name"
	printf '%s\n' $number "+31${number#0}" > "$scratch/erase"
	cp "$passphrase" "$scratch/code"
	mkdir -p "$HOME"
	rm -f "$HOME"/*
	sign_in "$name" "$number"
	sign_in "$name" "$number"
	word=$(code)
	printf '%s\n' "$word" "$(echo "$word" | tr -d -)" >> "$scratch/code"
}

# searched STEPS OPTION...: plays them at a desk that can be searched.
searched() {
	searched_steps=$1
	shift
	"$PLAY" -l 20 -s 80x40 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" \
		-e WELKOM_SHIM_OPEN=1 -e WELKOM_SHIM_LOOSE=1 "$searched_steps" -- \
		welkom-desk "$@" --config "$conf" > "$scratch/screens"
}

# ended CODE: the steps of the end, at which nothing is left.
ended() {
	cat <<TEXT
$scan stopped '$1' name erase code
run kill -CONT \$(cat $scratch/pid)
TEXT
}

# What may be an accident (scan.sh) counts when it is there with other words in other processes too.
search_desk() {
	try=1
	until rm -f "$scratch/accident" "$scratch/scans" && words_of $try && write_all &&
		[ ! -e "$scratch/accident" ]; do
		[ -e "$scratch/accident" ] && [ $((try += 1)) -le 3 ] && continue
		[ ! -s "$scratch/blind" ] || skip "the memory cannot be read: $(cat "$scratch/blind")"
		[ ! -s "$scratch/scans" ] || cat "$scratch/scans" >&2
		fail "something is left in memory, or the desk did not do what it should"
	done
	cat "$scratch/scans"
	! grep -qE '^(gone|stopped) [1-9]' "$scratch/scans" || fail "something is left in memory"
}
