# SPDX-License-Identifier: ISC
# The order of a purge as the kernel sees it: each key is overwritten, synced and only then unlinked;
# the rows go after the keys, the logs are emptied after the rows, then come the ledger line and that
# of the certificate, and last-purge last of all.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
command -v strace > /dev/null || skip "there is no strace"
new_register
sign_in 'Femke Visser' 0612345678
at $hours purge --quiet
sign_in 'Jan Jansen' 0612345679
purge --quiet
machine offset $((m_begin + 15 * days)) up $((15 * days))
strace -f -y -o "$scratch/trace" -e trace=write,pwrite64,fsync,fdatasync,unlinkat,ftruncate,rename,renameat,renameat2 \
	-E LD_PRELOAD="$SHIM" -E WELKOM_SHIM="$scratch/machine" welkom-purge --config "$conf" --quiet \
	2> "$scratch/err" || {
	cat "$scratch/err" >&2
	grep -q 'ptrace\|PTRACE' "$scratch/err" && skip "nothing can be traced here"
	fail "the purge failed"
}

# awk tells the steps of the store by their files, one word a line, repeats left out
awk '
	function step(word) { if (word != last) print word; last = word }
	{ sub(/^[0-9]+ +/, "") }
	/^write\(.*store\/keys\/[0-9a-f]+\.key>/ { step("overwrite"); next }
	/^fsync\(.*store\/keys\/[0-9a-f]+\.key>/ { step("sync-key"); next }
	/^unlinkat\(.*store\/keys>, "[0-9a-f]+\.key"/ { step("unlink"); next }
	/^fsync\(.*store\/keys>/ { step("sync-folder"); next }
	/^pwrite64\(.*store\.db-wal>/ { if (last != "commit") step("delete"); next }
	/^(fsync|fdatasync)\(.*store\.db-wal>/ { if (last == "delete") step("commit"); next }
	/^pwrite64\(.*store\.db>/ { step("checkpoint"); next }
	/^(fsync|fdatasync)\(.*store\.db>/ { step("sync-database"); next }
	/^ftruncate\(.*store\.db-wal>/ { step("truncate"); next }
	/^write\(.*state\/ledger>/ { step("ledger"); next }
	/^fsync\(.*state\/ledger>/ { step("sync-ledger"); next }
	/^write\(.*last-purge/ { step("last-purge"); next }
' "$scratch/trace" > "$scratch/steps"
key='overwrite
sync-key
unlink'
{
	echo "$key"
	echo "$key"
	cat <<TEXT
sync-folder
delete
commit
checkpoint
sync-database
truncate
ledger
sync-ledger
ledger
sync-ledger
last-purge
TEXT
} > "$scratch/wanted"
diff -u "$scratch/wanted" "$scratch/steps" >&2 || {
	cat "$scratch/steps" >&2
	fail "the steps are in another order"
}
