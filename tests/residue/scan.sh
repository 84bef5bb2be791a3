#!/bin/sh
# SPDX-License-Identifier: ISC
# scan.sh found|gone|stopped|fresh|rest TITLE WORDS...: looks for the words in each of the files
# $scratch/WORDS in the memory of the process $scratch/pid.
#   found    each must be there, and the words that nobody typed must not be
#   gone     none may be; a lone one that may be an accident, of random bytes that were made since, must
#            not be there in the next process either
#   stopped  the same, when the process has stopped itself at its end (shim/machine.c)
#   fresh    none may be, since nobody has typed anything: if some are, it is by chance, such as the
#            addresses of a table; they differ in the next process
#   rest     they are only counted
# The counts go to $scratch/scans, places where none may be to stderr.
set -eu

wanted=$1
title=$2
shift 2
pid=$(cat "$scratch/pid")

# no: ends what is searched, and the test.
no() {
	kill -KILL "$pid"
	exit 1
}

# places WORDS: how many, in $n.
places() {
	got=0
	case $1 in
	code) least=6 ;;
	erase) least=7 ;; # digits that are much alike: six come by chance
	*) least=4 ;;
	esac
	"$RESIDUE" "$pid" "$scratch/$1" $least > "$scratch/places" 2> "$scratch/blind" || got=$?
	[ $got -lt 2 ] || no
	n=$(sed -n '$s/ places in .*//p' "$scratch/places")
}

# is_accident: nothing but four lone bytes, apart from each other. Tables of sizes and addresses, keys,
# and sealed boxes hold such a thing here and there. A copy of a word is longer, or together.
is_accident() {
	! grep -v ' places in ' "$scratch/places" |
		grep -qvE 'stride ([2-9]|[1-7][0-9]) bytes: .{4}$'
}

# What it has drawn it may still be about to forget: it has done so when it waits for a key.
state=S
[ "$wanted" != stopped ] || state=T
tries=500
until grep -q "^State:	$state" "/proc/$pid/status"; do
	tries=$((tries - 1))
	[ $tries -gt 0 ] || no
	sleep 0.02
done
for words in "$@"; do
	places "$words"
	echo "$wanted $n $words: $title" >> "$scratch/scans"
	case $wanted in
	found) [ "$n" -eq 0 ] || continue ;;
	rest) continue ;;
	*) [ "$n" -gt 0 ] || continue ;;
	esac
	echo "$title: $n places of $words" >&2
	cat "$scratch/places" >&2
	[ "$wanted" != fresh ] || : > "$scratch/accident"
	if [ "$wanted" != found ] && is_accident; then
		: > "$scratch/accident"
		[ "$wanted" != fresh ] || continue
	fi
	[ -n "${RESIDUE_COUNT:-}" ] || no # else the test goes on, and fails at its end
done
[ "$wanted" = found ] || exit 0
places never
[ "$n" -gt 0 ] || exit 0
cat "$scratch/places" >&2
is_accident && : > "$scratch/accident" && exit 0
echo "$title: what nobody typed is found in $n places" >&2
no
