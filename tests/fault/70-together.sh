#!/bin/sh
# SPDX-License-Identifier: ISC
# A kiosk with a visitor every 3 ms, a desk that reads whole days, and a purge that destroys an hour
# after the other, at the same time: no insert fails, no reading misses or shows what it must not, no
# purge fails, nothing is left behind. TOGETHER_SECONDS sets how long (usually 5); times are printed and
# not judged.
set -eu
: "${TOGETHER:?is set by make check}" "${SHIM:?}"

[ -f "$SHIM" ] || { echo "skipped: there is no machine.so" && exit 77; }
TOGETHER_SECONDS=${TOGETHER_SECONDS:-5} TOGETHER_HOURS=${TOGETHER_HOURS:-50}
TOGETHER_ENTRIES=${TOGETHER_ENTRIES:-5000}
export TOGETHER_SECONDS TOGETHER_HOURS TOGETHER_ENTRIES
exec sh "$WELKOM_TESTS/bench/together.sh" "$(dirname "$TOGETHER")" "$WELKOM_BIN"
