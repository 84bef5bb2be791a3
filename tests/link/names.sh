# SPDX-License-Identifier: ISC
# foo.c exports foo_something only, and no variables: what is shared has the name of its file, and
# nothing is kept between files.
set -eu
. "$WELKOM_TESTS/lib.sh"
[ -z "${WELKOM_SANITIZERS:-}" ] || skip "a sanitizer has symbols of its own"
command -v nm > /dev/null || skip "there is no nm"

# check OBJECT-OR-ARCHIVE...: prints what is wrong, and then ends with 1. In the programs the folder
# may stand for the file, and what is a part of the desk is called so, as desk_trace of
# handover/trace.c.
check() {
	for file in "$@"; do
		nm -A -g --defined-only "$file" 2> /dev/null
	done | awk '
	{
		symbol = $NF
		kind = $(NF - 1)
		where = $1
		sub(/:[0-9a-f]*$/, "", where)
		n = split(where, part, /[:\/]/)
		name = part[n]
		folder = part[n - 1]
		program = folder ~ /^(handover|keys|rights|view)$/ ? "desk" : folder
		sub(/\.o$/, "", name)
		seen++
		if (symbol ~ /^_?_?(asan|ubsan|gcov|llvm)/)
			next
		# forget.c is there to take the place of these two
		if (name == "forget" && (symbol == "free" || symbol == "realloc"))
			next
		if (name == "main" && symbol == "main")
			next
		if (kind !~ /^[TRi]$/) {
			print where ": " symbol " is a variable (" kind ")"
			bad = 1
		} else if (index(symbol, name "_") != 1 && index(symbol, folder "_") != 1 &&
			index(symbol, program "_") != 1) {
			print where ": exports " symbol
			bad = 1
		}
	}
	END {
		if (seen == 0) {
			print "nothing is exported"
			bad = 1
		}
		exit bad
	}'
}

build=$top_builddir/src
check "$build"/lib*.a || fail "a library"
for folder in kiosk desk handover rights keys view purge setup doctor; do
	check "$build/$folder"/*.o || fail "$folder"
done

set -- "$build"/pdf/*.o
[ ! -e "$1" ] || check "$@" || fail pdf

# The check sees what is wrong.
cc=$(sed -n 's/^CC = *//p' "$build/Makefile")
mkdir "$scratch/foo"

# sees LINE WORDS
sees() {
	echo "$1" > "$scratch/foo/bar.c"
	(cd "$scratch/foo" && $cc -c bar.c) || fail "bar.c cannot be compiled"
	! check "$scratch/foo/bar.o" > "$scratch/said" || fail "bar.c may have: $1"
	has "$scratch/said" "$2"
}

sees 'int bar_one(void) { return 1; } int two(void) { return 2; }' 'exports two'
sees 'int barber(void) { return 1; }' 'exports barber'
sees 'int bar_count = 3;' 'bar_count is a variable (D)'
sees 'int bar_count;' 'bar_count is a variable'
sees 'static int bar(void) { return 1; } int (*bar_p)(void) = bar;' 'bar_p is a variable'
