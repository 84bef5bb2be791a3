# SPDX-License-Identifier: ISC
# Three real accounts share one register: the kiosk, the keeper and the desk each do their part, also
# after each of them was killed. The kiosk's account can neither open, list, change nor unlink anything in
# the store, and cannot make the keeper do it for it.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/system/tree.sh"
need_play

# programs that this test is not about
for program in cron sshd systemctl; do
	inside sh -c "command -v $program" > "$scratch/out" || {
		printf '#!/bin/sh\n' > "$tree/usr/bin/$program"
		chmod 755 "$tree/usr/bin/$program"
	}
done

# --- a stick without modes, as the rule of the machine mounts it --------------------------------------

stick=/media/welkom
mkdir -p "$tree$stick"
echo 'correct horse battery staple' > "$tree/run/passphrase"
inside systemd-sysusers "${units%/*/*}/sysusers.d/welkom.conf" 2> "$scratch/err" ||
	inside useradd -r -s /bin/sh welkom-desk
options=$(sed -n 's/^Options=//p' "$tree$units/media-welkom.mount")
[ "$options" ] || fail "the stick has no options"
# with numbers, since these are names of the tree
uid=$(inside id -u welkom-desk) gid=$(inside id -g welkom-desk)
options=$(echo "$options" | sed "s/uid=welkom-desk/uid=$uid/; s/gid=welkom-desk/gid=$gid/")
fat=no
if inside sh -c 'command -v mkfs.vfat' > "$scratch/out" && truncate -s 4M "$tree/run/stick" &&
	inside mkfs.vfat -n WELKOM /run/stick > "$scratch/out" &&
	mount -t vfat -o "loop,$options" "$tree/run/stick" "$tree$stick" 2> "$scratch/err"; then
	mounts="$tree$stick $mounts"
	fat=yes
else
	echo "there is no FAT here: the stick is a folder of the desk"
	chroot "$tree" chown welkom-desk: "$stick"
	chmod 700 "$tree$stick"
fi

setup init --system --schedule cron --desk both --key $stick/reception.key \
	--passphrase-file /run/passphrase > "$scratch/init" || fail "init --system"
cp "$CHEAP" "$tree/run/cheap"
inside /run/cheap $stick/reception.key /run/passphrase || fail "the key cannot be made cheap"
[ $fat = yes ] || inside chown welkom-desk: $stick/reception.key
review=$(date -u -d '+180 days' +%Y-%m-%d)
cat > "$tree$config" <<TEXT
[register]
state_dir = $state
[controller]
organisation = Test school
contact = visitors@school.example
basis = public-task
review_by = $review
[kiosk]
language = en
calling_code = 31
TEXT
cp "$tree/run/passphrase" "$tree/run/passphrase-desk"
inside chown welkom-desk: /run/passphrase-desk
chmod 600 "$tree/run/passphrase-desk"

# --- the parts ------------------------------------------------------------------------------------------

# the line of cron, by the shell that cron starts, as the account that stands there
line=$(grep '^\*/15' "$tree/etc/cron.d/welkom") || fail "there is no line of cron"
account=$(echo "$line" | awk '{ print $6 }')
command=$(echo "$line" | cut -d ' ' -f 7-)
[ "$account" = welkom-keeper ] || fail "cron starts it as $account"
keeper() {
	as "$account" /bin/sh -c "$command" < /dev/null
}

desk() {
	as welkom-desk "$bindir/welkom-desk" "$@" --config "$config" < /dev/null
}

traced() {
	expect_exit 0 desk trace --key $stick/reception.key --passphrase-file /run/passphrase-desk \
		--from "$(date -u -d '-20 hours' +%Y-%m-%dT%H:%MZ)" \
		--to "$(date -u -d '+1 hour' +%Y-%m-%dT%H:%MZ)" --reason contact-tracing
}

# at_kiosk SCRIPT: plays it at a kiosk of that account
at_kiosk() {
	"$PLAY" -l 20 "$1" -- chroot "$tree" setpriv --reuid=welkom-kiosk --regid=welkom-kiosk --init-groups \
		env -i PATH=/usr/bin:/bin TZ=UTC0 LC_ALL=C.UTF-8 TERM=xterm-256color \
		"$bindir/welkom-kiosk" --config "$config" --language en >> "$scratch/screens" ||
		fail "the kiosk did not do what $1 says"
}

visit() {
	{
		steps "$1" "$2"
		echo "$leave"
	} > "$scratch/visit"
	at_kiosk "$scratch/visit"
}

visit 'First Visitor' '+31 6 12345678'
keeper || fail "the keeper: exit $?"
[ "$(count "$out_state/store/keys" '*.key')" -eq 1 ] || fail "nothing was collected"
[ "$(count "$out_state/inbox/keys" '*.key')" -eq 0 ] || fail "the inbox still has a key"
traced
has "$scratch/out" 'First Visitor'
[ -s "$tree$stick/ledger.head" ] || fail "no head of the ledger on the stick"
# the desk collects too
visit 'Second Visitor' '+31 6 22345678'
traced
has "$scratch/out" 'Second Visitor'

