# SPDX-License-Identifier: ISC
# --help speaks Dutch, wholly, and fits in 80 columns there too.
set -eu
. "$WELKOM_TESTS/lib.sh"
po=$top_srcdir/po/nl.po
[ -d "$WELKOM_LOCALE_DIR/nl" ] || skip "there is no Dutch catalogue"
command -v msgfmt > /dev/null || skip "there is no msgfmt"
LANGUAGE=en msgfmt --statistics -o /dev/null "$po" 2> "$scratch/statistics"
! grep -qE 'untranslated|fuzzy|^0 ' "$scratch/statistics" ||
	skip "the translation is not finished: $(cat "$scratch/statistics")"

for program in welkom-kiosk welkom-desk welkom-purge welkom-setup; do
	expect_exit 0 "$program" --help
	cp "$scratch/out" "$scratch/english"
	for language in LANGUAGE=nl LANGUAGE=nl_NL LC_MESSAGES=nl_NL.UTF-8; do
		# LC_ALL goes before LC_MESSAGES, and is set while the tests run
		expect_exit 0 env LC_ALL= $language "$program" --help
		[ "$(head -n 1 "$scratch/out" | cut -d ' ' -f 1,2)" = "Gebruik: $program" ] ||
			fail "the first line of $program with $language"
		! grep -E '^.{81,}' "$scratch/out" ||
			fail "the Dutch help of $program is wider than 80 columns"
		# every line but those that are only names is another than in English
		grep -E '[a-z]{3} [a-z]' "$scratch/out" | grep -Fxf "$scratch/english" > "$scratch/same" ||
			true
		is_empty "$scratch/same"
	done
	expect_exit 2 env LANGUAGE=nl "$program" --nonsense
	has_not "$scratch/err" Try
done
