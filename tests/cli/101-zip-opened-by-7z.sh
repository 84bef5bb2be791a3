# SPDX-License-Identifier: ISC
# A ZIP for the health authority: its passphrase is shown once on the terminal and is nowhere else, 7z
# opens it with that and with no other, and it says by when to destroy it before it is opened.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
command -v 7z > /dev/null || skip "there is no 7z"
new_register
sign_in 'Zebedeus Quillfeather' 0612345678
due=$(date -u -d "@$(((begin / 3600 + 336) * 3600))" '+%Y-%m-%d %H:%M')
from=$(hour_from 0) to=$(hour_to 0)

# give FILE REFERENCE: hands over on a terminal; the passphrase is in $scratch/word
give() {
	cat > "$scratch/give" <<TEXT
wait [Enter] done
save WORD Passphrase:
run printf '%s' "\$WORD" > $scratch/word
key Enter
exit 0
expect-not \${WORD}
TEXT
	"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/give" -- \
		welkom-desk trace --config "$conf" --key "$key" --passphrase-file "$passphrase" \
		--from "$from" --to "$to" --reason contact-tracing --reference "$2" --format zip \
		--output "$1" || fail "the hand-over $2"
	word=$(cat "$scratch/word")
}

give "$scratch/list.zip" GGD/17
echo "$word" | grep -qE '^([^-]{4}-){4}[^-]{4}$' || fail "the passphrase is not 5 groups of 4: $word"
[ "$(stat -c %a "$scratch/list.zip")" = 600 ] || fail "others can read it"

mkdir "$scratch/got"
expect_exit 0 7z x -y -p"$word" -o"$scratch/got" "$scratch/list.zip"
has "$scratch/got/visits.csv" '"Zebedeus Quillfeather","'"'"'+31612345678"'
has "$scratch/got/README.txt" "DESTROY THIS AND ALL COPIES BY $due"
expect_exit 0 7z l -slt "$scratch/list.zip"
has "$scratch/out" 'AES-256'
has "$scratch/out" "destroy_by=$(echo "$due" | tr ' ' T):00Z"
mkdir "$scratch/not"
expect_exit 2 7z x -y -pwrong-wrong-wrong -o"$scratch/not" "$scratch/list.zip"
[ ! -s "$scratch/not/visits.csv" ] || fail "another passphrase opens it"
has_not "$scratch/list.zip" Quillfeather
has_not "$scratch/list.zip" 612345678

# the passphrase is in no file, and each has its own
! grep -rqF -e "$word" "$register" "$scratch/owner" "$scratch/list.zip" "$conf" ||
	fail "the passphrase was written down"
first=$word
give "$scratch/second.zip" GGD/18
[ "$first" != "$word" ] || fail "the same passphrase twice"

# without a terminal there is nowhere to show it: then nothing is opened
expect_lines 2 open
expect_exit 1 setsid -w env LD_PRELOAD="$SHIM" WELKOM_SHIM="$scratch/machine" welkom-desk trace \
	--config "$conf" --key "$key" --passphrase-file "$passphrase" --from "$from" --to "$to" \
	--reason contact-tracing --format zip --output "$scratch/third.zip"
has "$scratch/err" 'no terminal'
[ ! -e "$scratch/third.zip" ] || fail "a file without a passphrase"

# nor is it given to a terminal
cat > "$scratch/give" <<TEXT
wait --output
exit 1
TEXT
"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/give" -- \
	welkom-desk trace --config "$conf" --key "$key" --passphrase-file "$passphrase" \
	--from "$from" --to "$to" --reason contact-tracing --format zip || fail "a ZIP on a terminal"
expect_lines 2 open

# to standard output, with the passphrase on the terminal all the same
cat > "$scratch/give" <<TEXT
wait [Enter] done
save WORD Passphrase:
run printf '%s' "\$WORD" > $scratch/word
key Enter
exit 0
TEXT
"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/give" -- \
	sh -c 'exec "$@" > "$0"' "$scratch/piped.zip" welkom-desk trace --config "$conf" --key "$key" \
	--passphrase-file "$passphrase" --from "$from" --to "$to" --reason contact-tracing --format zip ||
	fail "a ZIP on standard output"
expect_exit 0 7z t -p"$(cat "$scratch/word")" "$scratch/piped.zip"
