# SPDX-License-Identifier: ISC
# One person is found by whole name, whole number or erasure code, and nobody else is shown; the ledger
# knows before anybody is, and has no name.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register

# come NAME NUMBER [SHOWN]: signs in. $code and $whose are of the last one whose code could be no name: one in
# sixty has letters alone, and for a name everything would be opened.
come() {
	sign_in "$1" "$2"
	case $(code) in
	*[0-9]*[A-Z]* | *[A-Z]*[0-9]*) code=$(code) whose=${3:-$1} ;;
	esac
}
come "Zoë Nguyễn-O'Brien" 0612345678
come 'Zoë Nguyễn' 0612345679
come "Zoë Nguyễn-O'Briens" 0612345670
machine offset $((m_begin + 3 * days)) up $((3 * days))
purge --quiet
come "zoë  NGUYỄN-o'brien" '+31 6 1234 5678' "zoë NGUYỄN-o'brien"

# find TEXT [OPTION]...
find_one() {
	printf '%s\n' "$1" > "$scratch/query"
	shift
	on welkom-desk find --config "$conf" --key "$key" --passphrase-file "$passphrase" \
		--query-file "$scratch/query" --reason access --recognised in-person "$@"
}

# in any case, composed in any way, with other blanks: two visits of two days
for name in "Zoë Nguyễn-O'Brien" "  ZOË   nguyễn-O'BRIEN " \
	"$(printf 'Zoe\314\210 Nguye\314\202\314\203n-O'"'"'Brien')"; do
	expect_exit 0 find_one "$name" --reference A-1
	[ "$(wc -l < "$scratch/out")" -eq 2 ] || fail "not two entries of $name: $(cat "$scratch/out")"
	has "$scratch/out" "Zoë Nguyễn-O'Brien  +31 6 12 34 56 78"
	has "$scratch/out" "zoë NGUYỄN-o'brien"
	has_not "$scratch/out" Briens
	has "$scratch/err" '2 entries found'
done
for number in 0612345678 '+31 (0)6 12345678' 0031612345678; do
	expect_exit 0 find_one "$number"
	[ "$(wc -l < "$scratch/out")" -eq 2 ] || fail "not two entries of $number"
	has_not "$scratch/out" Briens
done
# a code is one entry, and nothing else is opened
expect_lines 6 search
expect_exit 0 find_one "$code"
[ "$(wc -l < "$scratch/out")" -eq 1 ] || fail "not one entry of the code"
has "$scratch/out" "$whose  +31"
tail -n 1 "$state/ledger" | grep -q '	hours=1	opened=1	found=1	' || fail "the code opened more"

# what is only like it is not found
for other in 'Zoë' 'Nguyễn' "Zoë Nguyễn-O'Brie" "Zoe Nguyen-O'Brien" "%" 061234567 \
	0612345671 +3161234567 AAAA-AAAA-AAA; do
	expect_exit 0 find_one "$other"
	shown=$(grep -vc 'Nothing is held under this' "$scratch/out" || true)
	[ "$shown" -eq 0 ] || fail "$other: $(cat "$scratch/out")"
	has "$scratch/out" 'is destroyed'
	has "$scratch/err" '0 entries found'
done
expect_exit 1 find_one 12
has "$scratch/err" 'cannot be read'
expect_exit 1 find_one ''

# the ledger: reason, reference, whose key, how recognised, how much; no name, no number
grep -qE '	search	reason=access	reference=A-1	key=[0-9a-f]{8}	recognised=in-person	hours=4	opened=4	found=2	h=' \
	"$state/ledger" || fail "the ledger's line: $(grep search "$state/ledger")"
for text in Zo Nguy 61234567 "$(echo "$code" | tr -d -)" "$code"; do
	has_not "$state/ledger" "$text"
done
expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$key"

# no line, no name
mv "$state/ledger" "$scratch/ledger"
mkdir "$state/ledger"
expect_exit 1 find_one 0612345678 --reference A-2
is_empty "$scratch/out"
has_not "$scratch/err" Zo
rmdir "$state/ledger"
mv "$scratch/ledger" "$state/ledger"

# wrong use
wrong() {
	expect_exit 2 on welkom-desk find --config "$conf" "$@"
	is_empty "$scratch/out"
}
wrong --key "$key" --recognised in-person
wrong --reason access
wrong --key "$key" --reason contact-tracing
wrong --key "$key" --reason access --recognised passport
wrong --key "$key" --reason access --reference Zoë
wrong --key "$key" --reason access 'Zoë Nguyễn'
# a person is never an argument: not even the options have a place for one
expect_exit 0 welkom-desk --help
has_not "$scratch/out" '--name'

# what is due is not found, purged or not
machine offset $((m_begin + 14 * days)) up $((14 * days))
expect_exit 0 find_one "Zoë Nguyễn-O'Brien"
[ "$(wc -l < "$scratch/out")" -eq 1 ] || fail "what is due was shown"
has_not "$scratch/out" "O'Brien"
