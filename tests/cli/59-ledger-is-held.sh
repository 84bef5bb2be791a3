# SPDX-License-Identifier: ISC
# A program that may read the ledger holds its lock and never lets go: keys that are due are destroyed,
# the run ends and says what it could not write, and the next one writes it.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
command -v flock > /dev/null || skip "there is no flock"
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
machine offset $((m_begin + 14 * days)) up $((14 * days))
before=$(ledger_lines)

mkfifo "$scratch/hold"
flock --shared "$state/ledger" cat "$scratch/hold" &
helpers="$helpers $!"
exec 3> "$scratch/hold"
until_true sh -c "! flock --nonblock '$state/ledger' true"

machine hurry 50
expect_exit 1 timeout 90 env LD_PRELOAD="$SHIM" WELKOM_SHIM="$scratch/machine" \
	welkom-purge --config "$conf"
has "$scratch/err" 'cannot lock the ledger'
expect_count 0 "$store/keys" '*.key'
expect_lines "$before"

exec 3>&-
until_true flock --nonblock "$state/ledger" true
expect_exit 0 purge
has "$state/ledger" '	hours=1	entries=1	'
