# SPDX-License-Identifier: ISC
# Every program, every verb, and at each system call of theirs: an error, EINTR, half a write, a disk
# that is full from there on, SIGKILL before it and after. None says that all is well when it is not,
# none crashes or hangs, no key that is not due is destroyed, no entry is lost, nothing that was made
# in part is left as if it were whole; afterwards the same can be done again, a purge finishes, the
# ledger is whole, and whoever can open opens what is there.
#
# FAULT_CALLS: how many calls are to fail (usually 5650, of which one in twelve does not come to it; each
# step fails at each kind of call at any rate), FAULT_SEED: which (1). A violation names step, task and
# n: FAULT_ARGUMENTS='--step NAME --task 0 --n 12 --kind 1 --way 0 --verbose' does that one again. The
# first 60,000 are all there are, each once; then errors come with another number.
set -eu
. "$WELKOM_TESTS/fault/nth.sh"

# The judge itself: a program that lies is found out, in three ways.
lied=$scratch/lied
cp "$steps" "$scratch/all"
: > "$steps"
a_key=$(cd "$from/both" && find register/store/keys -name '*.key' | head -n 1)
step liar both welkom-liar "$run/list" "$run/$a_key"
say 'made list' alone
sed "s|^run .*|run $(dirname "$NTH")/liar|" "$steps" > "$lied"
got=0
"$NTH" --calls 100000 "$scratch" "$NTH_SHIM" "$lied" > "$scratch/liar.out" 2>&1 || got=$?
[ $got -eq 1 ] || {
	cat "$scratch/liar.out" >&2
	fail "exit $got for a program that lies"
}
for what in 'false ok' 'a key that is not due is gone'; do
	has "$scratch/liar.out" "$what"
done
cp "$scratch/all" "$steps"

# shellcheck disable=SC2086 # words
"$NTH" --calls "${FAULT_CALLS:-5650}" --seed "${FAULT_SEED:-1}" ${FAULT_ARGUMENTS:-} "$scratch" \
	"$NTH_SHIM" "$steps" || fail "a program did not do what it said, or did not say what it did"
