# SPDX-License-Identifier: ISC
# whole.sh: what the tests of an installation for the whole machine share, after tree.sh: its picture before,
# the modes that the register must have, and that nothing is left of it.

: "${tree:?is set by tree.sh}"

# programs that an installation is for; it only looks whether they are there
mkdir -p "$tree/usr/sbin" "$tree/usr/bin"
for program in cron sshd systemctl; do
	inside sh -c "command -v $program" > "$scratch/out" || {
		printf '#!/bin/sh\n' > "$tree/usr/sbin/$program"
		chmod 755 "$tree/usr/sbin/$program"
		[ $program != systemctl ] || mv "$tree/usr/sbin/$program" "$tree/usr/bin/"
	}
done
# the stick and the folder of init_system are there in both pictures
mkdir -p "$tree/media/stick"
# copied up by every tool that makes an account
inside groupadd -r nothing && inside groupdel nothing && inside useradd -r nothing && inside userdel nothing
mv "$tree/etc/cron.d" "$tree/etc/cron.away"
mv "$tree/etc/cron.away" "$tree/etc/cron.d"
changes > "$scratch/before"

# as_before: the tree looks as it did then; a folder of the machine that was looked into is in the layer
# from then on, and was there
as_before() {
	changes > "$scratch/after"
	{ diff "$scratch/before" "$scratch/after" || true; } | grep '^[<>]' > "$scratch/lines" || true
	while read -r sign part path kind rest; do
		[ "$sign" = '>' ] && [ "$kind" = d ] && [ -d "/$path" ] || echo "$sign $part $path $kind $rest"
	done < "$scratch/lines" > "$scratch/different"
	is_empty "$scratch/different"
}

# refused TEXT COMMAND...
refused() {
	refused_text=$1
	shift
	changes > "$scratch/unchanged"
	expect_exit 1 "$@"
	has "$scratch/err" "$refused_text"
	changes | diff "$scratch/unchanged" - >&2 || fail "something was made or removed"
}

# is NAME TEXT: one line of what find says of a path in the tree
is() {
	found=$(inside stat -c '%a %U:%G' "$1")
	[ "$found" = "$2" ] || fail "$1 is $found instead of $2"
}

modes() {
	is "$etc" '755 root:root'
	is "$etc/welkom.conf" '644 root:root'
	is "$etc/recipients" '644 root:root'
	is "$etc/installed" '644 root:root'
	is "$state" '755 root:root'
	is "$state/inbox" '750 welkom-keeper:winbox'
	is "$state/inbox/tag.key" '440 welkom-keeper:winbox'
	is "$state/inbox/db" '2770 welkom-keeper:winbox'
	is "$state/inbox/keys" '2770 welkom-keeper:winbox'
	is "$state/inbox/db/inbox.db" '660 welkom-keeper:winbox'
	is "$state/store" '750 welkom-keeper:wstore'
	is "$state/store/lock" '660 welkom-keeper:wstore'
	is "$state/store/db" '2770 welkom-keeper:wstore'
	is "$state/store/keys" '2770 welkom-keeper:wstore'
	is "$state/store/db/store.db" '660 welkom-keeper:wstore'
	is "$state/state" '755 welkom-keeper:wstore'
	is "$state/state/clock" '664 welkom-keeper:wstore'
	is "$state/state/last-purge" '644 welkom-keeper:wstore'
	is "$state/state/ledger" '660 welkom-keeper:wstore'
	for side in inbox store; do
		for log in wal shm; do
			[ ! -e "$out_state/$side/db/$side.db-$log" ] ||
				case $side in
				inbox) is "$state/inbox/db/inbox.db-$log" '660 welkom-keeper:winbox' ;;
				store) is "$state/store/db/store.db-$log" '660 welkom-keeper:wstore' ;;
				esac
		done
	done
	# nothing but what stands above is open to everybody
	(cd "$out_state" && find . -perm /007 ! -type l ! -path ./state/certified | LC_ALL=C sort) > "$scratch/open"
	diff -u - "$scratch/open" >&2 <<-TEXT || fail "open to everybody"
	.
	./inbox/CACHEDIR.TAG
	./state
	./state/clock
	./state/last-purge
	./store/CACHEDIR.TAG
	TEXT
}

# undone: --undo leaves nothing but what it names
undone() {
	expect_exit 0 setup init --undo --yes
	sed -n 's/^Left: \([^ ]*\) .*/\1/p' "$scratch/out" > "$scratch/named"
	while read -r path; do
		# named, and nothing else
		[ -e "$tree$path" ] || fail "$path was named and is not there"
		rm "$tree$path"
	done < "$scratch/named"
	rm -f "$tree/run/passphrase"
	as_before
}
