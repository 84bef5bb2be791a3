#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Usage: SHIM=machine.so tests/bench/opening.sh BENCH-FOLDER FOLDER
# How fast the desk opens 24 hours with so many entries, beside crypto_box_seal_open alone on the same
# boxes and processors in the same run, and what memory a streamed list takes (opening.c).
# BENCH-FOLDER has the programs to measure with, FOLDER those of the project; the registers lie in
# TMPDIR. Not a test: nothing is judged. OPENING_ENTRIES: how many (usually "10000 100000");
# OPENING_RUNS: how often (usually 7).
set -eu

bench=$(cd "$1" && pwd)
WELKOM_BIN=$(cd "$2" && pwd)
WELKOM_TESTS=$(cd "$(dirname "$0")/.." && pwd)
export WELKOM_BIN WELKOM_TESTS
. "$WELKOM_TESTS/lib.sh"

# the real time: fill-register fills the hours up to now
mkdir -p "$scratch/owner"
echo 'correct horse battery staple' > "$passphrase"
welkom-setup init --config "$conf" --state "$register" --key "$key" \
	--passphrase-file "$passphrase" > "$scratch/init.out" < /dev/null || fail "init: exit $?"
configure "$register"
mv "$register" "$scratch/empty"
for entries in ${OPENING_ENTRIES:-10000 100000}; do
	rm -rf "$register"
	cp -a "$scratch/empty" "$register"
	"$bench/fill-register" --config "$conf" --entries "$entries" --hours 24
	"$bench/opening" --config "$conf" --key "$key" --passphrase-file "$passphrase" \
		--output "$scratch/list" --runs "${OPENING_RUNS:-7}"
done
