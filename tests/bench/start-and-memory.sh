#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Usage: tests/bench/start-and-memory.sh BENCH-FOLDER [FOLDER]
# From the start of the kiosk to its first screen, and the memory it has then, beside dialog
# --inputbox, in turns: the medians of 15 starts each. The measuring programs are those in
# BENCH-FOLDER, welkom those in FOLDER or in PATH.
set -eu

turns=15

bench=$1
[ $# -lt 2 ] || PATH=$(cd "$2" && pwd):$PATH
scratch=$(mktemp -d "${TMPDIR:-/tmp}/welkom-bench.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

conf=$scratch/demo/welkom.conf
welkom-setup demo --prepare "$scratch/demo" > "$scratch/said" < /dev/null
welkom-purge --config "$conf" --quiet || [ $? -eq 3 ]

i=0
while [ $i -lt $turns ]; do
	"$bench/first_screen" "Please sign in" welkom-kiosk --config "$conf" --language en \
		>> "$scratch/kiosk"
	if command -v dialog > "$scratch/said"; then
		"$bench/first_screen" "Your name" dialog --inputbox "Your name" 8 40 \
			>> "$scratch/dialog"
	fi
	i=$((i + 1))
done

# median FILE COLUMN
median() {
	awk -v column="$2" '{ print $column }' "$1" | sort -n | sed -n "$(((turns + 1) / 2))p"
}

for program in kiosk dialog; do
	if [ ! -f "$scratch/$program" ]; then
		echo "$program is not installed (Debian: apt-get install $program)"
		continue
	fi
	printf '%-6s  first screen %6d us  resident %5d KiB  peak %5d KiB  proportional %5d KiB\n' \
		$program "$(median "$scratch/$program" 1)" "$(median "$scratch/$program" 2)" \
		"$(median "$scratch/$program" 3)" "$(median "$scratch/$program" 4)"
done
if [ -f "$scratch/dialog" ]; then
	for column in 1 2 4; do
		echo "$column $(median "$scratch/kiosk" $column) $(median "$scratch/dialog" $column)"
	done | awk 'BEGIN { split("time resident peak proportional", name, " ") }
		$3 > 0 { printf "ratio of %s %.2f\n", name[$1], $2 / $3 }'
fi
