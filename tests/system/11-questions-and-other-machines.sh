# SPDX-License-Identifier: ISC
# "init --system" asks a person what it needs to know, offers what this machine can do, and "--undo" asks for
# a word. It also works without systemd-sysusers, on a file system where nothing can be kept from being
# changed, and with accounts that are there already, which then stay.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/system/tree.sh"
. "$WELKOM_TESTS/system/whole.sh"

# --- a person ---------------------------------------------------------------------------------------------

# on_terminal SCRIPT WORD...: welkom-setup with these words
on_terminal() {
	script=$1
	shift
	"$PLAY" -s 100x60 -l 30 "$script" -- chroot "$tree" env -i PATH=/usr/bin:/bin TZ=UTC0 LC_ALL=C.UTF-8 \
		TERM=xterm-256color "$sbindir/welkom-setup" "$@" > "$scratch/screens" ||
		fail "welkom-setup did not do what $script says"
}
if [ -x "$PLAY" ]; then
	echo 'correct horse battery staple' > "$tree/run/passphrase"
	review=$(date -u -d '+180 days' +%Y-%m-%d)
	cat > "$scratch/answers" <<-TEXT
	wait Is this right?
	type yes
	key Enter
	wait Organisation:
	type De Linde
	key Enter
	wait Contact for visitors
	type visitors@school.example
	key Enter
	wait Privacy officer
	key Enter
	wait 1, 2 or 3 (Enter: later)
	type 3
	key Enter
	wait Review by
	type $review
	key Enter
	wait Calling code
	type 31
	key Enter
	wait What should start it?
	wait 2 cron
	type 3
	key Enter
	wait Please type a number from 1 to 2, or press Enter.
	type 2
	key Enter
	wait Where does reception open the register?
	wait the key F9 on the welcome screen
	wait 1, 2 or 3 (Enter: 1):
	type 2
	key Enter
	wait Still to do, as root:
	exit 0
	TEXT
	on_terminal "$scratch/answers" init --system --key /media/stick/reception.key \
		--passphrase-file /run/passphrase
	modes
	[ -f "$tree/etc/cron.d/welkom" ] || fail "not cron"
	for line in 'organisation = De Linde' 'basis = public-task' "review_by = $review" 'staff_key = F9'; do
		has "$tree$config" "$line"
	done
	# a run that had nothing to do is no reason to keep a copy of the ledger
	as welkom-keeper "$sbindir/welkom-purge" --config "$config" || fail "the keeper: $?"
	changes > "$scratch/unchanged"
	printf 'wait type the word\ntype yes\nkey Enter\nwait nothing was changed\nexit 1\n' > "$scratch/no"
	on_terminal "$scratch/no" init --undo
	changes | diff "$scratch/unchanged" - >&2 || fail "something was removed"
	printf 'wait the account welkom-keeper\nwait type the word\ntype remove\nkey Enter\nwait All else is gone.\nexit 0\n' \
		> "$scratch/yes"
	on_terminal "$scratch/yes" init --undo
	rm -f "$tree/media/stick/"* "$tree/run/passphrase"
	as_before
fi

# --- without systemd-sysusers -------------------------------------------------------------------------------

as_made=$(inside sh -c 'command -v systemd-sysusers') || as_made=
if [ "$as_made" ]; then
	chmod -x "$tree$as_made"
	expect_exit 0 init_system --schedule cron --desk ssh
	modes
	inside id -nG welkom-kiosk | tr ' ' '\n' | sort | tr '\n' ' ' | grep -qx 'welkom-kiosk winbox ' ||
		fail "the groups of the kiosk: $(inside id -nG welkom-kiosk)"
	inside id -nG welkom-desk | tr ' ' '\n' | sort | tr '\n' ' ' | grep -qx 'welkom-desk winbox wstore ' ||
		fail "the groups of the desk: $(inside id -nG welkom-desk)"
	[ "$(inside getent passwd welkom-desk | cut -d : -f 7)" = /bin/sh ] || fail "the desk's shell"
	[ "$(inside getent passwd welkom-kiosk | cut -d : -f 7)" = /usr/sbin/nologin ] || fail "the kiosk's shell"
	! inside getent shadow welkom-desk | cut -d : -f 2 | grep -v '^[!*]' || fail "a password"
	expect_exit 0 as welkom-keeper "$sbindir/welkom-purge" --config "$config"
	undone
	chmod +x "$tree$as_made"
fi

# --- accounts that were there -------------------------------------------------------------------------------

inside groupadd -r winbox
inside useradd -r -U -s /usr/sbin/nologin welkom-kiosk
expect_exit 0 init_system --schedule cron --desk ssh
has_not "$tree$etc/installed" 'account welkom-kiosk'
has_not "$tree$etc/installed" 'group winbox'
modes
expect_exit 0 setup init --undo --yes
inside id welkom-kiosk > /dev/null && inside getent group winbox > /dev/null ||
	fail "an account that was there before is gone"
! inside id welkom-keeper 2> /dev/null || fail "another account is not gone"
inside userdel welkom-kiosk
inside groupdel winbox
rm -f "$tree/media/stick/"* "$tree/run/passphrase"
as_before

# --- a file system that keeps nothing from being changed, and an empty folder that is there -------------------

mount -t ramfs plain "$tree$lib" || skip "there is no ramfs; all else is right"
mounts="$tree$lib $mounts"
mkdir "$tree$state"
expect_exit 0 init_system --schedule cron --desk ssh
has "$scratch/out" 'this file system has no chattr +a'
modes
expect_exit 0 as welkom-keeper "$sbindir/welkom-purge" --config "$config"
expect_exit 0 setup init --undo --yes
[ -d "$tree$state" ] || fail "the folder that was there is gone"
expect_count 0 "$tree$state" '*'
