# SPDX-License-Identifier: ISC
# Every program: wrong use is exit 2 with a sentence on standard error, whatever else is wrong; --help
# and --version go to standard output, and help fits in 80 columns.
set -eu
. "$WELKOM_TESTS/lib.sh"

# wrong PROGRAM ARGUMENT...
wrong() {
	expect_exit 2 "$@"
	is_empty "$scratch/out"
	has "$scratch/err" "$1"
	has "$scratch/err" "Try “$1 --help”."
}

version=$(sed -n 's/^PACKAGE_VERSION = *//p' "$top_builddir/src/Makefile")
[ -n "$version" ] || fail "no version is known"
for program in welkom-kiosk welkom-desk welkom-purge welkom-setup; do
	expect_exit 0 "$program" --help
	is_empty "$scratch/err"
	[ "$(head -n 1 "$scratch/out" | cut -d ' ' -f 1,2)" = "Usage: $program" ] || fail "help of $program"
	for word in --help --version 'Exit status: 0 '; do
		has "$scratch/out" "$word"
	done
	[ $program = welkom-setup ] || has "$scratch/out" '--config FILE'
	! grep -E '^.{81,}' "$scratch/out" || fail "help of $program is wider than 80 columns"
	! grep -n '[[:blank:]]$' "$scratch/out" || fail "blanks at an end in the help of $program"

	expect_exit 0 "$program" --version
	is_empty "$scratch/err"
	[ "$(cat "$scratch/out")" = "$program $version" ] || fail "version of $program"

	wrong $program --nonsense
	wrong $program -x
	wrong $program --config
	wrong $program --help=yes
done

wrong welkom-kiosk more
wrong welkom-kiosk --language xx
wrong welkom-purge more
wrong welkom-purge --dry-run now
wrong welkom-desk
wrong welkom-desk undelete
wrong welkom-desk overview more
wrong welkom-desk ledger
wrong welkom-desk ledger burn
wrong welkom-desk ledger verify more
wrong welkom-desk confirm-clock
wrong welkom-desk confirm-clock now more
wrong welkom-setup
wrong welkom-setup undo
wrong welkom-setup init more
wrong welkom-setup init --prepare
wrong welkom-setup demo one two
wrong welkom-setup demo --key "$scratch/key"

# without a terminal the kiosk says so
expect_exit 1 welkom-kiosk --config "$scratch/nowhere"
has "$scratch/err" 'welkom-kiosk: '

# what cannot be printed is no success
if [ -c /dev/full ]; then
	for program in kiosk desk purge setup; do
		for option in --version --help; do
			got=0
			"welkom-$program" $option > /dev/full 2> "$scratch/err" || got=$?
			[ $got -eq 1 ] || fail "welkom-$program $option: exit $got for a full output"
			has "$scratch/err" 'not all of the output could be written'
		done
	done
fi
