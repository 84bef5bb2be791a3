# SPDX-License-Identifier: ISC
# The store's database cannot be read: nothing is collected into it and reception reads nothing, but
# keys are destroyed when they are due, by their own headers, and no earlier.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
sign_in 'Jan Jansen' 0612345679
old=$(cd "$store/keys" && echo *.key)
young=$(cd "$inbox/keys" && echo *.key)
mv "$register" "$scratch/first"

for kind in empty header middle lost; do
	echo "$kind"
	cp -a "$scratch/first" "$register"
	at $((13 * days + 22 * hours)) true
	case $kind in
	empty) : > "$store/db/store.db" ;;
	header) printf 'no database' | dd of="$store/db/store.db" conv=notrunc status=none ;;
	middle) head -c 8192 /dev/zero | tr '\000' '\125' |
		dd of="$store/db/store.db" bs=4096 seek=1 conv=notrunc status=none ;;
	lost) rm "$store/db/store.db" ;;
	esac
	expect_exit 1 trace "$(hour_from 0)" "$(hour_to 0)"
	is_empty "$scratch/out"
	expect_exit 1 purge --quiet
	[ -e "$inbox/keys/$young" ] && [ -e "$store/keys/$old" ] || fail "a key is gone too early"

	machine offset $((m_begin + 14 * days)) up $((14 * days))
	expect_exit 1 purge --json
	has "$scratch/out" '"keys_left":0'
	expect_count 0 "$inbox/keys" '*.key'
	expect_count 0 "$store/keys" '*.key'
	rm -r "$register"
done
