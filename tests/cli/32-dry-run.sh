# SPDX-License-Identifier: ISC
# --dry-run says what a run would destroy, and changes nothing: not a byte, not a file.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
sign_in 'Jan Jansen' 0612345679

picture "$register" > "$scratch/before"
expect_exit 0 purge --dry-run
has "$scratch/out" 'dry run, nothing was changed'
has "$scratch/out" 'hour keys due          0'
has "$scratch/out" 'hour keys left         2'
same_files "$register" "$scratch/before"

machine offset $((m_begin + 14 * days)) up $((14 * days))
expect_exit 0 purge --dry-run --json
has "$scratch/out" '"dry_run":true'
has "$scratch/out" '"keys_destroyed":2,"entries_destroyed":2'
same_files "$register" "$scratch/before"
expect_exit 0 purge --dry-run --quiet
is_empty "$scratch/out"
same_files "$register" "$scratch/before"

# in doubt it says so, and does not remember it
machine up 0
expect_exit 3 purge --dry-run
has "$scratch/out" 'hour keys due          0'
same_files "$register" "$scratch/before"
