#!/bin/sh
# SPDX-License-Identifier: ISC
# The incident sheet at reception's screen is that of the verb: without a key or a name, from the facts
# of the moment; going back before it is shown changes nothing, and a file is written only on demand, for
# this account alone, never over another.
set -eu
. "$WELKOM_TESTS/lib.sh"

need_play
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
sign_in 'Jan Jansen' 0612345679
HOME=$scratch/home
export HOME
mkdir "$HOME"
known=$(date -u -d "@$((begin - 37800))" '+%Y-%m-%d %H:%M')
later=$(date -u -d "@$((begin + 3 * hours))" '+%Y-%m-%d %H:%M')
to_incident='wait start here
type 4
wait Something went wrong: incident
type 9
wait Since when is it known?'

# back at each step, and what cannot be
cp "$state/ledger" "$scratch/ledger-before"
cat > "$scratch/back" <<TEXT
$to_incident
expect $(date -u -d "@$begin" '+%Y-%m-%d %H:1')
key F1
wait within 72 hours of the moment
key Esc
wait Since when is it known?
key Esc
wait Something went wrong: incident
type 9
wait Since when is it known?
key Backspace 16
type yesterday
key Enter
wait This is not a time like
key Backspace 9
type $later
wait $later
wait-gone that has passed
key Enter
wait that has passed
key Backspace 16
type $known
wait $known
key Enter
wait Is a key exposed?
key Esc
wait Since when is it known?
key Enter
wait Is a key exposed?
key F10
wait start here
$leave
TEXT
desk "$scratch/back"
cmp -s "$state/ledger" "$scratch/ledger-before" || fail "the ledger: $(tail -n 1 "$state/ledger")"

cat > "$scratch/sheet" <<TEXT
$to_incident
key Backspace 16
type $known
wait $known
key Enter
wait Is a key exposed?
key Enter
wait INCIDENT WITH THE VISITOR REGISTER
expect Known since $known
expect 61 hours are left
expect before $(date -u -d "@$((begin + 72 * hours - 37800))" '+%Y-%m-%d %H:%M')
key PgDn
wait Together: 2 entries sealed, 0 without their key
key F2
wait Samen:
print dutch
key F2
key F2
key F2
key F2
wait WHO COULD READ IT
key PgDn
wait NO KEY IS EXPOSED
expect-not Femke
type 2
wait Where to?
key Esc
wait Incident sheet
type 2
wait incident-R-20
key Enter
wait The file is written
key Enter
wait Incident sheet
type 2
wait incident-R-20
key Enter
wait There is such a file already
key Home
type /nowhere
key Enter
wait This could not be done
key Enter
wait Incident sheet
key Enter
wait Something went wrong: incident
type 9
wait Since when is it known?
key Enter
wait Is a key exposed?
type 2
wait INCIDENT WITH THE VISITOR REGISTER
key PgDn
wait Together
key PgDn
wait A RECEPTION KEY IS EXPOSED
key PgDn
wait Take the key out
key Esc
wait Something went wrong: incident
resize 40x12
type 9
wait Since when is it known?
key Enter
wait Is a key exposed?
key Enter
wait INCIDENT WITH THE VISITOR REGISTER
key F10
wait start here
$leave
TEXT
: > "$scratch/screens"
desk "$scratch/sheet" --key "$scratch/no/such.key"
expect_lines 3 incident
expect_lines 0 open
grep -q '	incident	reference=R-[0-9-]*	known=.*	entries=2	readable=2	exposed=0	' "$state/ledger" ||
	fail "the ledger's line"
[ "$(grep -c '	exposed=1	' "$state/ledger")" = 1 ] || fail "the second line"
expect_count 1 "$HOME" '*'
set -- "$HOME"/incident-R-*.txt
[ "$(stat -c %a "$1")" = 600 ] || fail "others can read the sheet"
! grep -E '^.{73,}' "$1" || fail "wider than 72 columns"

# the file is what the verb writes, a minute later perhaps
reference=${1##*/incident-}
expect_exit 0 on welkom-desk incident --config "$conf" --reference "${reference%.txt}" \
	--known "$(echo "$known" | tr ' ' T)Z" --output "$scratch/verb"
for sheet in "$scratch/verb" "$1"; do
	sed "s/$(date -u -d "@$begin" +%H:1)[0-9]/(now)/" "$sheet" > "$sheet.timeless"
done
diff -u "$scratch/verb.timeless" "$1.timeless" || fail "the screen's sheet is another one"
for name in Femke Jan 612345; do
	has_not "$1" "$name"
	has_not "$scratch/screens" "$name"
done

# a register that cannot be read is said, and no sheet is made
mv "$store/db/store.db" "$scratch/moved"
cat > "$scratch/broken" <<TEXT
wait ALARM
type 4
wait Something went wrong: incident
type 9
wait Since when is it known?
key Enter
wait Is a key exposed?
key Enter
wait This could not be done
expect-not INCIDENT WITH
key Enter
wait Something went wrong: incident
$leave
TEXT
desk "$scratch/broken"
expect_lines 4 incident
