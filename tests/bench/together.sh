#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Usage: SHIM=machine.so CHEAP=cheap tests/bench/together.sh BENCH-FOLDER FOLDER
# A kiosk that takes a visitor every 3 ms, a desk that reads whole days and a purge that destroys an
# hour after the other, at the same time (together.c). BENCH-FOLDER has the programs to measure with,
# FOLDER those of the project; the register lies in TMPDIR. Fails when one of them does; times are not
# judged. TOGETHER_SECONDS: how long (usually 60); TOGETHER_HOURS: how many hours pass in it (usually
# 192); TOGETHER_ENTRIES: how many are there before (usually 100000).
set -eu

bench=$(cd "$1" && pwd)
WELKOM_BIN=$(cd "$2" && pwd)
WELKOM_TESTS=$(cd "$(dirname "$0")/.." && pwd)
export WELKOM_BIN WELKOM_TESTS
. "$WELKOM_TESTS/lib.sh"

entries=${TOGETHER_ENTRIES:-100000}
new_register
# The clock begins so far back that it never comes to be ahead of the times that files are given, which
# are real: one that is just being written must not look old.
back=$(((${TOGETHER_HOURS:-192} + 48) * hours))
begin=$((begin - back)) m_begin=$((m_begin - back))
machine synced 1 offset $m_begin
purge --quiet
# so that what comes in becomes due meanwhile
sed '/^state_dir/a retention_days = 1' "$conf" > "$scratch/conf/kiosk.conf"
on "$bench/fill-register" --config "$conf" --entries "$entries"
purge --quiet
on "$bench/together" --config "$conf" --kiosk-config "$scratch/conf/kiosk.conf" \
	--key "$key" --passphrase-file "$passphrase" --machine "$scratch/machine" --bare "$scratch/bare.db" \
	--seconds "${TOGETHER_SECONDS:-60}" --hours "${TOGETHER_HOURS:-192}" --entries "$entries"
# it has destroyed, and nothing was left behind
awk -F '\t' '$3 == "purge" { runs++; for (i = 4; i < NF; i++) {
		split($i, part, "="); if (part[1] == "entries") n += part[2]; if (part[1] == "keys") keys += part[2] } }
	END { printf "%d entries and %d hour keys were destroyed in %d purges\n", n, keys, runs
		exit n == 0 || keys == 0 }' "$state/ledger" || fail "nothing was destroyed"
expect_count 0 "$inbox/keys" '*'
expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$key"
