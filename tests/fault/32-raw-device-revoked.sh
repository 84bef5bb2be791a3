# SPDX-License-Identifier: ISC
# A reception key is revoked: after one unlock of a colleague not one of the wraps that it opened is
# on the device, searched from its first byte to its last, with ext4 and with XFS; neither are the
# bytes that a key file had before its passphrase was changed. What is in force is found there, so the
# search works.
set -eu
. "$WELKOM_TESTS/lib.sh"

# bytes FILE FROM N: those as a pattern
bytes() {
	od -An -v -tx1 -w4096 -j "$2" -N "$3" "$1" | tr -d ' \n'
	echo
}

# wraps FILE: of an hour key file all but the header: each sealed secret of two, whole and in parts,
# and two places in what fills it up.
wraps() {
	for from in 48 176; do
		bytes "$1" $from 112
		for part in 0 40 80; do
			bytes "$1" $((from + part)) 32
		done
	done
	bytes "$1" 2048 32
	bytes "$1" 4000 32
}

try() {
	kind=$1
	size=$2
	. "$WELKOM_TESTS/fault/device.sh"
	new_register
	. "$WELKOM_TESTS/keys.sh"
	mkdir "$device/stick"
	anna=$device/stick/anna.key
	add_anna
	install_list "$scratch/owner"
	on "$FILL" --config "$conf" --entries 200 --hours 50
	purge --quiet
	expect_exit 0 as_anna drill
	expect_exit 0 as_anna keys revoke reception
	install_list "$device/stick"
	[ "$(count "$store/keys" '*.key')" -ge 50 ] || fail "there are no hours"
	for file in "$store/keys/"*.key; do
		wraps "$file"
	done > "$scratch/old"
	bytes "$anna" 64 80 > "$scratch/old-key"
	bytes "$anna" 64 32 >> "$scratch/old-key"
	detach
	found "$(wc -l < "$scratch/old")" "$scratch/old"
	found 2 "$scratch/old-key"

	attach
	expect_exit 0 as_anna drill
	has "$scratch/err" "$(count "$store/keys" '*.key') hours were sealed anew"
	cp "$anna_passphrase" "$scratch/third"
	expect_exit 0 as_anna passwd --new-passphrase-file "$scratch/third"
	for file in "$store/keys/"*.key; do
		bytes "$file" 48 112
	done > "$scratch/new"
	bytes "$anna" 64 80 >> "$scratch/new"
	detach
	found "$(wc -l < "$scratch/new")" "$scratch/new"
	found 0 "$scratch/old"
	found 0 "$scratch/old-key"
	attach
	echo "$kind: 0 of $(wc -l < "$scratch/old") patterns of $(count "$store/keys" "*.key") files"
}

case ${1:-} in
'')
	done=
	for both in 'ext4 64M' 'xfs 300M'; do
		got=0
		# shellcheck disable=SC2086 # two words
		sh "$0" $both || got=$?
		[ $got -eq 0 ] || [ $got -eq 77 ] || fail "$both: exit $got"
		[ $got -eq 77 ] || done=1
	done
	[ -n "$done" ] || skip "there is nothing to try it on"
	;;
*)
	try "$1" "$2"
	;;
esac
