# SPDX-License-Identifier: ISC
# The inbox's database cannot be read: the store forgets all the same, keys in the inbox are destroyed
# by their own headers, reception reads what the store has, and the kiosk takes nobody.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
sign_in 'Jan Jansen' 0612345679
mv "$register" "$scratch/first"

# spoil KIND FILE
spoil() {
	case $1 in
	empty) : > "$2" ;;
	cut) head -c 5000 "$2" > "$2.cut" && cat "$2.cut" > "$2" && rm "$2.cut" ;;
	header) printf 'no database, really' | dd of="$2" conv=notrunc status=none ;;
	lost) rm "$2" ;;
	link) mv "$2" "$scratch/elsewhere.db" && ln -s "$scratch/elsewhere.db" "$2" ;;
	esac
}

for kind in empty cut header lost link; do
	echo "$kind"
	cp -a "$scratch/first" "$register"
	at 0 true
	spoil $kind "$inbox/db/inbox.db"
	# the list is printed, and said not to be whole
	expect_exit 1 trace "$(hour_from 0)" "$(hour_to 0)"
	has "$scratch/out" 'Femke Visser'
	has "$scratch/err" 'ALARM: the inbox could not be collected'
	expect_exit 1 purge
	expect_count 1 "$inbox/keys" '*.key'
	expect_count 1 "$store/keys" '*.key'
	[ $kind != header ] || closed S1

	machine offset $((m_begin + 14 * days)) up $((14 * days))
	expect_exit 1 purge --json
	has "$scratch/out" '"failed":true'
	has "$scratch/out" '"keys_destroyed":2,"entries_destroyed":1,'
	has "$scratch/err" "$inbox/db/inbox.db"
	expect_count 0 "$inbox/keys" '*.key'
	expect_count 0 "$store/keys" '*.key'
	has "$state/ledger" 'keys=2	hours=1	entries=1	'
	rm -r "$register"
done
