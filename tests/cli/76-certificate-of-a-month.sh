# SPDX-License-Identifier: ISC
# --certificate prints what the ledger says of a month for somebody who files it: every day, every opening,
# every alarm, what is missing, what a later check needs, and what it does not prove. A broken ledger is
# said in the first line.
set -eu
. "$WELKOM_TESTS/lib.sh"
command -v python3 > /dev/null || skip "there is no python3"
new_register
purge --quiet
ledger=$state/ledger

# A ledger of its own: "time <tab> what <tab> fields" lines become a chain.
cat > "$scratch/make.py" <<'TEXT'
import hashlib, sys
h, out = bytes(32), b''
for n, line in enumerate(sys.stdin.buffer.read().split(b'\n')[:-1], 1):
    text = str(n).encode() + b'\t' + line
    h = hashlib.blake2b(h + text, digest_size=32).digest()
    out += text + b'\th=' + h.hex().encode() + b'\n'
sys.stdout.buffer.write(out)
TEXT
make_ledger() {
	python3 "$scratch/make.py" > "$ledger"
}

cat > "$scratch/lines" <<'TEXT'
2025-02-27T09:00:00Z	init	recipients=12345678
2025-02-28T00:05:00Z	certificate	since=2025-02-27T09:00:00Z	to=2025-02-28T00:05:00Z	due=0	left=1	strange=0	oldest=2025-02-27T09:00:00Z	next=2025-03-13T09:00:00Z	keys=0	hours=0	entries=0	erasures=0	openings=0	late=0	cause=-
2025-02-28T22:59:59Z	purge	keys=900	hours=900	entries=900
2025-02-28T23:00:00Z	purge	keys=1	hours=1	entries=10
2025-03-01T00:05:00Z	certificate	since=2025-02-28T00:05:00Z	to=2025-03-01T00:05:00Z	due=0	left=1	strange=0	oldest=-	next=-	keys=1	hours=1	entries=10	erasures=0	openings=0	late=0	cause=-
2025-03-01T09:00:00Z	purge	keys=2	hours=1	entries=20	late=7500	cause=off
2025-03-01T10:00:00Z	purge	keys=1	hours=1	entries=3	late=60	cause=none
2025-03-01T11:00:00Z	erase	matched=0
2025-03-01T11:00:00Z	erase	matched=0
2025-03-01T11:00:01Z	erase	matched=1	kid=00000000000000000000000000000000
2025-03-02T08:12:00Z	open	reason=contact-tracing	reference=R-2025-011	key=9abcdef0	from=2025-02-27T08:00:00Z	to=2025-02-27T12:30:00Z	opened=17
2025-03-02T08:13:00Z	open	reason=contact-tracing	reference=abcdefghijklmnopqrstuvw9	key=9abcdef0	from=2025-02-27T08:00:00Z	to=2025-02-28T08:00:00Z	opened=5
2025-03-05T07:00:00Z	certificate	since=2025-03-01T00:05:00Z	to=2025-03-05T07:00:00Z	due=0	left=70	strange=0	oldest=-	next=-	keys=3	hours=2	entries=23	erasures=2	openings=1	late=7500	cause=off
2025-03-06T00:00:10Z	certificate	since=2025-03-05T07:00:00Z	to=2025-03-06T00:00:10Z	due=3	left=70	strange=2	oldest=2025-02-20T09:00:00Z	next=2025-03-06T09:00:00Z	keys=0	hours=0	entries=0	erasures=0	openings=0	late=0	cause=-
2025-03-07T12:00:00Z	clock	confirmed=1
2025-03-07T12:01:00Z	keys	added=11223344	by=aabbccdd
2025-03-07T12:01:30Z	strange	text=“x”
2025-03-07T12:02:00Z	purge	keys=5	hours=5	entries=50	late=90000	cause=failure
2025-03-22T00:00:30Z	certificate	since=2025-03-20T12:00:00Z	to=2025-03-22T00:00:30Z	due=0	left=5	strange=0	oldest=2025-03-21T09:00:00Z	next=2025-04-04T09:00:00Z	chain=broken
2025-03-30T01:30:00Z	purge	keys=1	hours=1	entries=7	late=3600	cause=clock
2025-03-31T21:59:59Z	purge	keys=1	hours=1	entries=100
2025-03-31T22:00:00Z	purge	keys=800	hours=800	entries=800
2025-03-31T22:00:01Z	open	reason=drill	reference=R-2025-020	key=9abcdef0	from=2025-03-27T08:00:00Z	to=2025-03-27T12:30:00Z	opened=0
2025-04-01T00:05:00Z	certificate	since=2025-03-22T00:00:30Z	to=2025-04-01T00:05:00Z	due=99	left=99	strange=99	oldest=-	next=-	keys=803	hours=803	entries=907	erasures=0	openings=1	late=3600	cause=clock
TEXT
make_ledger < "$scratch/lines"
TZ=Europe/Amsterdam
export TZ
[ "$(date -d @1741000000 +%z)" = +0100 ] || skip "there are no time zones here"