# each is refused what is another's
for account_of in welkom-kiosk nobody; do
	! as $account_of "$sbindir/welkom-purge" --config "$config" > /dev/null 2>&1 ||
		fail "$account_of may purge"
	! as $account_of "$bindir/welkom-desk" overview --config "$config" > /dev/null 2>&1 ||
		fail "$account_of may look"
	! as $account_of cat $stick/reception.key > /dev/null 2>&1 || fail "$account_of may read the key"
done
! as welkom-keeper cat $stick/reception.key > /dev/null 2>&1 || fail "the keeper may read the key"
for account_of in welkom-kiosk welkom-desk welkom-keeper; do
	! as $account_of sh -c "echo x >> $etc/recipients" 2> /dev/null || fail "$account_of writes recipients"
	! as $account_of sh -c "mv $etc/recipients $etc/r" 2> /dev/null || fail "$account_of moves recipients"
done

# --- killed -------------------------------------------------------------------------------------------
# What a killed program of one account leaves in the folders of the databases is of use to the others.

# leftovers: logs with the mode and group that each account can use
leftovers() {
	for side in inbox:winbox store:wstore; do
		find "$out_state/${side%:*}/db" -type f | while read -r file; do
			is=$(inside stat -c '%a %G' "${file#"$tree"}")
			[ "$is" = "660 ${side#*:}" ] || fail "$file is $is"
		done
	done
}
cat > "$scratch/killed" <<TEXT
$(steps 'Killed Kiosk' '+31 6 32345678')
signal KILL
exit 137
TEXT
"$PLAY" -l 20 "$scratch/killed" -- chroot "$tree" setpriv --reuid=welkom-kiosk --regid=welkom-kiosk \
	--init-groups env -i PATH=/usr/bin:/bin TZ=UTC0 LC_ALL=C.UTF-8 TERM=xterm-256color \
	"$bindir/welkom-kiosk" --config "$config" --language en >> "$scratch/screens" || fail "not killed"
[ -s "$out_state/inbox/db/inbox.db-wal" ] || fail "the killed kiosk left no log"
leftovers
keeper || fail "the keeper after a killed kiosk: exit $?"
leftovers
visit 'After Kiosk' '+31 6 42345678'
if command -v strace > /dev/null; then
	# the keeper, or its process that reads the inbox, at some of their syncs; then kiosk and desk go on
	n=1
	while visit "Before $n" '+31 6 52345678' && ! inside setpriv --reuid=welkom-keeper --regid=wstore \
		--init-groups strace -f -qq -o /dev/null -e trace=fsync,fdatasync \
		-e "inject=fsync,fdatasync:signal=KILL:when=$n" "$sbindir/welkom-purge" --config "$config" \
		> "$scratch/out" 2>&1; do
		leftovers
		expect_exit 0 desk overview
		visit "After $n" '+31 6 62345678'
		n=$((n + 2))
	done
	[ $n -gt 6 ] || fail "the keeper was not killed"
	inside setpriv --reuid=welkom-desk --regid=welkom-desk --init-groups strace -qq -o /dev/null \
		-e trace=fsync,fdatasync -e inject=fsync,fdatasync:signal=KILL:when=2 "$bindir/welkom-desk" trace \
		--config "$config" --key $stick/reception.key --passphrase-file /run/passphrase-desk \
		--from "$(date -u -d '-20 hours' +%Y-%m-%dT%H:%MZ)" \
		--to "$(date -u -d '+1 hour' +%Y-%m-%dT%H:%MZ)" --reason contact-tracing > "$scratch/out" 2>&1 &&
		fail "the desk was not killed"
	leftovers
	keeper || fail "the keeper after a killed desk: exit $?"
	traced
	has "$scratch/out" 'After 1'
	has "$scratch/out" 'Killed Kiosk'
fi

# --- what the kiosk's account tries ---------------------------------------------------------------------

inbox=$state/inbox
store=$state/store

# entries that must stay, and a file of somebody else, in the size of a key
head -c 4096 /dev/urandom > "$tree/srv/precious"
cp "$tree/srv/precious" "$tree/run/precious"
chmod 666 "$tree/srv/precious"
chmod 777 "$tree/srv"
store_picture() (
	cd "$out_state/store"
	find . -printf '%p %y %m %u %g\n' | grep -v -e '-wal ' -e '-shm ' | LC_ALL=C sort
	find keys -type f -exec sha256sum {} + | LC_ALL=C sort
)
store_picture > "$scratch/store"
a_key=$(count "$out_state/store/keys" '*.key')
[ "$a_key" -ge 1 ] || fail "there is nothing to attack"
kid=$(cd "$out_state/store/keys" && ls | grep '\.key$' | head -n 1)

