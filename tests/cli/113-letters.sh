# SPDX-License-Identifier: ISC
# The letters: all that is held, in the person's language, printable, whatever the name holds; that nothing
# is held is only said when all could be read.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
long='Wolfeschlegelsteinhausenbergerdorff-Nguyễn-Østergård Zoë Bartholomew Ignatius Quillfeather'
{
	# the field shows the end of it
	steps "$long" 0612345678 | sed 's/^wait Wolfe.*/wait Quillfeather/'
	echo "$leave"
} > "$scratch/long"
kiosk "$scratch/long"
purge --quiet
trace "$(hour_from 0)" "$(hour_to 0)" --reference GGD/7 --format csv --output "$scratch/list" \
	2> /dev/null

# access TEXT [OPTION]...
access() {
	printf '%s\n' "$1" > "$scratch/query"
	shift
	on welkom-desk access --config "$conf" --query-file "$scratch/query" --key "$key" \
		--passphrase-file "$passphrase" --recognised called-back "$@"
}
asked=$(date -u -d "@$((begin - 40 * days))" +%Y-%m-%d)
expect_exit 0 access "$long" --reference A/1 --output "$scratch/letter" --received "$asked"
is_empty "$scratch/out"
[ "$(stat -c %a "$scratch/letter")" = 600 ] || fail "others can read the letter"
tr '\n' ' ' < "$scratch/letter" | tr -s ' ' > "$scratch/flat"
due=$(date -u -d "@$(((begin / 3600 + 337) * 3600))" '+%Y-%m-%d %H:%M')
for text in 'Test school' 'visitors@school.example' 'Our reference: A/1' "To: $long" "Name: $long" \
	'Phone number: +31 6 12 34 56 78' "Arrived: $(date -u -d "@$begin" '+%Y-%m-%d %H:')" \
	"Destroyed: before $due" "your request on $asked" 'reference GGD/7, on' \
	'Legal basis: a task in the public interest' 'Purpose:' 'complain to the data protection authority'; do
	has "$scratch/flat" "$text"
done
python3 - "$scratch/letter" <<'TEXT' || fail "wider than 72 columns"
import sys, unicodedata
for line in open(sys.argv[1], encoding="utf-8"):
    line = line.rstrip("\n")
    width = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
    if width > 72 or any(ord(c) < 32 for c in line):
        print(repr(line)); sys.exit(1)
TEXT
# never over something that exists, and no file where nothing was done
expect_exit 1 access "$long" --output "$scratch/letter"
expect_exit 1 on welkom-desk access --config "$conf" --query-file "$scratch/query" --key "$key" \
	--passphrase-file "$scratch/query" --recognised code --output "$scratch/second"
[ ! -e "$scratch/second" ] || fail "a letter was left that has nothing in it"
expect_exit 2 access x --received tomorrow
expect_exit 2 access x --language xx

# in the person's language, while the desk goes on in its own
if [ -d "$WELKOM_LOCALE_DIR/nl" ]; then
	expect_exit 0 access "$long" --language nl
	has "$scratch/out" 'Grondslag'
	has "$scratch/err" 'entry found'
fi

# nothing: with the date; the name of the one who asks is nowhere else
expect_exit 0 access 'Zebedeus Nobody'
tr '\n' ' ' < "$scratch/out" > "$scratch/flat"
has "$scratch/flat" 'We hold nothing about you'
has "$scratch/flat" "older than $(date -u -d "@$((begin - 14 * days))" '+%Y-%m-%d') "
has_not "$state/ledger" Zebedeus
! grep -rqF Zebedeus "$register" || fail "the name was kept"

# an entry that is damaged could be anybody's: then nobody says that there is nothing
python3 - "$store/db/store.db" <<'TEXT'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("UPDATE entry SET box=randomblob(304)")
db.close()
TEXT
expect_exit 1 access 'Zebedeus Nobody' --output "$scratch/third"
has "$scratch/err" 'nobody can say that nothing is held'
[ ! -e "$scratch/third" ] || fail "a letter all the same"