certificate() {
	on welkom-purge --config "$conf" --certificate "$@"
}

# says TEXT: a line of the page begins with it
says() {
	LC_ALL=C awk -v text="$1" 'index($0, text) == 1 { found = 1 } END { exit !found }' "$scratch/page" &&
		return 0
	cat "$scratch/page" >&2
	fail "no line begins with “$1”"
}

picture "$register" > "$scratch/before"
expect_exit 0 certificate 2025-03
is_empty "$scratch/err"
same_files "$register" "$scratch/before"
# runs of blanks are one
sed 's/  */ /g' "$scratch/out" > "$scratch/page"
[ "$(head -n 1 "$scratch/page")" = 'welkom: certificate of destruction, 2025-03' ] || fail "no title"
says 'Organisation Test school'
says "Register $register"
says 'Month 2025-03-01 00:00 to 2025-04-01 00:00, local time'
says ' 2025-02-28T23:00:00Z to 2025-03-31T22:00:00Z, UTC'
says 'Destroyed hour keys: 11, entries: 190'
says 'Erased asked for by code: 3, of which found an entry: 1'
says 'Openings 2'
says 'Recounted 2025-03-22 01:00, hour keys there: 5, of which due and not destroyed: 0'
says ' oldest hour: 2025-03-21T09:00:00Z, next due: 2025-04-04T09:00:00Z'

# the days, in local time: whose lines they hold, how late and why, and what covers them
says '2025-03-01 4 33 3 0 2 h 05 min, machine off yes'
says '2025-03-02 0 0 0 2 - on 2025-03-05'
says '2025-03-04 0 0 0 0 - on 2025-03-05'
says '2025-03-05 0 0 0 0 - yes'
says '2025-03-06 0 0 0 0 - yes'
says '2025-03-07 5 50 0 0 25 h 00 min, a step failed MISSING'
says '2025-03-20 0 0 0 0 - MISSING'
says '2025-03-21 0 0 0 0 - on 2025-03-22'
says '2025-03-22 0 0 0 0 - yes'
says '2025-03-30 1 7 0 0 1 h 00 min, clock in doubt on 2025-04-01'
says '2025-03-31 1 100 0 0 - on 2025-04-01'
[ "$(grep -c '^2025-03-.. [0-9]* [0-9]* [0-9]* [0-9]* ' "$scratch/page")" -eq 31 ] || fail "not 31 days"

# the openings of the month and no other, with all that is known of them
says '2025-03-02 09:12 contact-tracing R-2025-011 9abcdef0 2025-02-27 09:00-13:30 17'
says '2025-03-02 09:13 contact-tracing abcdefghijklmnopqrstuvw9 9abcdef0 2025-02-27 09:00-09:00 (+1) 5'
has_not "$scratch/page" R-2025-020

# alarms and what else happened
says '2025-03-06 01:00 ALARM: hour keys due and not destroyed: 3'
says '2025-03-06 01:00 ALARM: files among the hour keys that are none: 2'
says '2025-03-22 01:00 ALARM: the ledger did not fit together'
has_not "$scratch/page" "destroyed: 99"
says '2025-03-07 13:00 clock confirmed=1'
says '2025-03-07 13:01 keys added=11223344 by=aabbccdd'
says '2025-03-07 13:01 strange text=???x???'

# what a later check needs does check
count=$(sed -n 's/^welkom-desk ledger verify --count \([0-9]*\) .*/\1/p' "$scratch/page")
head=$(sed -n 's/^ --head \([0-9a-f]*\)$/\1/p' "$scratch/page")
[ "$count" -eq 24 ] || fail "the count is $count"
expect_exit 0 on welkom-desk ledger verify --config "$conf" --count "$count" --head "$head"
for word in 'rights of root' 'Solid-state disks' 'Snapshots, backups'; do
	has "$scratch/page" "$word"
