# SPDX-License-Identifier: ISC
# A hand-over to a file: only its owner can read it, nothing is written over, the ledger knows of it
# before it has a byte, and text, CSV and JSON say by when it must be destroyed.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Zoë van der Berg' 0612345678
due=$(date -u -d "@$(((begin / 3600 + 336) * 3600))" +%Y-%m-%dT%H:%M:%SZ)
hand_over() {
	trace "$(hour_from 0)" "$(hour_to 0)" --reference "$1" --format "$2" --output "$scratch/$1"
}

umask 000
for form in text csv json; do
	expect_exit 0 hand_over "R-1-$form" "$form"
	is_empty "$scratch/out"
	[ "$(stat -c %a "$scratch/R-1-$form")" = 600 ] || fail "others can read $form"
	has "$scratch/R-1-$form" 'Zoë van der Berg'
	has "$scratch/R-1-$form" '+31612345678'
done
has "$scratch/R-1-text" "DESTROY THIS AND ALL COPIES BY $(echo "$due" | sed 's/T/ /; s/:00Z//')"
has "$scratch/R-1-text" 'Visitors of Test school'
has "$scratch/R-1-csv" "\"'+31612345678\",$due"
has "$scratch/R-1-json" "\"destroy_by\":\"$due\""
has "$scratch/R-1-json" '"count":1}'
if command -v python3 > /dev/null; then
	python3 -c 'import json, sys
v = json.load(open(sys.argv[1], encoding="utf-8"))
assert v["visits"] == [{"arrived": v["visits"][0]["arrived"], "name": "Zoë van der Berg", "phone": "+31612345678"}]
' "$scratch/R-1-json" || fail "the JSON"
fi

# nothing is written over, and nothing is opened for it
expect_lines 3 open
expect_lines 3 export
expect_exit 1 hand_over R-1-csv csv
has "$scratch/err" 'exists already'
expect_lines 3 open

# the ledger: the opening, then the hand-over, and no path
awk -F '\t' '$3 == "open" || $3 == "export" { print $3 }' "$state/ledger" > "$scratch/order"
[ "$(tr '\n' ' ' < "$scratch/order")" = 'open export open export open export ' ] || fail "the order"
grep -F 'reference=R-1-csv' "$state/ledger" | grep -F '	export	' > "$scratch/line"
has "$scratch/line" "format=csv	n=1	from=$(utc 0 | cut -c 1-13):00:00Z"
has "$scratch/line" "destroy=$due"
has_not "$state/ledger" "$scratch"
expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$key"

# what is only shown is no hand-over; CSV to a pipe is one
expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
expect_lines 3 export
expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)" --format csv
expect_lines 4 export
