# SPDX-License-Identifier: ISC
# --pdf makes the same page for paper: A4, every letter of the languages of the programs, and nothing half
# written where a letter or the library is missing.
set -eu
. "$WELKOM_TESTS/lib.sh"
command -v pdftotext > /dev/null && command -v pdfinfo > /dev/null || skip "there are no poppler-utils"
new_register
purge --quiet
month=$(date -d "@$begin" +%Y-%m)

certificate() {
	on welkom-purge --config "$conf" --certificate "$month" "$@"
}

if ! certificate --pdf "$scratch/first.pdf" 2> "$scratch/err"; then
	[ ! -e "$scratch/first.pdf" ] || fail "half a PDF was left"
	has "$scratch/err" 'libhpdf-dev'
	skip "there is no libharu: $(cat "$scratch/err")"
fi

# organisation NAME
organisation() {
	configure "$register"
	sed -i "s|^organisation = .*|organisation = $1|" "$conf"
}

# words: one a line; a blank that does not break is a blank to pdftotext
words() {
	sed "s/$(printf '\302\240')/ /g" | tr -s ' \f\n' '\n'
}

# same_text [LANGUAGE]: the words of the PDF are those of the text, in the same order
same_text() {
	rm -f "$scratch/page.pdf" "$scratch/page.txt"
	LANGUAGE=${1:-en} certificate --pdf "$scratch/page.pdf" --output "$scratch/page.txt" \
		> "$scratch/out" || fail "exit $?"
	is_empty "$scratch/out"
	pdftotext -layout -enc UTF-8 "$scratch/page.pdf" - | words > "$scratch/of-pdf"
	words < "$scratch/page.txt" > "$scratch/of-text"
	diff "$scratch/of-text" "$scratch/of-pdf" > "$scratch/diff" || {
		cat "$scratch/diff" >&2
		fail "the PDF says something else"
	}
}

organisation 'École Łódź „Straße” €'
for language in en nl fr de pl; do
	same_text "$language"
done
has "$scratch/of-pdf" Łódź
for letters in 'éëïóöèçàùœÀÇÉÊ«»’' 'äöüßÄÖÜ„“' 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ'; do
	organisation "$letters"
	same_text
	has "$scratch/of-pdf" "$letters"
done
# a letter and its mark typed one after the other are one letter
organisation "$(printf 'Cafe\314\201')"
certificate --pdf "$scratch/mark.pdf"
pdftotext "$scratch/mark.pdf" - > "$scratch/of-pdf"
has "$scratch/of-pdf" 'Café'

pdfinfo "$scratch/page.pdf" > "$scratch/info"
grep -q '^Page size: .*A4' "$scratch/info" || fail "it is not A4"
grep -q '^Pages: *1$' "$scratch/info" || fail "it is not one sheet"
grep -q "^Title: *welkom certificate $month$" "$scratch/info" || fail "it has no title"
[ "$(stat -c %a "$scratch/page.pdf")" = 644 ] || fail "the mode is $(stat -c %a "$scratch/page.pdf")"

organisation 'Test school'
# what does not fit goes on on the next sheet, line for line
i=0
while [ $i -lt 60 ]; do
	purge --quiet --confirm-clock "$(utc 0)"
	i=$((i + 1))
done
same_text
pdfinfo "$scratch/page.pdf" > "$scratch/info"
grep -q '^Pages: *2$' "$scratch/info" || fail "it is not two sheets"

# letters that it has not: a sentence, and no file, neither PDF nor text
organisation 'Школа'
expect_exit 1 certificate --pdf "$scratch/none.pdf" --output "$scratch/none.txt"
has "$scratch/err" 'lack the letter U+0428'
[ ! -e "$scratch/none.pdf" ] && [ ! -e "$scratch/none.txt" ] || fail "something was left"
expect_exit 0 certificate
has "$scratch/out" 'Школа'

# never over a file, nor into a folder that is not there
organisation 'Test school'
echo mine > "$scratch/mine.pdf"
expect_exit 1 certificate --pdf "$scratch/mine.pdf"
has "$scratch/err" 'exists already'
[ "$(cat "$scratch/mine.pdf")" = mine ] || fail "it was written over"
expect_exit 1 certificate --pdf "$scratch/nowhere/x.pdf"

# a welkom-pdf that fails, in whatever way, leaves nothing: half a PDF, none, one that is killed, one that
# does not read
mkdir "$scratch/bin"
cp "$(command -v welkom-purge)" "$scratch/bin/"
for way in 'cat > /dev/null; echo %PDF; exit 1' 'cat > /dev/null' 'echo %PDF; kill -9 $$' 'exit 1'; do
	printf '#!/bin/sh\n%s\n' "$way" > "$scratch/bin/welkom-pdf"
	chmod +x "$scratch/bin/welkom-pdf"
	expect_exit 1 on "$scratch/bin/welkom-purge" --config "$conf" --certificate "$month" \
		--pdf "$scratch/none.pdf"
	has "$scratch/err" 'made no PDF; nothing was written'
	[ ! -e "$scratch/none.pdf" ] || fail "something was left by: $way"
done

# a broken ledger is said in the PDF too
sed -i '1s/recipients=./recipients=x/' "$state/ledger"
expect_exit 1 certificate --pdf "$scratch/broken.pdf"
pdftotext -layout "$scratch/broken.pdf" - | head -n 4 > "$scratch/of-pdf"
has "$scratch/of-pdf" 'THE LEDGER IS BROKEN'