done
# it fits a sheet of paper
expect_exit 0 certificate 2025-03
[ "$(awk '{ if (length($0) > most) most = length($0) } END { print most }' "$scratch/out")" -le 106 ] ||
	fail "a line is wider than the page"

# days before the register was made, and to come, are not listed
expect_exit 0 certificate 2025-02
sed 's/  */ /g' "$scratch/out" > "$scratch/page"
says '2025-02-27 0 0 0 0 - on 2025-02-28'
says '2025-02-28 900 900 0 0 - yes'
has_not "$scratch/page" '2025-02-26'
this_month=$(date -d "@$begin" +%Y-%m)
expect_exit 0 certificate "$this_month"
sed 's/  */ /g' "$scratch/out" > "$scratch/page"
says "$(date -d "@$begin" +%Y-%m-%d) 0 0 0 0 - not yet"
# not the end of the month, which stands above the days
! grep "^$(date -d "$(date -d "@$begin" +%Y-%m-%d) + 1 day" +%Y-%m-%d) 0" "$scratch/page" || fail "a day to come"
for month in 2025-01 "$(date -d "@$((begin + 32 * days))" +%Y-%m)"; do
	expect_exit 1 certificate "$month"
	is_empty "$scratch/out"
done
has "$scratch/err" 'has not begun yet'
for month in 2025-3 2025-13 2025-00 x 2025-03-01 '' 2025/03; do
	expect_exit 2 certificate "$month"
	has "$scratch/err" 'not a month like 2026-05'
done
expect_exit 2 on welkom-purge --config "$conf" --output "$scratch/file"
expect_exit 2 certificate 2025-03 --dry-run
expect_exit 2 certificate 2025-03 --json

# into a new file, never over one
expect_exit 0 certificate 2025-03 --output "$scratch/file"
is_empty "$scratch/out"
[ "$(stat -c %a "$scratch/file")" = 644 ] || fail "the mode is $(stat -c %a "$scratch/file")"
expect_exit 0 certificate 2025-03
grep -v '^Printed' "$scratch/out" > "$scratch/a"
grep -v '^Printed' "$scratch/file" | cmp - "$scratch/a" || fail "the file says something else"
echo mine > "$scratch/file"
expect_exit 1 certificate 2025-03 --output "$scratch/file"
has "$scratch/err" 'exists already'
[ "$(cat "$scratch/file")" = mine ] || fail "it was written over"

# columns stay columns in every language and with every name
configure "$register"
sed -i 's/^organisation = .*/organisation = Szkoła Żółć 学校/' "$conf"
for language in nl fr de pl; do
	expect_exit 0 env LANGUAGE="$language" LD_PRELOAD="$SHIM" WELKOM_SHIM="$scratch/machine" \
		welkom-purge --config "$conf" --certificate 2025-03
	has "$scratch/out" 'Szkoła Żółć 学校'
	# the last column of a day begins where it begins in the others
	python3 - "$scratch/out" > "$scratch/columns" <<'TEXT'
import re, sys
days = re.findall(r'^(2025-03-\d\d  +\d.*  )\S', open(sys.argv[1], encoding='utf-8').read(), re.M)
assert len(days) == 31
print(*{len(day) for day in days}, sep='\n')
TEXT
	[ "$(wc -l < "$scratch/columns")" -eq 1 ] || {
		cat "$scratch/out" >&2
		fail "the columns are not straight in $language"
	}
done

# a broken ledger: said first, with what can still be read, and exit 1
sed -i 's/entries=20/entries=21/' "$ledger"
expect_exit 1 certificate 2025-03
has "$scratch/err" 'line 6 was changed'
head -n 3 "$scratch/out" | grep -q '^THE LEDGER IS BROKEN: ' || fail "the first lines do not say so"
sed 's/  */ /g' "$scratch/out" > "$scratch/page"
has "$scratch/page" 'up to line 5 only'
says 'Destroyed hour keys: 1, entries: 10'
rm "$ledger"
expect_exit 1 certificate 2025-03
has "$scratch/err" 'the ledger is missing'
head -n 3 "$scratch/out" | grep -q '^THE LEDGER IS BROKEN: ' || fail "the first lines do not say so"
