# SPDX-License-Identifier: ISC
# "recipients install" shows the fingerprints of the old and the new list and which keys come and go, asks,
# and puts the new list in place at once with mode 0644; a list that will not do, or that others can
# change, changes nothing.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register
umask 077
folder=$scratch/conf
old=$(cut -c 1-64 "$folder/recipients")
second=$(printf '%064d' 7 | tr 0 a)
third=$(printf '%064d' 8 | tr 0 b)
new=$scratch/recipients.new

# print FILE: its fingerprint as the program writes it
print() {
	b2sum -l 128 "$1" | cut -c 1-32 | sed 's/..../& /g; s/ $//'
}

install_list() {
	expect_exit "$1" on welkom-setup recipients install "$new" --config "$conf" --yes
}

# unchanged TEXT COMMAND...
unchanged() {
	text=$1
	shift
	picture "$folder" > "$scratch/before"
	expect_exit 1 "$@"
	has "$scratch/err" "$text"
	same_files "$folder" "$scratch/before"
}

printf '%s reception\n%s deputy\n' "$old" "$second" > "$new"
unchanged 'there is no terminal to ask on' on welkom-setup recipients install "$new" --config "$conf"
was=$(print "$folder/recipients")
install_list 0
has "$scratch/out" "$was"
has "$scratch/out" "$(print "$new")"
grep -qE '^  stays  reception  ' "$scratch/out" || fail "nothing stays"
grep -qE '^  comes  deputy  ' "$scratch/out" || fail "nothing comes"
! grep -qE '^  goes ' "$scratch/out" || fail "something goes"
cmp "$new" "$folder/recipients" || fail "another list was installed"
[ "$(stat -c %a "$folder/recipients")" = 644 ] || fail "the mode"
expect_count 0 "$folder" '*.tmp'

# one goes, one comes, one has another name
printf '%s front-desk\n%s deputy\n' "$old" "$third" > "$new"
install_list 0
grep -qE '^  goes   deputy  ' "$scratch/out" || fail "nothing goes"
grep -qE '^  comes  deputy  ' "$scratch/out" || fail "nothing comes"
has "$scratch/out" 'until now called reception'
cmp "$new" "$folder/recipients" || fail "another list was installed"
# the kiosk seals to all of it
sign_in 'Recipient Visitor' '+31 6 12345678'
expect_exit 0 on welkom-purge --config "$conf"
file=$(find "$store/keys" -name '*.key')
[ "$(od -An -tu4 -j 12 -N 4 "$file" | tr -d ' ')" -eq 2 ] || fail "not sealed to two keys"

picture "$folder" > "$scratch/before"
install_list 0
has "$scratch/out" 'installed already'
same_files "$folder" "$scratch/before"

# --- lists that will not do --------------------------------------------------------------------------

bad() {
	unchanged "$1" on welkom-setup recipients install "$new" --config "$conf" --yes
}
printf '%s reception\n' "$old" > "$new"
chmod 620 "$new"
bad 'can be changed by others'
chmod 602 "$new"
bad 'can be changed by others'
chmod 600 "$new"
: > "$new"
bad 'is empty'
printf '%s reception' "$old" > "$new"
bad 'the line has no end'
printf '%s Reception\n' "$old" > "$new"
bad 'line 1'
printf '%s one\n%s two\n' "$old" "$old" > "$new"
bad 'stands there twice'
yes "$old reception" | head -n 40 > "$new"
bad 'is too long'
rm "$new"
bad 'cannot read'
mkfifo "$new"
bad 'cannot read'
rm "$new"
printf '%s reception\n' "$old" > "$scratch/list"
ln -s "$scratch/list" "$new"
bad 'cannot read'
rm "$new"
ln "$scratch/list" "$new"
bad 'cannot read'
rm "$scratch/list"
# a folder that others could change is none for a list
chmod 777 "$folder"
bad 'could be changed by others'
chmod 755 "$folder"
if [ "$(id -u)" -eq 0 ] && command -v setpriv > /dev/null; then
	chmod 755 "$scratch"
	chmod 644 "$new" "$conf"
	as=$(command -v welkom-setup)
	if setpriv --reuid=65534 --clear-groups test -x "$as" && setpriv --reuid=65534 --clear-groups test -r "$new"; then
		unchanged 'cannot write' setpriv --reuid=65534 --clear-groups "$as" recipients install "$new" \
			--config "$conf" --yes
	fi
fi

# --- on a terminal -------------------------------------------------------------------------------------

for words in 'recipients' 'recipients install' 'recipients burn x' 'recipients install a b' \
	'recipients install x --key y' 'init --schedule cron' 'init --yes'; do
	expect_exit 2 welkom-setup $words
	has "$scratch/err" 'Try “welkom-setup --help”.'
done
need_play
picture "$folder" > "$scratch/before"
printf 'wait Type\ntype y\nkey Enter\nwait nothing was changed\nexit 1\n' > "$scratch/no"
printf 'wait goes\nwait Type\ntype yes\nkey Enter\nwait is installed\nexit 0\n' > "$scratch/yes"
"$PLAY" -l 20 "$scratch/no" -- welkom-setup recipients install "$new" --config "$conf" > "$scratch/screens" ||
	fail "no is not no"
same_files "$folder" "$scratch/before"
"$PLAY" -l 20 "$scratch/yes" -- welkom-setup recipients install "$new" --config "$conf" > "$scratch/screens" ||
	fail "yes is not yes"
cmp "$new" "$folder/recipients" || fail "another list was installed"
