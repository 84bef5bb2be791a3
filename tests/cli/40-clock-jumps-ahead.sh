# SPDX-License-Identifier: ISC
# The clock of a machine without network jumps ahead by a month: nothing is destroyed, nothing is
# shown, nobody is taken. When it comes back by itself, all is as before; when a purge has seen it, a
# person has to confirm the time.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
picture "$store" > "$scratch/before"
from=$(hour_from 0)
to=$(hour_to 0)

machine offset $((m_begin + 30 * days))
closed C1
expect_exit 1 trace "$from" "$to"
is_empty "$scratch/out"
machine offset "$m_begin"
open
expect_exit 0 trace "$from" "$to"
has "$scratch/out" 'Femke Visser'

machine offset $((m_begin + 30 * days))
expect_exit 3 purge
has "$scratch/out" 'The clock is in doubt'
has "$scratch/out" 'hour keys destroyed    0'
has "$scratch/out" 'hour keys left         1'
same_files "$store" "$scratch/before"
closed C1

machine offset "$m_begin"
expect_exit 3 purge --quiet
closed C1
expect_exit 0 purge --confirm-clock "$(utc 0)"
same_files "$store" "$scratch/before"
has "$state/ledger" 'clock	confirmed=1	'
open

# a machine whose clock is synchronised says what time it is: it was off for a month
machine offset $((m_begin + 30 * days)) synced 1
expect_exit 0 purge --json
has "$scratch/out" '"keys_destroyed":1,"entries_destroyed":1,'
