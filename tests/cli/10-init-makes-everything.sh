# SPDX-License-Identifier: ISC
# init without a terminal: says which date it takes, makes the register with the modes it needs, the
# configuration and a reception key, and all of it works at once. The umask makes no difference.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_shim
unset WELKOM_SHIM_CHEAP # the passphrase costs what it does in earnest
mkdir "$scratch/owner"
echo 'correct horse battery staple' > "$passphrase"

for mask in 022 077 000; do
	echo "umask $mask"
	umask $mask
	expect_exit 0 at "-$(spent)" welkom-setup init --config "$conf" --state "$register" --key "$key" \
		--passphrase-file "$passphrase"
	umask 022
	has "$scratch/out" "Date and time of this machine: $(utc 0 | sed 's/T/ /; s/:..Z//')"
	has "$scratch/out" 'If this is wrong, stop now'
	for path in "$conf" "$register" "$key" "$scratch/conf/recipients" "$scratch/owner/ledger.head"; do
		has "$scratch/out" "$path"
	done
	# last what is still to be done; a command that one row does not hold is broken between two words
	sed '1,/crontab -e/d' "$scratch/out" > "$scratch/end"
	[ "$(sed '4,$d; s/ [^ ]*welkom-purge --config .* --quiet$//' "$scratch/end" | tr '\n' '|')" = \
		'*/15 * * * *|7 3 * * *|@reboot|' ] || fail "the lines for cron"
	[ "$(sed -n 4p "$scratch/end")" = 'Then open the kiosk:' ] || fail "the kiosk is not last"
	sed 1,4d "$scratch/end" > "$scratch/command"
	command=$(tr -d '\\\n' < "$scratch/command" | tr -s ' ')
	[ "${command#*/welkom-kiosk }" = "--config $conf" ] || fail "the kiosk's command: $command"
	[ "$(wc -l < "$scratch/command")" -eq $((${#command} > 79 ? 2 : 1)) ] || fail "its rows"
	has_not "$scratch/out" 'correct horse'
	[ "$(od -An -tu8 -j8 -N16 "$key" | tr -s ' ')" = ' 3 268435456' ] || fail "the effort of a guess"

	cat > "$scratch/wanted" <<-TEXT
	conf directory 755
	conf/recipients regular file 644
	conf/welkom.conf regular file 644
	owner/ledger.head regular file 600
	owner/reception.key regular file 600
	register directory 755
	register/inbox directory 750
	register/inbox/CACHEDIR.TAG regular file 644
	register/inbox/db directory 2770
	register/inbox/db/inbox.db regular file 660
	register/inbox/keys directory 2770
	register/inbox/tag.key regular file 440
	register/state directory 755
	register/state/clock regular file 664
	register/state/last-purge regular file 644
	register/state/ledger regular file 660
	register/store directory 750
	register/store/CACHEDIR.TAG regular file 644
	register/store/db directory 2770
	register/store/db/store.db regular file 660
	register/store/keys directory 2770
	register/store/lock regular empty file 660
	TEXT
	(cd "$scratch" && find conf register owner/* ! -name '*-wal' ! -name '*-shm' -exec stat -c '%n %F %a' {} + | LC_ALL=C sort) \
		> "$scratch/found"
	diff -u "$scratch/wanted" "$scratch/found" >&2 || fail "what was made"

	[ "$(wc -c < "$key")" -eq 144 ] || fail "the length of the reception key"
	grep -qE '^[0-9a-f]{64} reception$' "$scratch/conf/recipients" || fail "recipients"
	has "$inbox/CACHEDIR.TAG" 'Signature: 8a477f597d28d172789f06886806bc55'
	has "$store/CACHEDIR.TAG" 'Signature: 8a477f597d28d172789f06886806bc55'
	expect_lines 1
	expect_lines 1 init
	! grep -rq 'correct horse' "$register" "$scratch/conf" "$scratch/owner" ||
		fail "the passphrase was written somewhere"

	expect_exit 0 purge
	expect_exit 0 purge --status
	expect_exit 0 on welkom-desk overview --config "$conf"
	has "$scratch/out" 'Trial: no real data'
	expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$key"
	rm -r "$register" "$scratch/conf" "$scratch/owner/"*
done
