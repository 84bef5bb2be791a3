#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Usage: tests/bench/keys.sh BENCH-FOLDER [FOLDER]
# From a key to the picture that follows it, in the kiosk's name field and in a bare curses program,
# in one run: LETTERS keys each (usually 2000). The measuring programs are those in BENCH-FOLDER,
# welkom those in FOLDER or in PATH.
set -eu

bench=$1
[ $# -lt 2 ] || PATH=$(cd "$2" && pwd):$PATH
scratch=$(mktemp -d "${TMPDIR:-/tmp}/welkom-bench.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

conf=$scratch/demo/welkom.conf
welkom-setup demo --prepare "$scratch/demo" > "$scratch/said" < /dev/null
welkom-purge --config "$conf" --quiet || [ $? -eq 3 ]
"$bench/key_to_repaint" "${LETTERS:-2000}" "$bench/echo" \
	welkom-kiosk --config "$conf" --language en
