# SPDX-License-Identifier: ISC
# A key is revoked, and the power goes at each step of sealing the hours anew: whatever is on the disk
# then opens with the right key, a second run finishes, and so does the keeper; in the end nothing is
# sealed to who was revoked. The same for the file of one's own key: the old or the new passphrase
# opens it at every moment.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
[ -f "${CUT:-}" ] || skip "there is no cut.so"
new_register
. "$WELKOM_TESTS/keys.sh"
sign_in 'Femke Visser' 0612345678
add_anna
install_list "$scratch/owner"
at $hours purge --quiet
sign_in 'Jan Jansen' 0612345679
expect_exit 0 as_reception drill
expect_exit 0 as_anna keys revoke reception
install_list "$scratch/anna"
anna_print=$(print_of anna)
revoked=$(sed -n 's/.*	revoke=reception	print=\([0-9a-f]*\)	.*/\1/p' "$state/ledger")
[ "$(sealed_to "$revoked")" = 2 ] || fail "the hours are not sealed to both"
cp -a "$register" "$scratch/register-before"
cp -a "$scratch/anna" "$scratch/anna-before"

restore() {
	rm -rf "$register" "$scratch/anna"
	cp -a "$scratch/$1" "$register"
	cp -a "$scratch/anna-before" "$scratch/anna"
}

# cut_in FOLDER STEP COMMAND...: runs it until that step of those in FOLDER; $cut is its exit.
cut_in() {
	cut_folder=$1
	cut_step=$2
	shift 2
	cut=0
	rm -f "$scratch/steps"
	LD_PRELOAD="$SHIM:$CUT" WELKOM_SHIM=$scratch/machine WELKOM_SHIM_LOOSE=1 WELKOM_CUT_IN=$cut_folder \
		WELKOM_CUT=$cut_step WELKOM_CUT_LOG=$scratch/steps "$@" \
		> "$scratch/out" 2> "$scratch/err" < /dev/null || cut=$?
}

whole() {
	expect_count 2 "$store/keys" '*'
	expect_count 2 "$store/keys" '*.key'
	[ "$(sealed_to "$revoked")/$(sealed_to "$anna_print")" = 0/2 ] ||
		fail "after step $n: sealed to $(sealed_to "$revoked") and $(sealed_to "$anna_print")"
	expect_exit 0 on welkom-desk ledger verify --config "$conf"
}

day_end=10800
n=0
while :; do
	restore register-before
	cut_in register/store/keys $n welkom-desk drill --config "$conf" --key "$anna" \
		--passphrase-file "$anna_passphrase"
	[ $cut -ne 0 ] || break
	[ $cut -eq 137 ] || fail "step $n: exit $cut: $(cat "$scratch/err")"
	[ "$(sealed_to "$anna_print")" -ge 2 ] || fail "after step $n an hour is not sealed to anna"
	expect_count 2 "$store/keys" '*.key'
	rm -rf "$scratch/register-cut"
	cp -a "$register" "$scratch/register-cut"
	# the desk finishes
	day_of "$anna" "$anna_passphrase"
	[ $got -eq 0 ] || fail "after step $n: exit $got: $(cat "$scratch/err")"
	has "$scratch/out" Femke
	has "$scratch/out" Jan
	whole
	# or the keeper does what is to be overwritten, and leaves the keys alone
	restore register-cut
	before=$(sealed_to "$revoked")
	expect_exit 0 purge --quiet
	expect_count 2 "$store/keys" '*'
	expect_count 2 "$store/keys" '*.key'
	[ "$(sealed_to "$anna_print")" = 2 ] || fail "after step $n the keeper took a key away"
	[ "$(sealed_to "$revoked")" -le "$before" ] || fail "after step $n the keeper brought a wrap back"
	n=$((n + 1))
done
whole
[ $n -eq 20 ] || fail "there were $n steps: $(tr '\n' ' ' < "$scratch/steps")"
one='link
sync
write
sync
rename
sync
overwrite
sync
unlink
sync'
printf '%s\n%s\n' "$one" "$one" | diff -u - "$scratch/steps" >&2 || fail "the steps are in another order"
echo "hours: cut at each of $n steps"

# the own key file
cp "$passphrase" "$scratch/third"
n=0
while :; do
	restore register-before
	cut_in anna $n welkom-desk passwd --config "$conf" --key "$anna" \
		--passphrase-file "$anna_passphrase" --new-passphrase-file "$scratch/third"
	[ $cut -ne 0 ] || break
	[ $cut -eq 137 ] || fail "passwd, step $n: exit $cut: $(cat "$scratch/err")"
	right=
	for try in "$anna_passphrase" "$scratch/third"; do
		got=0
		on welkom-desk drill --config "$conf" --key "$anna" --passphrase-file "$try" \
			> "$scratch/out" 2> "$scratch/err" || got=$?
		[ $got -ne 0 ] || right="$right$try"
	done
	case $right in
	"$anna_passphrase" | "$scratch/third") ;;
	*) fail "passwd, step $n: not one passphrase opens the key, but: $right" ;;
	esac
	[ "$(find "$scratch/anna" -name '.welkom-*')" = '' ] || fail "passwd, step $n: something was left"
	n=$((n + 1))
done
[ $n -eq 10 ] || fail "passwd: there were $n steps"
echo "passwd: cut at each of $n steps"
