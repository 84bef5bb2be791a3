# SPDX-License-Identifier: ISC
# Who ends a trace in the middle leaves no half list behind; the ledger has the opening all the same.
set -eu
. "$WELKOM_TESTS/lib.sh"
[ -x "${FILL:-}" ] || skip "fill-register is not built"
new_register
on "$FILL" --config "$conf" --entries 30000 --hours 1

# on one processor: many would be done before anybody can end it
cpu=$(taskset -cp $$ 2> /dev/null | sed 's/.*: //; s/[-,].*//') || true

for end in TERM INT HUP; do
	list=$scratch/list-$end
	# not a job of the shell: those ignore INT
	env LD_PRELOAD="$SHIM" WELKOM_SHIM="$scratch/machine" setsid env --default-signal=HUP,INT,TERM \
		${cpu:+taskset -c "$cpu"} welkom-desk trace --config "$conf" --key "$key" --passphrase-file "$passphrase" \
		--from "$(hour_from 0)" --to "$(hour_to 0)" --reason contact-tracing --output "$list" \
		> "$scratch/out" 2> "$scratch/err" &
	pid=$!
	helpers="$helpers $pid"
	until_true test -e "$list"
	kill -$end $pid
	got=0
	wait $pid || got=$?
	[ $got -gt 128 ] || fail "$end: exit $got"
	[ ! -e "$list" ] || fail "$end leaves $(wc -l < "$list") lines behind"
done
expect_lines 3 open
has "$state/ledger" 'opened=30000'
