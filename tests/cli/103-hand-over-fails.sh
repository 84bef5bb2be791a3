# SPDX-License-Identifier: ISC
# A hand-over that cannot be finished says so, is not left in part, and is noted as failed.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Zebedeus Quillfeather' 0612345678
mkdir "$scratch/small"
mount -t tmpfs -o size=4k,mode=700 none "$scratch/small" 2> /dev/null || skip "nothing can be mounted"
mounts=$scratch/small
head -c 4096 /dev/zero > "$scratch/small/full"

for form in csv json; do
	expect_exit 1 trace "$(hour_from 0)" "$(hour_to 0)" --format $form --reference F-1-$form \
		--output "$scratch/small/list"
	has "$scratch/err" 'No space left'
	is_empty "$scratch/out"
	[ ! -e "$scratch/small/list" ] || fail "something is left"
done
awk -F '\t' '$3 ~ /^open|^export/ { print $3 }' "$state/ledger" | tr '\n' ' ' > "$scratch/order"
[ "$(cat "$scratch/order")" = 'open export export-failed open export export-failed ' ] ||
	fail "the ledger: $(cat "$scratch/order")"
has_not "$scratch/owner/exports" list

# a folder that is not there: nothing is handed out either
expect_exit 1 trace "$(hour_from 0)" "$(hour_to 0)" --format csv --output "$scratch/none/list"
has "$scratch/err" 'cannot make'
expect_lines 3 export-failed
expect_exit 0 on welkom-desk exports --config "$conf" --key "$key"
[ "$(grep -c 'was not finished; nothing was handed out' "$scratch/out")" -eq 3 ] || fail "the list"
has_not "$scratch/out" 'with the receiver'

# to standard output
[ -c /dev/full ] || exit 0
got=0
trace "$(hour_from 0)" "$(hour_to 0)" --format csv > /dev/full 2> "$scratch/err" || got=$?
[ $got -eq 1 ] || fail "exit $got for a full output"
expect_lines 4 export-failed

# A file that somebody makes between the look and the opening is not written over; strace makes the look
# see nothing.
command -v strace > /dev/null || exit 0
echo mine > "$scratch/mine"
got=0
strace -f -qq -o "$scratch/trace" -P "$scratch/mine" -e trace=access,faccessat,faccessat2,openat,open \
	-e inject=access,faccessat,faccessat2:error=ENOENT -E LD_PRELOAD="$SHIM" \
	-E WELKOM_SHIM="$scratch/machine" -E WELKOM_SHIM_LOOSE=1 welkom-desk trace --config "$conf" --key "$key" \
	--passphrase-file "$passphrase" --from "$(hour_from 0)" --to "$(hour_to 0)" \
	--reason contact-tracing --format csv --output "$scratch/mine" > "$scratch/out" 2> "$scratch/err" ||
	got=$?
! grep -q 'ptrace\|PTRACE' "$scratch/err" || exit 0
grep -q INJECTED "$scratch/trace" || fail "it did not look"
[ $got -eq 1 ] || fail "exit $got for a file that is there"
has "$scratch/err" 'cannot make'
[ "$(cat "$scratch/mine")" = mine ] || fail "the file of somebody else was written over"

[ -x "$PLAY" ] && command -v 7z > /dev/null || exit 0

# a ZIP whose passphrase could not be shown is of no use to anybody: strace makes the writing fail
before=$(ledger_lines export-failed)
cat > "$scratch/give" <<TEXT
wait could not be shown
exit 1
TEXT
"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" -e WELKOM_SHIM_LOOSE=1 \
	"$scratch/give" -- strace -f -qq -o "$scratch/trace" -e trace=write -P /dev/tty -e inject=write:error=EIO:when=1+ \
	welkom-desk trace --config "$conf" --key "$key" --passphrase-file "$passphrase" \
	--from "$(hour_from 0)" --to "$(hour_to 0)" --reason contact-tracing --format zip \
	--output "$scratch/unseen.zip" || fail "a passphrase that nobody saw"
[ ! -e "$scratch/unseen.zip" ] || fail "an archive that nobody can open"
[ "$(ledger_lines export-failed)" -eq $((before + 1)) ] || fail "it is not noted as failed"
