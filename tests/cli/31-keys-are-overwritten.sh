# SPDX-License-Identifier: ISC
# A key file is overwritten before its name is removed: whoever had it open reads nothing of it
# afterwards. This goes for the copy in the inbox when it is collected, and for the one in the store
# when it is due.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register

# overwritten NEW OLD: NEW is what a shredded file is, with nothing left of OLD
overwritten() {
	[ "$(head -c 7 "$1")" = WKGONE1 ] || fail "$1 is not marked"
	[ "$(wc -c < "$1")" -eq 4096 ] || fail "$1 has another length"
	# of random bytes one in 256 stays the same by chance
	same=$((4096 - $(cmp -l "$1" "$2" | wc -l)))
	[ $same -lt 80 ] || fail "$same bytes of $1 are as they were"
}

sign_in 'Femke Visser' 0612345678
name=$(basename "$inbox/keys/"*.key)
cp "$inbox/keys/$name" "$scratch/old"
exec 8< "$inbox/keys/$name"
purge --quiet
expect_count 0 "$inbox/keys" '*'
cat <&8 > "$scratch/new"
overwritten "$scratch/new" "$scratch/old"

# the store has the same key in a file of its own
cmp "$store/keys/$name" "$scratch/old" || fail "the store has another key"
[ "$(stat -c '%h %a' "$store/keys/$name")" = '1 660' ] || fail "links or mode in the store"
exec 9< "$store/keys/$name"
at $((14 * days)) purge --quiet
expect_count 0 "$store/keys" '*'
cat <&9 > "$scratch/new"
overwritten "$scratch/new" "$scratch/old"

# one that a crash left between overwriting and removing is overwritten again, and removed
cp "$scratch/new" "$store/keys/$name"
exec 7< "$store/keys/$name"
purge --quiet
expect_count 0 "$store/keys" '*'
cat <&7 > "$scratch/newer"
overwritten "$scratch/newer" "$scratch/new"
