# SPDX-License-Identifier: ISC
# The kiosk holds no secret key and calls no opening function; the nightly job can open nothing and
# draws nothing. Read from what the programs import: each calls of libsodium what symbols.txt says,
# and nothing else.
set -eu
. "$WELKOM_TESTS/lib.sh"
[ -z "${WELKOM_SANITIZERS:-}" ] || skip "a sanitizer has symbols of its own"
command -v nm > /dev/null || skip "there is no nm"
LC_ALL=C
export LC_ALL

sodium='^(crypto_|sodium_|randombytes)'
# opens, derives a key from a passphrase, decrypts, or is the plain half of one of these
opens='_open(_|$)|^crypto_pwhash|^crypto_aead_.*decrypt|^crypto_secretstream_.*pull|^crypto_box_beforenm|^crypto_stream_|^crypto_scalarmult|^crypto_kdf|^crypto_kx'

# imports FILE: what it calls of libraries
imports() {
	nm -D --undefined-only "$1" | awk '{ print $NF }' | sed 's/@.*//' | sort -u
}

# check FILE PROGRAM: prints what FILE may not call as PROGRAM, and then ends with 1
check() {
	sed -n "s/^$2 //p" "$WELKOM_TESTS/link/symbols.txt" | sort > "$scratch/may"
	[ -s "$scratch/may" ] || fail "symbols.txt says nothing about $2"
	imports "$1" > "$scratch/imports"
	grep -E "$sodium" "$scratch/imports" | comm -13 "$scratch/may" - |
		sed "s/^/$2 may not call /" > "$scratch/wrong"
	case $2 in
	welkom-kiosk | welkom-purge)
		# whatever the list says
		grep -E "$opens" "$scratch/may" | sed "s/^/$2: symbols.txt has /" >> "$scratch/wrong"
		grep -E "$sodium" "$scratch/imports" | grep -E "$opens" |
			sed "s/^/$2 opens with /" >> "$scratch/wrong"
		# nor by looking it up when it runs
		grep -E '^(dlopen|dlsym|dlvsym|dlmopen)$' "$scratch/imports" |
			sed "s/^/$2 could find anything with /" >> "$scratch/wrong"
		;;
	esac
	cat "$scratch/wrong"
	[ ! -s "$scratch/wrong" ]
}

for program in kiosk desk purge setup; do
	check "$WELKOM_BIN/welkom-$program" welkom-$program || fail "welkom-$program"
	grep -q '^sodium_init$' "$scratch/imports" || fail "no imports of welkom-$program are seen"
done
imports "$WELKOM_BIN/welkom-purge" > "$scratch/imports"
! grep -E '^(initscr|newterm|endwin|setupterm|w?add_?wch|wrefresh|tputs)$' "$scratch/imports" ||
	fail "welkom-purge draws"

# The check sees what is wrong: the desk is no kiosk, and neither is a program with one such call.
! check "$WELKOM_BIN/welkom-desk" welkom-kiosk > "$scratch/said" || fail "the check sees nothing"
has "$scratch/said" 'welkom-kiosk may not call crypto_box_seal_open'
has "$scratch/said" 'welkom-kiosk opens with crypto_pwhash'

makefile=$top_builddir/src/Makefile
setting() {
	sed -n "s/^$1 = *//p" "$makefile"
}
cat > "$scratch/planted.c" <<'TEXT'
extern int crypto_box_seal_open(unsigned char *, const unsigned char *, unsigned long long,
	const unsigned char *, const unsigned char *);
extern int sodium_init(void);

int
main(void)
{
	unsigned char a[64] = {0};

	return sodium_init() + crypto_box_seal_open(a, a, 64, a, a);
}
TEXT
$(setting CC) -o "$scratch/planted" "$scratch/planted.c" $(setting SODIUM_LIBS) ||
	fail "the planted program cannot be made"
! check "$scratch/planted" welkom-kiosk > "$scratch/said" || fail "the check misses the planted call"
has "$scratch/said" 'welkom-kiosk may not call crypto_box_seal_open'
has "$scratch/said" 'welkom-kiosk opens with crypto_box_seal_open'
