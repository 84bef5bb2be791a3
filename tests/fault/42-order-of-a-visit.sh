# SPDX-License-Identifier: ISC
# The order of a visit as the kernel sees it: the file of the hour key is whole and its folder synced
# before there is a row of it; that row and the entry are synced, and only then the screen says welcome.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
command -v strace > /dev/null || skip "there is no strace"
[ -z "${WELKOM_SANITIZERS:-}" ] || skip "a sanitizer cannot be traced"
new_register
{
	steps 'Femke Visser' 0612345678
	steps 'Jan Jansen' 0612345679
	echo "$leave"
} > "$scratch/script"
# not confined: tracing makes calls of its own; the tracer apart, so that signals reach the kiosk
"$PLAY" -l 20 -e WELKOM_SHIM="$scratch/machine" -e WELKOM_SHIM_LOOSE=1 "$scratch/script" -- \
	strace -D -y -s 100000 -o "$scratch/trace" -e trace=write,pwrite64,fsync,fdatasync,rename,renameat,renameat2 \
	-E LD_PRELOAD="$SHIM" welkom-kiosk --config "$conf" --language en \
	> "$scratch/screens" 2> "$scratch/err" || {
	cat "$scratch/screens" "$scratch/err" >&2
	grep -q 'ptrace\|PTRACE' "$scratch/screens" "$scratch/err" && skip "nothing can be traced here"
	fail "the kiosk did not do what the script says"
}
until_true grep -q '^+++ exited' "$scratch/trace"

awk '
	function step(word) { if (word != last) print word; last = word }
	/^write\(.*inbox\/keys\/[0-9a-f]+\.tmp>/ { step("key"); next }
	/^fsync\(.*inbox\/keys\/[0-9a-f]+\.tmp>/ { step("sync-key"); next }
	/^rename.*inbox\/keys.*\.tmp".*\.key"/ { step("rename"); next }
	/^fsync\(.*inbox\/keys>\)/ { step("sync-folder"); next }
	/^pwrite64\(.*inbox\.db-wal>.*, 32, 0\)/ { next } # the header of an empty log
	/^pwrite64\(.*inbox\.db-wal>/ { step("row"); next }
	/^(fsync|fdatasync)\(.*inbox\.db-wal>/ { if (last == "row") step("commit"); next }
	# the code is drawn letter by letter whatever stood there before
	/^write\(1</ && /[0-9A-Z][0-9A-Z]-[0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z]-[0-9A-Z][0-9A-Z]/ { step("welcome"); next }
' "$scratch/trace" > "$scratch/steps"
# the key of the hour, its row, an entry; then another entry
cat > "$scratch/wanted" <<'TEXT'
key
sync-key
rename
sync-folder
row
commit
row
commit
welcome
row
commit
welcome
TEXT
sed -n '1,12p' "$scratch/steps" | diff -u "$scratch/wanted" - >&2 || {
	cat "$scratch/steps" >&2
	fail "the steps are in another order"
}
! sed '1,12d' "$scratch/steps" | grep -E 'key|welcome' || fail "more steps than two visits have"
