# SPDX-License-Identifier: ISC
# The process that reads the inbox ends before it has its order: the run goes on without it, destroys
# what is due, writes it down and fails; the next run does the rest.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
command -v strace > /dev/null || skip "there is no strace"
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
sign_in 'Jan Jansen' 0612345679
machine offset $((m_begin + 14 * days)) up $((14 * days))
got=0
# prctl is the first thing that it does, and it will not go on without it
strace -f -qq -o "$scratch/trace" -e trace=prctl -e inject=prctl:error=EPERM \
	-E LD_PRELOAD="$SHIM" -E WELKOM_SHIM="$scratch/machine" welkom-purge --config "$conf" \
	> "$scratch/out" 2> "$scratch/err" || got=$?
! grep -q 'ptrace\|PTRACE' "$scratch/err" || skip "nothing can be traced here"
[ $got -eq 1 ] || fail "exit $got: $(cat "$scratch/err")"
grep -q PR_SET_PDEATHSIG "$scratch/trace" || fail "nothing failed"
has "$scratch/err" 'the part that reads the inbox failed'
expect_count 0 "$store/keys" '*.key'
expect_count 0 "$inbox/keys" '*.key'
has "$state/ledger" '	keys=2	hours=1	entries=1	'
[ "$(sed -n 's/^good //p' "$state/last-purge")" -lt "$(sed -n 's/^time //p' "$state/last-purge")" ] ||
	fail "the run counts as good"
expect_exit 0 purge
