# SPDX-License-Identifier: ISC
# search.sh: a kiosk whose memory is searched before and after every way of leaving a screen. Read by
# the tests tty/70-*, which say the terminal in $terminal. Names, numbers and codes must be found
# while they are on the screen, and nowhere once it was left.
. "$WELKOM_TESTS/lib.sh"

need_play
[ -z "$WELKOM_SANITIZERS" ] || skip "built with sanitizers, which keep what is freed"
[ -x "${RESIDUE:=$(dirname "$PLAY")/residue/residue}" ] || skip "there is no scanner"
infocmp "$terminal" > /dev/null 2>&1 || skip "the terminal $terminal is not described here"
export RESIDUE scratch
new_register
configure "$register" "idle_seconds = 60"
machine hurry 4

# a code to erase with, from a kiosk of its own
sign_in Somebody 0612345678
erase=$(code)

# Letters and digits that are seldom found by chance. Of 1280 random numbers each was in 4.5 places
# where other things lay (key sequences, sizes, addresses, hashes of lines), of as many random names
# one in twenty. An erasure code is random: only 6 of its characters in a row count.
words_of() {
	case $1 in
	1) name='WGyQYW Ħǧẑŵħǰẍķ' number=0987797879 ;;
	2) name='QgWYkG Ǧẍķŵẑħǰŷ' number=0978797997 ;;
	3) name='YkGQwK Ŵẑǰħķǧẍŷ' number=0979787879 ;;
	4) name='GqKWYQ Ẑħŵǧŷǰķẍ' number=0877978797 ;;
	esac
	echo "$name" > "$scratch/name"
	printf '%s\n' $number "+31${number#0}" > "$scratch/number"
}
printf '%s\n' "$erase" "$(echo "$erase" | tr -d -)" > "$scratch/erase"
echo 'kKyQWG Ǧŷẍħẑķŵǰ' > "$scratch/never"

scan="run sh $WELKOM_TESTS/residue/scan.sh"
# hurry N: time passes N times faster for the kiosk.
hurry() {
	set_machine hurry "$1"
}

gone() {
	echo "$scan gone '$1' name number"
}

. "$WELKOM_TESTS/residue/ways.sh"

# The means themselves, each where it alone counts: copies.c.
means() {
	for key in "$@"; do
		cat <<TEXT
type $key
wait Left
$scan found 'copies, $key' name
type $key
wait Gone
$scan gone 'copies, $key' name
TEXT
	done
}
write_means() {
	cat <<TEXT
wait Ready
pid $scratch/pid
$scan fresh 'no copies yet' name
$(means c s f)
# the buffer is as large as the screen was at the beginning
type c
wait Left
$scan found 'copies, large' name
resize 40x12
type c
wait Gone
$scan gone 'copies, large and then small' name
type q
$scan stopped 'copies, ended' name
run kill -CONT \$(cat $scratch/pid)
exit 0
TEXT
}

# play SIZE SCRIPT PROGRAM...
play() {
	size=$1
	steps=$2
	shift 2
	"$PLAY" -l 40 -s "$size" -t "$terminal" -e LD_PRELOAD="$SHIM" \
		-e WELKOM_SHIM="$scratch/machine" -e WELKOM_SHIM_OPEN=1 -e WELKOM_SHIM_LOOSE=1 "$steps" -- "$@" \
		> "$scratch/screens"
}

# all N: everything, with the words of that number.
all() {
	rm -f "$scratch/accident" "$scratch/scans"
	[ ! -e "$register.away" ] || mv "$register.away" "$register" # the last one ended in between
	words_of "$1"
	write_ways > "$scratch/ways"
	write_means > "$scratch/means"
	play 80x24 "$scratch/ways" welkom-kiosk --config "$conf" --language en &&
		play 250x60 "$scratch/means" "${RESIDUE%/*}/copies" "$scratch/name" &&
		[ ! -e "$scratch/accident" ]
}

# What may be an accident (scan.sh) counts when it is there with other words in other processes too.
try=1
until all $try; do
	[ -e "$scratch/accident" ] && [ $((try += 1)) -le 4 ] && machine && continue
	[ ! -s "$scratch/blind" ] || skip "the memory cannot be read: $(cat "$scratch/blind")"
	[ ! -s "$scratch/scans" ] || cat "$scratch/scans" >&2
	fail "something is left in memory, or a program did not do what it should"
done
cat "$scratch/scans"
! grep -qE '^(gone|stopped) [1-9]' "$scratch/scans" || fail "something is left in memory"