# cannot SHELL-COMMAND: refused to the kiosk's account
cannot() {
	! as welkom-kiosk sh -c "$1" > "$scratch/got" 2>&1 || {
		cat "$scratch/got" >&2
		fail "the kiosk's account can: $1"
	}
	store_picture | diff "$scratch/store" - >&2 || fail "the store was changed by: $1"
}
cannot "ls $store"
cannot "ls $store/keys"
cannot "ls $store/db"
cannot "cat $store/lock"
cannot "exec 9<$store/lock; flock -n 9"
cannot "cat $store/keys/$kid"
cannot "cat $store/db/store.db"
cannot "rm -f $store/keys/$kid; test ! -e $store/keys/$kid && false"
cannot "mv $store $state/gone"
cannot "mv $inbox $state/gone"
cannot "mv $inbox/keys/../../store/keys/$kid $inbox/keys/"
cannot "ln $store/keys/$kid $inbox/keys/stolen.key"
cannot "echo x > $store/keys/x"
cannot "echo x >> $state/state/ledger"
cannot "echo x > $state/state/clock"
cannot "echo x > $state/state/last-purge"
cannot "rm -f $state/state/ledger"
cannot "mv $state/state/ledger $state/state/l"
cannot "cat $state/state/ledger"
cannot "cp /dev/null $inbox/tag.key"
cannot "rm -f $inbox/tag.key; test ! -e $inbox/tag.key"
cannot "mv $inbox/keys $inbox/k"
cannot "mv $inbox/db $inbox/d"
cannot "rmdir $inbox/keys"
cannot "chmod 777 $inbox"
cannot "chgrp wstore $inbox/keys"

# does COMMAND: the account prepares something in its own folders; then the keeper and the desk run, and
# harm neither the store nor the file of somebody else; then it is taken away.
does() {
	as welkom-kiosk sh -c "$1" > "$scratch/got" 2>&1 || {
		cat "$scratch/got" >&2
		fail "the attack itself failed: $1"
	}
	timeout 20 chroot "$tree" setpriv --reuid=welkom-keeper --regid=wstore --init-groups \
		env -i "$sbindir/welkom-purge" --config "$config" --quiet < /dev/null > "$scratch/out" 2> "$scratch/err" ||
		[ $? -ne 124 ] || fail "the keeper waits for ever after: $1"
	timeout 20 chroot "$tree" setpriv --reuid=welkom-desk --regid=welkom-desk --init-groups \
		env -i "$bindir/welkom-desk" overview --config "$config" < /dev/null > "$scratch/out" 2>&1 ||
		[ $? -ne 124 ] || fail "the desk waits for ever after: $1"
	cmp "$tree/srv/precious" "$tree/run/precious" >&2 || fail "a file of somebody else was changed by: $1"
	store_picture | diff "$scratch/store" - >&2 || fail "the store was changed by: $1"
	as welkom-kiosk sh -c "$2" || fail "cannot clean up: $2"
	attacks=$((attacks + 1))
}
attacks=0
name=00112233445566778899aabbccddeeff
old='touch -d 2020-01-01'
# links and pipes in the place of keys, and of files being written
for end in key tmp old; do
	does "ln -s /srv/precious $inbox/keys/$name.$end; $old -h $inbox/keys/$name.$end" \
		"rm -f $inbox/keys/$name.$end"
	does "ln -s $store/keys/$kid $inbox/keys/$name.$end" "rm -f $inbox/keys/$name.$end"
	does "ln -s ../../store/keys/$kid $inbox/keys/${kid%.key}.$end" "rm -f $inbox/keys/${kid%.key}.$end"
	does "mkfifo $inbox/keys/$name.$end; $old $inbox/keys/$name.$end" "rm -f $inbox/keys/$name.$end"
	does "mkdir $inbox/keys/$name.$end; $old $inbox/keys/$name.$end" "rm -rf $inbox/keys/$name.$end"
	# a key that says it is overwritten already, and due since long, under the name of one in the store
	does "{ printf 'WKGONE1\\0'; head -c 4088 /dev/zero; } > $inbox/keys/${kid%.key}.$end" \
		"rm -f $inbox/keys/${kid%.key}.$end"
	does "{ printf 'WKHRK1\\0\\0\\1\\0\\0\\0\\1\\0\\0\\0'; head -c 4080 /dev/zero; } > $inbox/keys/${kid%.key}.$end" \
		"rm -f $inbox/keys/${kid%.key}.$end"
	does "truncate -s 1T $inbox/keys/$name.$end; $old $inbox/keys/$name.$end" "rm -f $inbox/keys/$name.$end"
