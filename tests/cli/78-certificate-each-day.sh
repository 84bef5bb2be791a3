# SPDX-License-Identifier: ISC
# The first run of each UTC day adds one certificate to the ledger, one that covers all days on which the
# machine was off, and no other run does.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register
# seconds until the next UTC day has begun; the machine goes on while a command runs, so the seconds of a
# time do not count
midnight=$((86400 - begin % 86400 + 10))
minute() {
	utc "$1" | cut -c 1-16
}

# certified N SINCE TO: there are N, and the last one covers that time
certified() {
	expect_lines "$1" certificate
	[ "$1" -eq 0 ] || grep '	certificate	' "$state/ledger" | tail -n 1 | grep -qE \
		"^[0-9]+	$(minute "$3"):..Z	certificate	since=$(minute "$2"):..Z	to=$(minute "$3"):..Z	due=0	left=0	" ||
		fail "the last certificate covers another time: $(cat "$state/ledger")"
}

# run SECONDS: runs that long after the test began
run() {
	at $(($1 - $(spent))) purge --quiet --confirm-clock "$(utc "$1")"
}

run 600
run $((midnight - 70))
certified 0
made=$(date -d "$(sed -n 's/^1	\([^	]*\)	.*/\1/p' "$state/ledger")" +%s)
made=$((made - begin))
run "$midnight"
certified 1 "$made" "$midnight"
run $((midnight + 900))
run $((midnight + days - 70))
certified 1 "$made" "$midnight"
run $((midnight + days + 900))
certified 2 "$midnight" $((midnight + days + 900))
run $((midnight + 5 * days + 7200))
certified 3 $((midnight + days + 900)) $((midnight + 5 * days + 7200))

# a dry run writes none, and what is lost of the note makes no second one
at $((midnight + 6 * days)) purge --quiet --dry-run
certified 3 $((midnight + days + 900)) $((midnight + 5 * days + 7200))
machine offset $((m_begin + midnight + 5 * days + 9000)) up $((midnight + 5 * days + 9000))
for note in '' 0 nonsense; do
	rm -f "$state/certified"
	[ -z "$note" ] || echo "$note" > "$state/certified"
	expect_exit 0 purge --quiet
	certified 3 $((midnight + days + 900)) $((midnight + 5 * days + 7200))
done
[ "$(stat -c %a "$state/certified")" = 644 ] || fail "state/certified has another mode"
expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$key"

# a ledger that does not fit together is said aloud, once a day, and the run has failed
sed -i '2s/confirmed=1/confirmed=2/' "$state/ledger"
machine offset $((m_begin + midnight + 6 * days)) up $((midnight + 6 * days))
expect_exit 1 purge --quiet
has "$scratch/err" 'line 2 was changed'
has "$state/ledger" '	chain=broken	'
expect_exit 0 purge --quiet
expect_lines 4 certificate
