# SPDX-License-Identifier: ISC
# Each program is linked with the libraries in needed.txt and no other: the nightly job has no
# screen library, and nothing has crept in.
set -eu
. "$WELKOM_TESTS/lib.sh"
[ -z "${WELKOM_SANITIZERS:-}" ] || skip "a sanitizer brings libraries of its own"
command -v readelf > /dev/null || skip "there is no readelf"
LC_ALL=C
export LC_ALL

# libraries FILE: their names without versions
libraries() {
	readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
		sed -e 's/\.so.*//' -e 's/-[0-9][0-9.]*$//' -e 's/^libc\.musl.*/libc/' | grep -v '^ld-' | sort -u
}

# check FILE PROGRAM: FILE has what is right for PROGRAM
check() {
	sed -n "s/^$2 //p" "$WELKOM_TESTS/link/needed.txt" | tr ' ' '\n' > "$scratch/wanted"
	[ -s "$scratch/wanted" ] || fail "needed.txt says nothing about $2"
	libraries "$1" > "$scratch/libraries"
	grep -v '?' "$scratch/wanted" | sort | comm -23 - "$scratch/libraries" > "$scratch/missing"
	tr -d '?' < "$scratch/wanted" | sort | comm -13 - "$scratch/libraries" > "$scratch/more"
	sed "s/^/$2 lacks /" "$scratch/missing"
	sed "s/^/$2 needs /" "$scratch/more"
	[ ! -s "$scratch/missing" ] && [ ! -s "$scratch/more" ]
}

for program in kiosk desk purge setup; do
	check "$WELKOM_BIN/welkom-$program" welkom-$program || fail "the libraries of welkom-$program"
done

[ ! -x "$WELKOM_BIN/welkom-pdf" ] || check "$WELKOM_BIN/welkom-pdf" welkom-pdf ||
	fail "the libraries of welkom-pdf"

# The check sees what is wrong: one program is not another.
! check "$WELKOM_BIN/welkom-kiosk" welkom-purge > "$scratch/said" || fail "the check sees nothing"
has "$scratch/said" 'welkom-purge needs libncursesw'
has "$scratch/said" 'welkom-purge lacks libjansson'