done
# hard links where the kernel allows them: to what the account itself may write
if as welkom-kiosk ln "$inbox/db/inbox.db" "$inbox/keys/$name.key" 2> /dev/null; then
	as welkom-kiosk rm "$inbox/keys/$name.key"
	does "ln $inbox/db/inbox.db $inbox/keys/$name.tmp" "rm -f $inbox/keys/$name.tmp"
	[ -s "$tree$inbox/db/inbox.db" ] || fail "the inbox is gone"
fi
# and to a file of somebody else that lies on the file system of the register, old enough to be one that a
# crash left
[ $on_ext4 = no ] || {
	cp "$tree/srv/precious" "$tree$lib/precious"
	chmod 666 "$tree$lib/precious"
	touch -d 2020-01-01 "$tree$lib/precious"
	if as welkom-kiosk ln "$lib/precious" "$inbox/keys/$name.tmp" 2> /dev/null; then
		as welkom-kiosk sh -c "rm $inbox/keys/$name.tmp"
		for end in key tmp old; do
			does "ln $lib/precious $inbox/keys/$name.$end" \
				"rm -f $inbox/keys/$name.$end"
			cmp "$tree$lib/precious" "$tree/run/precious" || fail "a linked file was changed ($end)"
		done
	fi
}
# the database and its logs
for log in -wal -shm -journal; do
	does "mv $inbox/db/inbox.db$log $inbox/db/away 2> /dev/null; ln -s /srv/precious $inbox/db/inbox.db$log" \
		"rm -f $inbox/db/inbox.db$log"
	as welkom-kiosk rm -f "$inbox/db/away"
	does "mkfifo $inbox/db/inbox.db$log 2> /dev/null || { rm -f $inbox/db/inbox.db$log; mkfifo $inbox/db/inbox.db$log; }" \
		"rm -f $inbox/db/inbox.db$log"
done
does "mv $inbox/db/inbox.db $inbox/db/away; ln -s /srv/precious $inbox/db/inbox.db" \
	"rm $inbox/db/inbox.db; mv $inbox/db/away $inbox/db/inbox.db"
does "mv $inbox/db/inbox.db $inbox/db/away; ln -s ../../store/db/store.db $inbox/db/inbox.db" \
	"rm $inbox/db/inbox.db; mv $inbox/db/away $inbox/db/inbox.db"
does "mv $inbox/db/inbox.db $inbox/db/away; mkfifo $inbox/db/inbox.db" \
	"rm $inbox/db/inbox.db; mv $inbox/db/away $inbox/db/inbox.db"
does "cp $inbox/db/inbox.db $inbox/db/copy; head -c 8192 /dev/urandom > $inbox/db/inbox.db" \
	"cat $inbox/db/copy > $inbox/db/inbox.db; rm -f $inbox/db/copy $inbox/db/inbox.db-wal $inbox/db/inbox.db-shm"
# one database of its own, that says what it wants
if command -v sqlite3 > /dev/null; then
	does "sqlite3 $inbox/db/inbox.db \"DELETE FROM hourkey; INSERT INTO hourkey VALUES(x'${kid%.key}',1,2)\"" \
		"sqlite3 $inbox/db/inbox.db 'DELETE FROM hourkey'"
fi
# full of names
does "i=0; while [ \$i -lt 300 ]; do : > $inbox/keys/x\$i; i=\$((i + 1)); done; : > \"$inbox/keys/\$(printf 'a\\nb').key\"" \
	"rm -f $inbox/keys/*"
echo "$attacks attacks"

# after all of it everybody goes on
keeper || fail "the keeper after the attacks: exit $?"
visit 'Last Visitor' '+31 6 72345678'
traced
has "$scratch/out" 'Last Visitor'
has "$scratch/out" 'First Visitor'

# --- undone: keys are overwritten, not only unlinked --------------------------------------------------------

# seen through descriptors that were open before; one key has another name, outside of the register
set -- "$out_state/store/keys/"*.key
[ $# -ge 2 ] || fail "there are not two keys"
exec 7< "$1" 8< "$2" 9< "$out_state/inbox/tag.key"
ln "$2" "$tree$lib/linked"
sum=$(sha256sum < "$1")
tag=$(sha256sum < "$out_state/inbox/tag.key")
[ "$(head -c 6 "$2")" = WKHRK1 ] || fail "no key to begin with"
expect_exit 0 setup init --undo --yes
has "$scratch/out" "Left: $state-ledger-"
[ ! -e "$out_state" ] || fail "the register is still there"
head -c 7 <&7 | grep -q WKGONE1 || fail "a key was unlinked as it was: $sum"
! head -c 6 <&8 | grep -q WKHRK1 || fail "a linked key was unlinked as it was"
[ "$(sha256sum <&9)" != "$tag" ] || fail "the key of the erasure codes was unlinked as it was"
