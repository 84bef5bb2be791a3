# SPDX-License-Identifier: ISC
# Over SSH the desk's account gets the desk, whatever is asked for: no shell, no other command, no files, no
# forwarding, no password. Only a key that root has put into the list lets anybody in.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/system/tree.sh"
for program in sshd ssh ssh-keygen ip; do
	inside sh -c "command -v $program" > "$scratch/out" || skip "there is no $program (WELKOM_LAYER)"
done
unshare --net true 2> /dev/null || skip "no network can be made here"
sshd=$(inside sh -c 'command -v sshd')

init_system --schedule cron --desk ssh > "$scratch/init" 2>&1 ||
	init_system --schedule timer --desk ssh > "$scratch/init" || fail "init --system"

# a server as Debian sets it up, on a network of its own
[ -e "$tree/etc/ssh/sshd_config" ] || cp "$tree/usr/share/openssh/sshd_config" "$tree/etc/ssh/sshd_config"
grep -q '^Include /etc/ssh/sshd_config.d/' "$tree/etc/ssh/sshd_config" || skip "the server does not read the folder"
inside id sshd > /dev/null 2>&1 || inside useradd -r -d /run/sshd -s /usr/sbin/nologin sshd
mkdir -p "$tree/run/sshd" "$tree/run/client"
inside ssh-keygen -q -t ed25519 -N '' -f /run/client/key
inside ssh-keygen -q -t ed25519 -N '' -f /run/client/other
rm -f "$tree"/etc/ssh/ssh_host_*
inside ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key
inside "$sshd" -t || fail "sshd does not understand its settings"
inside "$sshd" -T -C user=welkom-desk,host=h,addr=127.0.0.1 > "$scratch/settings"
for setting in "forcecommand $bindir/welkom-desk --config $config" 'disableforwarding yes' 'permittunnel no' \
	'permittty yes' 'passwordauthentication no' 'kbdinteractiveauthentication no' \
	'authenticationmethods publickey' "authorizedkeysfile $etc/desk-keys"; do
	grep -qxF "$setting" "$scratch/settings" || fail "sshd does not say: $setting"
done
# nobody else is meant
inside "$sshd" -T -C user=root,host=h,addr=127.0.0.1 | grep -q 'forcecommand none' || fail "others are meant too"
# sshd wants all folders on the way to be root's alone
path=$etc
while [ "$path" ]; do
	chmod go-w "$tree$path"
	path=${path%/*}
done
cat "$tree/run/client/key.pub" >> "$tree$etc/desk-keys"

# session: all of it in one network
cat > "$tree/run/session" <<TEXT
set -u
ip link set lo up
$sshd -D -e -p 2222 > /run/server 2>&1 &
server=\$!
options='-F none -p 2222 -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null
	-o ConnectTimeout=5 -o LogLevel=ERROR -o IdentitiesOnly=yes -o ExitOnForwardFailure=yes'
try() {
	name=\$1
	key=\$2
	shift 2
	ssh \$options -i \$key "\$@" < /dev/null > /run/\$name.out 2> /run/\$name.err
	echo \$? > /run/\$name.exit
}
tries=100
while ! grep -q listening /run/server; do
	tries=\$((tries - 1))
	[ \$tries -gt 0 ] || exit 1
	sleep 0.05
done
try plain /run/client/key welkom-desk@127.0.0.1
try command /run/client/key welkom-desk@127.0.0.1 'id; cat /etc/passwd'
# with a terminal: the screen, whatever is asked for; it goes on until the line is cut
ssh \$options -i /run/client/key -tt welkom-desk@127.0.0.1 sh < /dev/null > /run/tty.out 2> /run/tty.err &
screen=\$!
tries=200
while ! grep -q 'health authority' /run/tty.out 2> /dev/null && [ \$tries -gt 0 ]; do
	tries=\$((tries - 1))
	sleep 0.05
done
kill \$screen
wait \$screen
try sftp /run/client/key -s welkom-desk@127.0.0.1 sftp
try other /run/client/other welkom-desk@127.0.0.1
try kiosk /run/client/key welkom-kiosk@127.0.0.1
try remote /run/client/key -R 2223:127.0.0.1:2222 welkom-desk@127.0.0.1
try local /run/client/key -W 127.0.0.1:2222 welkom-desk@127.0.0.1
kill \$server
TEXT
chroot "$tree" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 TERM=xterm unshare --net \
	timeout 60 sh /run/session || {
	cat "$tree/run/server" >&2
	fail "the server did not come up"
}

got() {
	cat "$tree/run/$1.out" "$tree/run/$1.err"
}
# without a verb or a screen the desk says how it is used
expect_exit 2 as welkom-desk "$bindir/welkom-desk" --config "$config"
cat "$scratch/out" "$scratch/err" > "$scratch/desk"
for name in plain command tty sftp remote local; do
	got $name > "$scratch/got"
	has_not "$scratch/got" 'uid='
	has_not "$scratch/got" 'root:'
done
[ "$(cat "$tree/run/sftp.exit")" = 2 ] || fail "files were served"
for name in plain command; do
	got $name > "$scratch/got"
	cmp "$scratch/desk" "$scratch/got" || {
		cat "$scratch/got" "$tree/run/server" >&2
		fail "$name got something else than the desk"
	}
	[ "$(cat "$tree/run/$name.exit")" = 2 ] || fail "the exit status of $name"
done
got tty > "$scratch/got"
has "$scratch/got" 'health authority'
for name in other kiosk; do
	[ "$(cat "$tree/run/$name.exit")" = 255 ] || fail "$name was let in"
	got $name > "$scratch/got"
	has "$scratch/got" 'Permission denied'
done
[ "$(cat "$tree/run/remote.exit")" = 255 ] || fail "a port was forwarded"
[ "$(cat "$tree/run/local.exit")" = 255 ] || fail "a connection was forwarded"
# the desk cannot let others in
! as welkom-desk sh -c "echo x >> $etc/desk-keys" 2> /dev/null || fail "the desk can change the list of keys"
