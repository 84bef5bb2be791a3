#!/bin/sh
# SPDX-License-Identifier: ISC
# A kiosk as it is installed, confined and on a terminal, goes on whatever bytes and sizes arrive: it
# shows one of its screens after each hundred bursts, and ends well when it is asked to.
# FUZZ_PTY_BURSTS sets how many bursts (usually 1000), FUZZ_SEED another course of things.
set -eu
. "$WELKOM_TESTS/lib.sh"

[ -x "$FUZZ/pty_bursts" ] || skip "fuzz/pty_bursts was not built"
(: <> /dev/ptmx) 2> /dev/null || skip "there are no terminals here"
new_register
"$FUZZ/pty_bursts" "${FUZZ_SEED:-1}" "${FUZZ_PTY_BURSTS:-1000}" \
	env LD_PRELOAD="$SHIM" WELKOM_SHIM="$scratch/machine" \
	welkom-kiosk --config "$conf" --language en
