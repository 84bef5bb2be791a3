# SPDX-License-Identifier: ISC
# Every program, every verb, and each allocation that the program itself asks for fails once, and of
# those of its libraries a part: a clean end with a word about it, or all is as it should be. What is
# judged is said in 60-failing-calls.sh.
#
# FAULT_ALLOCATIONS: how many (usually 600; those of the programs themselves at any rate), FAULT_SEED,
# FAULT_ARGUMENTS as there.
set -eu
. "$WELKOM_TESTS/fault/nth.sh"
# shellcheck disable=SC2086 # words
"$NTH" --allocations "${FAULT_ALLOCATIONS:-600}" --seed "${FAULT_SEED:-1}" ${FAULT_ARGUMENTS:-} \
	"$scratch" "$NTH_SHIM" "$steps" > "$scratch/found" || true
cat "$scratch/found"
tail -n 1 "$scratch/found" | grep -q ' 0 violations$' || fail "an allocation that failed was not seen"
