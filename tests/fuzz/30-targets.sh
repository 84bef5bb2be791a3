#!/bin/sh
# SPDX-License-Identifier: ISC
# Every input of tests/fuzz/corpus goes through the code behind its format: what seeds the fuzzers,
# and what they found. fuzz/target_NAME.c says what must hold.
set -eu
. "$WELKOM_TESTS/lib.sh"

[ -x "$FUZZ/replay" ] || skip "fuzz/replay was not built"
"$FUZZ/replay" "$WELKOM_TESTS/fuzz/corpus" > "$scratch/out" 2> "$scratch/err" || {
	tail -n 3 "$scratch/err" >&2
	fail "the last input named above, or a target that sees nothing"
}
cat "$scratch/out"
