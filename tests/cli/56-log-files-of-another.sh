#!/bin/sh
# SPDX-License-Identifier: ISC
# The kiosk's account may write the folder of the inbox's database: a FIFO, a link or another file's
# second name in the place of SQLite's log, index or journal neither stops the keeper from
# destroying what is due in the store, nor leads it to another file.
set -eu
. "$WELKOM_TESTS/lib.sh"

need_play
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
mv "$register" "$scratch/first"
echo 'somebody else wrote this' > "$scratch/other"
cp "$scratch/other" "$scratch/other.before"

for suffix in wal shm journal; do
	for kind in fifo symlink hardlink; do
		echo "$suffix $kind"
		rm -rf "$register"
		cp -a "$scratch/first" "$register"
		rm -f "$inbox/db/inbox.db-$suffix"
		case $kind in
		fifo) mkfifo "$inbox/db/inbox.db-$suffix" ;;
		symlink) ln -s "$scratch/other" "$inbox/db/inbox.db-$suffix" ;;
		hardlink) ln "$scratch/other" "$inbox/db/inbox.db-$suffix" ;;
		esac
		machine offset $((m_begin + 14 * days)) up $((14 * days))
		# a journal is not even looked at; without its log or index the inbox cannot be used
		wanted_exit=1
		[ $suffix != journal ] || wanted_exit=0
		expect_exit $wanted_exit timeout 20 env LD_PRELOAD="$SHIM" WELKOM_SHIM="$scratch/machine" \
			welkom-purge --config "$conf"
		expect_count 0 "$store/keys" '*.key'
		cmp "$scratch/other" "$scratch/other.before" || fail "another file was changed"
		machine offset "$m_begin" up 0
	done
done

# A journal that names another file to be removed with it: SQLite would do so when it is "hot".
rm -rf "$register"
cp -a "$scratch/first" "$register"
name=$scratch/other
sum=0
for byte in $(printf %s "$name" | od -An -v -tu1); do
	sum=$((sum + byte))
done
# be32 NUMBER: four bytes, the highest first
be32() {
	for shift in 24 16 8 0; do
		printf "\\$(printf %03o $((($1 >> shift) & 255)))"
	done
}
{
	be32 $((0x40000000))
	printf %s "$name"
	be32 ${#name}
	be32 $sum
	printf '\331\325\005\371\040\241\143\327'
} > "$inbox/db/inbox.db-journal"
machine offset $((m_begin + 14 * days)) up $((14 * days))
purge --status > "$scratch/out" || true
purge --quiet || true
expect_count 0 "$store/keys" '*.key'
cmp "$scratch/other" "$scratch/other.before" || fail "another file was removed"
