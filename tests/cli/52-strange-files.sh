# SPDX-License-Identifier: ISC
# What is no hour key, or not in a file of its own, is left alone and named; keys that are not due
# stay; the one that is due is destroyed all the same. In both folders. A second name of a due key is
# left alone in the inbox, where the kiosk can have made it; in the store it is a backup's.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
at $((5 * days)) purge --quiet
sign_in 'Jan Jansen' 0612345679
mv "$register" "$scratch/first"
machine offset $((m_begin + 14 * days)) up $((14 * days))

old=$(cd "$scratch/first/store/keys" && echo *.key)
young=$(cd "$scratch/first/inbox/keys" && echo *.key)

# hex N: a name that a key could have; one hexadecimal digit
hex() {
	echo "0000000000000000000000000000000$1.key"
}

# due_key N: the bytes of a key that is due, with that id in its header. Below each strange file differs
# from such a key in one thing only.
due_key() {
	head -c 16 "$scratch/due"
	printf '\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000'
	printf "\\$(printf %03o "0x$1")"
	tail -c +33 "$scratch/due"
}

for side in inbox store; do
	echo "$side"
	cp -a "$scratch/first" "$register"
	keys=$register/$side/keys
	cp "$store/keys/$old" "$scratch/due"
	rm -f "$scratch/victim" "$scratch/target"
	due_key 2 > "$scratch/target"
	due_key 3 > "$scratch/victim"

	mkfifo "$keys/$(hex 1)"
	ln -s "$scratch/target" "$keys/$(hex 2)"
	[ $side = store ] || ln "$scratch/victim" "$keys/$(hex 3)"
	echo 'read me' > "$keys/README"
	due_key 4 | head -c 4095 > "$keys/$(hex 4)"
	due_key 5 > "$scratch/whole"
	{
		printf WKHRK2
		tail -c +7 "$scratch/whole"
	} > "$keys/$(hex 5)"
	due_key 0 > "$keys/$(hex 6)" # the id is another than the name
	{ due_key 7; echo; } > "$keys/$(hex 7)"
	: > "$keys/$(hex 8)"
	mkdir "$keys/$(hex 9)"
	due_key a > "$scratch/whole"
	{
		head -c 8 "$scratch/whole"
		printf '\377\377\377\377' # an hour beyond all years
		tail -c +13 "$scratch/whole"
	} > "$keys/$(hex a)"
	due_key b > "$scratch/whole"
	{
		head -c 12 "$scratch/whole"
		printf '\011\000\000\000' # nine recipients
		tail -c +17 "$scratch/whole"
	} > "$keys/$(hex b)"
	ln -s "$scratch/target" "$keys/$(hex c | sed 's/key/tmp/')"
	mkfifo "$keys/$(hex 0 | sed 's/key/tmp/')"
	due_key d > "$keys/..key"
	due_key e > "$keys/$(hex e).old"
	printf x > "$keys/$(printf 'bad\033[2Jname')"
	due_key f > "$keys/$(hex f)" # differs in nothing

	cp "$scratch/target" "$scratch/target-was"
	cp "$scratch/victim" "$scratch/victim-was"
	others="-e $old -e $young -e $(hex f)"
	picture "$keys" | grep -v -F $others > "$scratch/before"
	expect_exit 1 purge
	picture "$keys" | grep -v -F $others > "$scratch/after"
	diff -u "$scratch/before" "$scratch/after" >&2 || fail "a strange file was changed"
	cmp "$scratch/victim" "$scratch/victim-was" || fail "the other name of a linked file was destroyed"
	cmp "$scratch/target" "$scratch/target-was" || fail "the target of a link was destroyed"
	for n in 1 2 3 4 5 6 7 8 9 a b; do
		[ $side$n != store3 ] || continue
		has "$scratch/err" "$side/keys/$(hex $n): "
	done
	has "$scratch/err" "$side/keys/README: "
	for n in 0 c; do
		has "$scratch/err" "$side/keys/$(hex $n | sed 's/key/tmp/'): "
	done
	has_not "$scratch/err" "$(printf '\033')"

	# what is due is gone, what is not is there
	[ ! -e "$store/keys/$old" ] || fail "what was due is still there"
	[ ! -e "$keys/$(hex f)" ] || fail "a key without a row was not destroyed"
	[ -e "$store/keys/$young" ] || fail "what was not due is gone"
	has "$scratch/out" 'hour keys destroyed    2'
	has "$scratch/out" 'entries destroyed      1'
	# with the one that is due and has a second name
	left=1
	[ $side = store ] || left=2
	has "$scratch/out" "hour keys left         $left"
	# a run that leaves something strange in the store has not proven that all is forgotten
	good=$(sed -n 's/^good //p' "$state/last-purge")
	last=$(sed -n 's/^time //p' "$state/last-purge")
	case $side in
	store) [ "$good" -lt "$last" ] || fail "the run counts as good" ;;
	*) [ "$good" -eq "$last" ] || fail "the run does not count as good" ;;
	esac
	rm -rf "$register"
done
