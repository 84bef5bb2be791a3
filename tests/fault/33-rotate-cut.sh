#!/bin/sh
# SPDX-License-Identifier: ISC
# The power goes while one's own key is to be followed by a new one, before the ledger knows of it: the
# same command again goes on from there, whether the new list was written or not.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
[ -f "${CUT:-}" ] || skip "there is no cut.so"
new_register
. "$WELKOM_TESTS/keys.sh"
sign_in 'Femke Visser' 0612345678
purge --quiet
next=$scratch/owner/reception.next.key
old=$(print_of reception)

got=0
LD_PRELOAD="$SHIM:$CUT" WELKOM_SHIM=$scratch/machine WELKOM_SHIM_LOOSE=1 \
	WELKOM_CUT_IN=register/state WELKOM_CUT=0 \
	welkom-desk keys rotate --config "$conf" --key "$key" --passphrase-file "$passphrase" \
	> "$scratch/out" 2> "$scratch/err" < /dev/null || got=$?
[ $got -eq 137 ] || fail "exit $got: $(cat "$scratch/err")"
[ -s "$next" ] && [ -s "$scratch/owner/recipients.new" ] || fail "it was cut too early"
expect_lines 0 keys
cp -a "$register" "$scratch/register-then"
cp -a "$scratch/owner" "$scratch/owner-then"
cp -a "$scratch/conf" "$scratch/conf-then"

for list in written missing; do
	rm -rf "$register" "$scratch/owner" "$scratch/conf"
	cp -a "$scratch/register-then" "$register"
	cp -a "$scratch/owner-then" "$scratch/owner"
	cp -a "$scratch/conf-then" "$scratch/conf"
	[ $list = written ] || rm "$scratch/owner/recipients.new"
	# meanwhile everything goes on with the old key
	expect_exit 0 as_reception drill
	expect_exit 0 as_reception keys rotate
	expect_lines 1 keys
	expect_exit 1 as_reception keys rotate
	has "$scratch/err" 'waits already'
	install_list "$scratch/owner"
	day_of "$key" "$passphrase"
	[ $got -eq 0 ] || fail "list $list: exit $got: $(cat "$scratch/err")"
	has "$scratch/out" Femke
	[ ! -e "$next" ] || fail "list $list: the new key has not moved"
	[ "$(sealed_to "$old")/$(sealed_to "$(print_of reception)")" = 0/1 ] || fail "list $list: wraps"
done
