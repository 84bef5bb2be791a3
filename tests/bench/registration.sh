#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Usage: tests/bench/registration.sh BENCH-FOLDER FOLDER
# What registering a visit takes. First in one process, in turns with one sealed box in one durable
# insert (deposit.c); then on a terminal, from Enter on the last screen to the words that it is done,
# beside a script of dialog and age (slips.sh). BENCH-FOLDER has the programs to measure with, FOLDER
# those of the project; the register lies in TMPDIR. Prints medians, ratios, and what an entry takes on
# disk. Not a test: nothing is judged. REGISTRATIONS: how many in one process (usually 1000); ENTERS: how
# many on a terminal (usually 15).
set -eu

bench=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
PATH=$(cd "$2" && pwd):$PATH
scratch=$(mktemp -d "${TMPDIR:-/tmp}/welkom-bench.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
register=$scratch/demo/register

fresh() {
	rm -rf "$scratch/demo"
	welkom-setup demo --prepare "$scratch/demo" > "$scratch/said" < /dev/null
	conf=$scratch/demo/welkom.conf
	welkom-purge --config "$conf" --quiet || [ $? -eq 3 ]
}

# of FILE COLUMN PART: the value below which PART percent of the lines are
of() {
	awk -v column="$2" '{ print $column }' "$1" | sort -n |
		awk -v part="$3" '{ v[NR] = $1 } END { print v[int((NR - 1) * part / 100) + 1] }'
}

# bytes: of the inbox's database, its log emptied
bytes() {
	welkom-purge --config "$conf" --quiet || [ $? -eq 3 ]
	stat -c %s "$register/store/db/store.db"
}

fresh
before=$(bytes)
"$bench/deposit" --config "$conf" --bare "$scratch/bare.db" --visits "${REGISTRATIONS:-1000}" \
	> "$scratch/turns"
after=$(bytes)
n=$(wc -l < "$scratch/turns")
echo "# file system: $(stat -f -c %T "$scratch"), $(uname -sr), $n visits in one process, in turns"
awk -v n="$n" -v a="$(of "$scratch/turns" 2 50)" -v b="$(of "$scratch/turns" 3 50)" \
	-v p="$(of "$scratch/turns" 2 99)" -v q="$(of "$scratch/turns" 3 99)" -v bytes=$((after - before)) 'BEGIN {
	printf "kiosk: median %.0f us, p99 %.0f us; sealed box in a durable insert: median %.0f us, p99 %.0f us\n", a, p, b, q
	printf "ratio of medians %.2f (goal: at most 1.2)\n", a / b
	printf "bytes of an entry in the store: %.0f\n", bytes / (n + 1)
}'

fresh
"$bench/enter" -k "${ENTERS:-15}" 'Please sign in' 'You are signed in' '' 'Before you type=' \
	'Your name=Zoe Visitor' 'Your phone number=+316%d' -- \
	welkom-kiosk --config "$conf" --language en > "$scratch/kiosk"
if ! command -v dialog > "$scratch/said" || ! command -v age-keygen > "$scratch/said"; then
	echo "dialog or age is not installed (Debian: apt-get install dialog age)"
	exit 0
fi
age-keygen -o "$scratch/age.key" 2> "$scratch/said"
mkdir "$scratch/slips"
"$bench/enter" "${ENTERS:-15}" 'Your name' 'You are signed in' 'Zoe Visitor' \
	'Your phone number=+316%d' -- \
	sh "$here/slips.sh" "$scratch/slips" "$(age-keygen -y "$scratch/age.key")" > "$scratch/script"
[ "$(find "$scratch/slips" -name '*.age' -size +0 | wc -l)" -eq "${ENTERS:-15}" ]
awk -v n="${ENTERS:-15}" -v a="$(of "$scratch/kiosk" 2 50)" -v b="$(of "$scratch/script" 2 50)" \
	-v commit="$(of "$scratch/turns" 2 50)" 'BEGIN {
	printf "dialog and age, from the last Enter to \"You are signed in\", %d visits: %.1f ms\n", n, b / 1e3
	printf "the kiosk up to COMMIT beside it: %.1f ms, ratio %.2f (goal: at most 0.1)\n", commit / 1e3, commit / b
	printf "the kiosk up to the words on the screen, %d visits: %.1f ms, ratio %.2f\n", n, a / 1e3, a / b
}'
