# SPDX-License-Identifier: ISC
# A machine without a battery starts in 1970: what is due without a doubt, by the last trusted time
# and the time the machine has been on, is destroyed; nothing else is, and nobody is taken.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
at $((13 * days + 22 * hours)) purge --quiet
sign_in 'Jan Jansen' 0612345679 # two hours before the first is due
purge --quiet
expect_count 2 "$store/keys" '*.key'

machine offset -"$(date +%s)"
reboot 60 20000001
closed P1
expect_exit 3 purge --json
has "$scratch/out" '"clock_in_doubt":true'
has "$scratch/out" '"keys_destroyed":0'
expect_count 2 "$store/keys" '*.key'
closed C1

# started once more, and the job runs only three hours later
reboot $((3 * hours)) 20000002
machine offset $((3 * hours - $(date +%s)))
expect_exit 3 purge --json
has "$scratch/out" '"keys_destroyed":1,"entries_destroyed":1,'
expect_count 1 "$store/keys" '*.key'

# a person sets the clock
machine offset $((m_begin + 14 * days))
expect_exit 0 purge --json --confirm-clock "$(utc $((14 * days)))"
has "$scratch/out" '"keys_left":1'
open
