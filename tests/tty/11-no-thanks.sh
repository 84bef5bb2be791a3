#!/bin/sh
# SPDX-License-Identifier: ISC
# "No thanks" ends as friendly as "Sign in" and leaves no trace, whichever way it is said, also after
# a name was typed: no byte of the register is written, nothing is logged, nothing is counted.
set -eu
. "$WELKOM_TESTS/lib.sh"

# no [KEYS]...: from Start to the notice, and "No thanks" by these keys.
no() {
	printf 'wait Start\nkey Enter\nwait No thanks\n'
	for step in "$@"; do
		echo "$step"
	done
	printf 'wait Nothing was stored. Please come in.\n'
}

# All the ways to say no.
ways() {
	no 'key Right' 'key Enter'
	echo 'key Enter'
	no 'type 2'
	echo 'key Esc'
	# having read everything
	no 'key Right 2' 'key Enter' 'wait Legal basis' 'key Esc' 'wait No thanks' 'key Right' \
		'key Enter'
	echo 'key Enter'
	# having typed a name and a number
	no 'key Enter' 'wait Your name' 'type Nobody' 'key Enter' 'wait Your phone number' \
		'type 0612345678' 'key Esc' 'wait Your name' 'key Esc' 'wait No thanks' 'type 2'
	echo 'key Enter'
	# on the plain display, and in another language
	no 'key F3 3' 'wait F3 Standard' 'type 2'
	printf 'key Enter\nwait Start\nkey F2\nwait Beginnen\nkey Enter\nwait Nee, bedankt\ntype 2\n'
	printf 'wait Er is niets opgeslagen\nkey Enter\nwait Start\n'
}

# A kiosk whose standard error is a file: there it writes what it has to say.
cat > "$scratch/kiosk" <<'TEXT'
exec welkom-kiosk "$@" 2>> "$scratch/said"
TEXT
mkdir "$scratch/home"
: > "$scratch/said"
kiosk_saying() {
	need_play
	(cd "$scratch/home" &&
		"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" \
			-e HOME="$scratch/home" -e TMPDIR="$scratch/home" -e scratch="$scratch" "$1" -- \
			sh "$scratch/kiosk" --config "$conf" --language en) ||
		fail "the kiosk did not do what $1 says"
}

# Names, kinds, modes, sizes, times and bytes of all in the register but SQLite's shared memory.
cat > "$scratch/take" <<'TEXT'
cd "$1"
find . ! -name '*-shm' -exec stat -c '%n %F %a %s %y %z' {} + | LC_ALL=C sort
find . ! -name '*-shm' -type f -exec sha256sum {} + | LC_ALL=C sort
TEXT

# A kiosk that is only asked this: the register is then as it was.
new_register
picture "$register" > "$scratch/before"
{
	ways
	echo "$leave"
} > "$scratch/no"
kiosk_saying "$scratch/no"
same_files "$register" "$scratch/before"
is_empty "$scratch/said"
expect_count 0 "$scratch/home" '*'

# Between two visitors who sign in nothing at all is written, and the desk sees two visits.
{
	steps Anna '06 12 34 56 71'
	echo "run sh $scratch/take $register > $scratch/then"
	ways
	echo "run sh $scratch/take $register > $scratch/now"
	steps Bea '06 12 34 56 72'
	echo "run sh $scratch/take $register > $scratch/later"
	echo "$leave"
} > "$scratch/between"
kiosk_saying "$scratch/between" > "$scratch/screens"
grep -q 'db/inbox.db' "$scratch/then" || fail "the register was not looked at"
diff -u "$scratch/then" "$scratch/now" >&2 || fail "“No thanks” has written"
! cmp -s "$scratch/now" "$scratch/later" || fail "a visit has written nothing"
is_empty "$scratch/said"
expect_count 0 "$scratch/home" '*'
expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
has "$scratch/out" Anna
has "$scratch/out" Bea
has_not "$scratch/out" Nobody
cat "$scratch/err"
[ "$(cat "$scratch/err")" = '2 visits' ] || fail "the desk says more than that"

# What the kiosk has to say would have been seen: here it says that it is closed.
machine offset $((m_begin - 300 * days))
cat > "$scratch/shut" <<TEXT
wait Reception: code
$leave
TEXT
kiosk_saying "$scratch/shut"
[ -s "$scratch/said" ] || fail "a closed kiosk said nothing either"
