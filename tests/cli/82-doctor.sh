# SPDX-License-Identifier: ISC
# The doctor says a line a check and a remedy where one is needed, in 80 columns, and the same as JSON;
# 0 when nothing has to be done, 1 when something is wrong or to be looked at; and changes nothing.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register

# result CHECK: its word in the JSON of $scratch/out
result() {
	awk -v check="\"$1\"," '$1 == "\"check\":" { this = $2 == check }
		this && $1 == "\"result\":" { gsub(/[",]/, "", $2); print $2 }' "$scratch/out"
}

# finds CHECK RESULT: the doctor does
finds() {
	at 60 welkom-setup doctor --config "$conf" --json > "$scratch/out" 2> "$scratch/err" || true
	is_empty "$scratch/err"
	[ "$(result "$1")" = "$2" ] && return 0
	cat "$scratch/out" >&2
	fail "$1 is $(result "$1") instead of $2"
}

# --- what it looks like --------------------------------------------------------------------------

picture "$scratch/conf" > "$scratch/before-conf"
picture "$register" > "$scratch/before"
at 60 welkom-setup doctor --config "$conf" > "$scratch/out" 2> "$scratch/err" || [ $? -eq 1 ] ||
	fail "exit $?"
cat "$scratch/out"
is_empty "$scratch/err"
same_files "$register" "$scratch/before"
same_files "$scratch/conf" "$scratch/before-conf"
! grep -nE '^.{81,}' "$scratch/out" || fail "wider than 80 columns"
! grep -n '[[:blank:]]$' "$scratch/out" || fail "blanks at an end"
[ "$(grep -cE '^(fine|note|look|wrong|unseen) ' "$scratch/out")" -ge 20 ] || fail "not 20 checks"
[ "$(grep -cvE '^(fine|note|look|wrong|unseen) |^ {20,}[^ ]|^$' "$scratch/out")" -eq 1 ] ||
	fail "a line of another form"
tail -n 1 "$scratch/out" | grep -qE '^[1-9][0-9]* fine, .*[0-9]+ wrong\.$' || fail "no count"

# --- which sees what was done --------------------------------------------------------------------

for check in configuration controller review register modes secrets last-purge backup-marks space \
	sqlite sodium ledger off; do
	finds $check fine
done
finds recipients note
finds schedule "$([ "$(id -u)" -eq 0 ] && echo wrong || echo unseen)"
if command -v jq > /dev/null; then
	jq -e 'all(.[]; (.check | length > 0) and (.found | length > 0) and has("result") and has("remedy"))' \
		"$scratch/out" > /dev/null || fail "the JSON"
fi

chmod 666 "$state/ledger"
finds modes wrong
expect_exit 1 on welkom-setup doctor --config "$conf"
has "$scratch/out" 'chmod 0660'
chmod 660 "$state/ledger"
finds modes fine

cp "$key" "$scratch/conf/reception.key"
finds secrets wrong
rm "$scratch/conf/reception.key"
finds secrets fine

rm "$store/CACHEDIR.TAG"
finds backup-marks warning
cp "$inbox/CACHEDIR.TAG" "$store/CACHEDIR.TAG"
finds backup-marks fine

sed 's/^contact/#&/' "$conf" > "$scratch/trial" && cat "$scratch/trial" > "$conf"
finds controller warning
configure "$register"
finds controller fine

at $((27 * hours)) welkom-setup doctor --config "$conf" --json > "$scratch/out" || true
[ "$(result last-purge)" = wrong ] || fail "27 hours of silence are $(result last-purge)"

# a letter of the ledger
sed -i 's/init/Init/' "$state/ledger"
finds ledger wrong

# nothing is there at all
expect_exit 1 welkom-setup doctor --config "$scratch/nowhere/welkom.conf"
has "$scratch/out" "there is no"
is_empty "$scratch/err"
has "$scratch/out" 'welkom-setup init'

# wrong use
expect_exit 2 welkom-setup doctor now
expect_exit 2 welkom-setup doctor --state "$register"
expect_exit 2 welkom-setup init --json
