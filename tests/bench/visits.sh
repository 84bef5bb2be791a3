#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Usage: tests/bench/visits.sh VISITS-PROGRAM [FOLDER]
# VISITS people (usually 3000) sign in at one kiosk that is never restarted; its resident memory after
# 1,000 of them, every 10,000 and at the end. The nightly job runs after every 1,000. The programs are
# those in FOLDER, or in PATH; the register lies in TMPDIR. Fails when the memory at the end is more
# than 5 % from that after 1,000.
set -eu

visits=$1
[ $# -lt 2 ] || PATH=$(cd "$2" && pwd):$PATH
scratch=$(mktemp -d "${TMPDIR:-/tmp}/welkom-bench.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

conf=$scratch/demo/welkom.conf
welkom-setup demo --prepare "$scratch/demo" > "$scratch/said" < /dev/null
welkom-purge --config "$conf" --quiet || [ $? -eq 3 ]
echo "# visits, resident KiB, of it anonymous, peak, seconds; file system: $(stat -f -c %T "$scratch")"
"$visits" -n "${VISITS:-3000}" -e "${VISITS_EVERY:-10000}" \
	-p "exec welkom-purge --config '$conf' --quiet > '$scratch/said' 2>&1" -m 1000 \
	welkom-kiosk --config "$conf" --language en | tee "$scratch/lines"
awk '/^# resident/ { sub(/%/, ""); good = $NF <= 5 && $NF >= -5 } END { exit !good }' "$scratch/lines"
