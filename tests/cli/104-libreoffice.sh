# SPDX-License-Identifier: ISC
# LibreOffice opens the CSV as UTF-8, with whatever separators it is told: every name of 25 scripts and
# every number with its + can be read, and nothing becomes a formula. LIBREOFFICE=all: with more of them.
set -eu
. "$WELKOM_TESTS/lib.sh"
command -v soffice > /dev/null || skip "there is no LibreOffice (soffice)"
command -v 7z > /dev/null || skip "there is no 7z"
need_play
new_register
HOME=$scratch
export HOME

# The first name below each heading of the corpus, and names that are formulas.
awk '/^# / { heading = 1; next } /^#/ { next } heading && length($0) < 100 { print; heading = 0 }' \
	"$WELKOM_TESTS/data/names.txt" > "$scratch/names"
cat >> "$scratch/names" <<'TEXT'
=cmd|'/C calc'!A0
+1+2
-1-2
@SUM(1,2)
A;=1+2
B|=1+2
TEXT
awk -v q="'" '
	{
		n = $0
		gsub(/\\/, "\\\\", n)
		gsub(/\$/, "\\$", n)
		print "wait Start\nkey Enter\nwait Before you type anything\nkey Enter\nwait Your name"
		print "type " n "\nkey Enter\nwait Your phone number"
		printf "type 06100%05d\nkey Enter\nwait You are signed in\nkey Enter\n", NR
	}
	END { print "wait Start" }' "$scratch/names" > "$scratch/script"
echo "$leave" >> "$scratch/script"
kiosk "$scratch/script"

expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)" --format csv --output "$scratch/list.csv"
[ "$(wc -l < "$scratch/list.csv")" -eq $(($(wc -l < "$scratch/names") + 1)) ] || fail "the visits"

# open_in FILTER FILE...: what LibreOffice makes of them, in $scratch/fods; nothing in list.fods is a formula
open_in() {
	rm -rf "$scratch/fods"
	filter=$1
	shift
	timeout 120 soffice "-env:UserInstallation=file://$scratch/office" --headless \
		--infilter="CSV:$filter" --convert-to fods --outdir "$scratch/fods" "$@" \
		> "$scratch/office.log" 2>&1 || fail "soffice: $(cat "$scratch/office.log")"
	[ -s "$scratch/fods/list.fods" ] || fail "soffice made nothing: $(cat "$scratch/office.log")"
	has_not "$scratch/fods/list.fods" 'table:formula'
	has_not "$scratch/fods/list.fods" 'office:value-type="float" office:value="3161'
}

# comma, quotes, UTF-8; and it sees a formula where there is one
printf 'a,b\r\n=1+2,x\r\n' > "$scratch/formula.csv"
open_in 44,34,76,1 "$scratch/formula.csv" "$scratch/list.csv"
has "$scratch/fods/formula.fods" 'table:formula'
sed -n 's/^ *<text:p>\(.*\)<\/text:p>$/\1/p' "$scratch/fods/list.fods" |
	sed "s/<text:s[^>]*>/ /g; s/<[^>]*>//g; s/&apos;/'/g; s/&quot;/\"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\\&/g" \
	> "$scratch/cells"
awk -F '","' 'NR > 1 { sub(/^[^,]*,"/, "", $1); gsub(/""/, "\"", $1); print $1 }' \
	"$scratch/list.csv" > "$scratch/kept"
number=0
while IFS= read -r kept; do
	number=$((number + 1))
	grep -qxF -e "$kept" "$scratch/cells" || fail "“$kept” cannot be read"
	grep -qxF -e "'+316100$(printf %05d $number)" "$scratch/cells" || fail "number $number"
done < "$scratch/kept"
[ $number -ge 30 ] || fail "only $number names"
# with semicolons and bars as well, and then without any quotes
filters='44/59/124,34,76,1 44/59/9/32/124,,76,1'
[ "${LIBREOFFICE:-}" != all ] || filters="$filters 9/59,34,76,1 59,,76,1 124,,76,1"
for filter in $filters; do
	open_in $filter "$scratch/list.csv"
done

# and what is in the ZIP is the same list
cat > "$scratch/give" <<TEXT
wait [Enter] done
save WORD Passphrase:
run printf '%s' "\$WORD" > $scratch/word
key Enter
exit 0
TEXT
"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/give" -- \
	welkom-desk trace --config "$conf" --key "$key" --passphrase-file "$passphrase" \
	--from "$(hour_from 0)" --to "$(hour_to 0)" --reason contact-tracing --format zip \
	--output "$scratch/list.zip" || fail "the ZIP"
expect_exit 0 7z x -y -p"$(cat "$scratch/word")" -o"$scratch/unpacked" "$scratch/list.zip"
cmp "$scratch/list.csv" "$scratch/unpacked/visits.csv" >&2 || fail "another list in the ZIP"
echo "$number names read"
