# SPDX-License-Identifier: ISC
# An entry is kept and shown until 14 days after the beginning of its hour. From then on it is not
# shown, purged or not, and the next purge destroys key and rows. It makes no difference whether the
# machine's clock is synchronised.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
mv "$register" "$scratch/first"
from=$(hour_from 0)
to=$(hour_to 0)

for synced in 0 1 -1; do
	echo "synchronised: $synced"
	machine synced $synced
	# an older register: the head beside the key would rightly complain
	cp -a "$scratch/first" "$register"
	rm -f "$scratch/owner/ledger.head"
	at $((13 * days + 22 * hours)) purge --quiet
	expect_count 1 "$store/keys" '*.key'
	expect_exit 0 trace "$from" "$to"
	has "$scratch/out" 'Femke Visser'

	# the last minute of the hour: 14 days less 10 minutes after an arrival at ten past
	at $((14 * days - 660 - $(spent))) purge --quiet
	expect_count 1 "$store/keys" '*.key'

	machine offset $((m_begin + 14 * days - 599)) up $((14 * days - 599))
	expect_exit 1 trace "$from" "$to"
	is_empty "$scratch/out"
	has "$scratch/err" 'nothing of this window may be shown any more'
	# nor in a window of which a part may still be shown
	expect_exit 0 trace "$from" "$(hour_from $((23 * hours)))"
	has_not "$scratch/out" Femke
	has "$scratch/err" '1 hour is due and was not opened'
	expect_count 1 "$store/keys" '*.key'

	expect_exit 0 purge --json
	has "$scratch/out" '"keys_destroyed":1,"entries_destroyed":1,'
	has "$scratch/out" '"keys_left":0'
	expect_count 0 "$store/keys" '*'
	expect_count 0 "$inbox/keys" '*'
	has "$state/ledger" 'keys=1	hours=1	entries=1	'
	expect_exit 0 purge --json
	has "$scratch/out" '"keys_destroyed":0,"entries_destroyed":0,'
	rm -r "$register"
done
