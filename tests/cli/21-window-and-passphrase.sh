# SPDX-License-Identifier: ISC
# Reception asks for more than it may, or cannot prove who it is: then no name is printed, no file is
# made and the ledger does not grow.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge > /dev/null
before=$(ledger_lines)
list=$scratch/list
from=$(hour_from 0)

# refused CODE SENTENCE COMMAND...
refused() {
	refused_code=$1
	sentence=$2
	shift 2
	expect_exit "$refused_code" "$@"
	has "$scratch/err" "$sentence"
	is_empty "$scratch/out"
	expect_lines "$before"
	[ ! -e "$list" ] || fail "$* has made $list"
}

# wrong use
refused 2 'a window is at most 24 hours' \
	trace "$(hour_from -3600)" "$(hour_from $((24 * hours)))" --output "$list"
refused 2 'a window is at most 24 hours' trace "$from" "$(utc $((2 * days)))" --output "$list"
refused 2 '--to must be later' trace "$from" "$from" --output "$list"
refused 2 '--from: this is not a time' trace yesterday "$(hour_to 0)" --output "$list"
refused 2 'a drill opens a key and never an entry: use “welkom-desk drill”' \
	trace "$from" "$(hour_to 0)" --reason drill --output "$list"
refused 2 '--reason: one of' trace "$from" "$(hour_to 0)" --reason curiosity --output "$list"
refused 2 '--reference: up to 24' trace "$from" "$(hour_to 0)" --reference Femke --output "$list"
refused 2 '--reference: up to 24' trace "$from" "$(hour_to 0)" --reference 'Femke 1' --output "$list"
refused 2 '--format: text, csv, json or zip' trace "$from" "$(hour_to 0)" --format html --output "$list"
refused 2 'trace needs' on welkom-desk trace --config "$conf" --key "$key" --from "$from"

# a wrong passphrase: one sentence
echo 'correct horse battery stapler' > "$passphrase"
picture "$register" > "$scratch/before"
refused 1 welkom-desk: trace "$from" "$(hour_to 0)" --output "$list"
[ "$(wc -l < "$scratch/err")" -eq 1 ] || fail "more than a sentence"
same_files "$register" "$scratch/before"

# a list is never written over another file, nor through a link
echo 'correct horse battery staple' > "$passphrase"
echo mine > "$scratch/mine"
expect_exit 1 trace "$from" "$(hour_to 0)" --output "$scratch/mine"
is_empty "$scratch/out"
[ "$(cat "$scratch/mine")" = mine ] || fail "a file was overwritten"
ln -s "$scratch/elsewhere" "$scratch/link"
expect_exit 1 trace "$from" "$(hour_to 0)" --output "$scratch/link"
[ ! -e "$scratch/elsewhere" ] || fail "a list was written through a link"

# the widest window that is allowed, into a file that only its owner can read
expect_exit 0 trace "$from" "$(hour_from $((24 * hours)))" --output "$list"
has "$list" 'Femke Visser'
is_empty "$scratch/out"
[ "$(stat -c %a "$list")" = 600 ] || fail "others can read the list"
