#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Usage: tests/bench/purge-idle.sh [FOLDER]
# What a purge costs that has nothing to do, against a program that only starts: welkom-purge
# --version. The programs are those in FOLDER, or in PATH. Prints the medians of user and system time
# of 15 turns of 20 runs each, for one run, and their ratio. Not a test: times are the machine's.

set -eu

turns=15
runs=20

[ $# -eq 0 ] || PATH=$(cd "$1" && pwd):$PATH
scratch=$(mktemp -d "${TMPDIR:-/tmp}/welkom-bench.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

conf=$scratch/demo/welkom.conf
welkom-setup demo --prepare "$scratch/demo" > "$scratch/said" < /dev/null
welkom-purge --config "$conf" --quiet || [ $? -eq 3 ]

# turn COMMAND...: prints the milliseconds of processor time that one of the runs took.
turn() (
	i=0
	while [ $i -lt $runs ]; do
		"$@" > "$scratch/said" 2>&1 || [ $? -eq 3 ]
		i=$((i + 1))
	done
	# the second line of times is about the children: 0m0.123s 0m0.045s; after a pipe they
	# would be others
	times > "$scratch/times"
	awk -v runs=$runs 'NR == 2 {
		for (i = 1; i <= 2; i++) {
			split($i, part, /[ms]/)
			sum += part[1] * 60 + part[2]
		}
		printf "%.3f\n", sum * 1000 / runs
	}' "$scratch/times"
)

# The two take turns, so that both see the same machine.
i=0
while [ $i -lt $turns ]; do
	turn welkom-purge --config "$conf" --quiet >> "$scratch/idle"
	turn welkom-purge --version >> "$scratch/start"
	i=$((i + 1))
done

median() {
	sort -n "$1" | sed -n "$(((turns + 1) / 2))p"
}

idle=$(median "$scratch/idle")
start=$(median "$scratch/start")
echo "welkom-purge, nothing to do  $idle ms"
echo "welkom-purge --version       $start ms"
awk -v a="$idle" -v b="$start" 'BEGIN {
	if (b > 0)
		printf "ratio                        %.1f\n", a / b
}'
