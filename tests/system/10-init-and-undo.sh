# SPDX-License-Identifier: ISC
# "init --system" makes accounts, register, configuration, job and settings as they should be, whatever
# the umask; refuses a machine on which something of it exists; and "init --undo" leaves nothing but what
# it names, after a whole installation and after one that was killed anywhere.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/system/tree.sh"
. "$WELKOM_TESTS/system/whole.sh"

# --- wrong uses make nothing ------------------------------------------------------------------------

refused 'say what starts the job' init_system --desk ssh
refused 'say where reception opens' init_system --schedule cron
refused '--schedule is one of' init_system --schedule sometimes --desk ssh
refused '--desk is one of' init_system --schedule cron --desk cellar
refused 'always uses' init_system --schedule cron --desk ssh --state /srv/register
refused 'there is nothing to take back' setup init --undo --yes
for path in /etc/cron.d/welkom /etc/ssh/sshd_config.d/welkom.conf /etc/sysctl.d/50-welkom.conf \
	/etc/systemd/system/timers.target.wants/welkom-purge.timer "$etc/welkom.conf" "$etc/recipients" \
	/media/stick/reception.key /media/stick/ledger.head; do
	mkdir -p "$tree${path%/*}"
	echo mine > "$tree$path"
	# whatever is chosen
	refused "$path exists already" init_system --schedule cron --desk staff-key
	rm "$tree$path"
done
rmdir "$tree$etc" "$tree/etc/systemd/system/timers.target.wants" 2> /dev/null || true
mkdir "$tree$state"
echo mine > "$tree$state/file"
refused "$state is not empty" init_system --schedule timer --desk both
rm -r "$tree$state"
mv "$tree/etc/cron.d" "$tree/etc/cron.away"
refused 'there is no cron' init_system --schedule cron --desk ssh
mv "$tree/etc/cron.away" "$tree/etc/cron.d"
as nobody sh -c 'exec "$1" init --system --schedule cron --desk ssh --key /tmp/k --passphrase-file /run/passphrase' \
	sh "$sbindir/welkom-setup" 2> "$scratch/err" && fail "not root"
has "$scratch/err" 'only root'
as_before

# --- all of it, with every umask ----------------------------------------------------------------------

for choice in 'cron ssh 022' 'timer staff-key 077' 'cron both 000'; do
	set -- $choice
	umask "$3"
	expect_exit 0 init_system --schedule "$1" --desk "$2"
	umask 022
	cp "$scratch/out" "$scratch/said"
	modes
	if [ $on_ext4 = yes ]; then
		lsattr "$out_state/state/ledger" | grep -q '^[^ ]*a' || fail "the ledger is not append-only"
		has "$scratch/said" 'it can only grow'
		! truncate -s 0 "$out_state/state/ledger" 2> /dev/null || fail "the ledger can be emptied"
	fi
	cron=$tree/etc/cron.d/welkom
	timer=$tree/etc/systemd/system/timers.target.wants/welkom-purge.timer
	case $1 in
	cron) [ -f "$cron" ] && [ ! -L "$timer" ] ;;
	timer) [ ! -e "$cron" ] && [ "$(readlink "$timer")" = "$units/welkom-purge.timer" ] ;;
	esac || fail "not exactly one of cron and timer"
	case $2 in
	ssh) has_not "$tree$config" 'staff_key' ;;
	*) has "$tree$config" 'staff_key = F9' ;;
	esac
	ssh=$tree/etc/ssh/sshd_config.d/welkom.conf
	drop=$tree/etc/systemd/system/welkom-kiosk@.service.d/desk.conf
	case $2 in
	ssh) [ -f "$ssh" ] && [ -f "$tree$etc/desk-keys" ] && [ ! -e "$drop" ] ;;
	staff-key) [ ! -e "$ssh" ] && [ ! -e "$tree$etc/desk-keys" ] && [ -f "$drop" ] ;;
	both) [ -f "$ssh" ] && [ -f "$drop" ] ;;
	esac || fail "the desk is not where $2 says"
	has "$tree/etc/systemd/system.conf.d/50-welkom.conf" 'CtrlAltDelBurstAction=none'
	has "$tree/etc/systemd/logind.conf.d/50-welkom.conf" 'NAutoVTs=0'
	has "$tree/etc/sysctl.d/50-welkom.conf" 'kernel.sysrq = 0'
	[ "$(readlink "$tree/etc/systemd/system/ctrl-alt-del.target")" = /dev/null ] || fail "Ctrl-Alt-Del"
	has_not "$scratch/said" 'correct horse'

	refused 'it is installed already' init_system --schedule cron --desk ssh

	# the register works, for those for whom it is
	expect_exit 0 as welkom-keeper "$sbindir/welkom-purge" --config "$config"
	expect_exit 0 as welkom-desk "$bindir/welkom-desk" overview --config "$config"
	expect_exit 1 as welkom-kiosk "$bindir/welkom-desk" overview --config "$config"
	modes

	# a register in use stays
	exec 9< "$out_state/store/lock"
	flock 9
	refused 'using the register' setup init --undo --yes
	exec 9<&-
	as welkom-kiosk sh -c 'echo $$ > /tmp/sleeper; exec sleep 600' &
	until_true [ -s "$tree/tmp/sleeper" ]
	refused 'a program runs as welkom-kiosk' setup init --undo --yes
	kill "$(cat "$tree/tmp/sleeper")"
	wait
	rm "$tree/tmp/sleeper"
	refused 'there is no terminal to ask on' setup init --undo

	# what was added keeps its account and its folder, and is named
	if [ "$1" = timer ]; then
		echo mine > "$tree$etc/mine"
		echo mine > "$tree/srv/mine"
		inside chown welkom-kiosk: /srv/mine
		expect_exit 0 setup init --undo --yes
		has "$scratch/out" "Left: $etc "
		has "$scratch/out" 'Left: welkom-kiosk (an account; /srv/mine'
		has "$scratch/out" 'Left: welkom-kiosk (a group; /srv/mine'
		[ -f "$tree$etc/mine" ] && [ ! -e "$tree$etc/installed" ] || fail "what is left"
		inside id welkom-kiosk > /dev/null || fail "the account is gone"
		! inside id welkom-keeper 2> /dev/null || fail "another account is not gone"
		inside rm -r /srv/mine "$etc"
		inside userdel welkom-kiosk
		rm -f "$tree/media/stick/"*
		continue
	fi
	undone
	grep -q '/media/stick/reception.key' "$scratch/named" || fail "the reception key was not named"
done

# --- killed anywhere ----------------------------------------------------------------------------------
# after each thing that was noted, and once before it was done; from here on the passphrase costs nothing

cp "$SHIM" "$tree/run/machine.so"
setup() {
	inside env LD_PRELOAD=/run/machine.so WELKOM_SHIM_CHEAP=1 "$sbindir/welkom-setup" "$@"
}

init_system --schedule cron --desk both > /dev/null
steps=$(grep -vc '^#' "$tree$etc/installed")
undone
command -v strace > /dev/null || skip "there is no strace to kill it with; all else is right"

# killed AT [OPTION-OF-STRACE]...: an installation is killed at its AT-th fsync, and what there is of it
# is taken back. Ends with 1 when it was not killed.
killed() {
	at=$1
	shift
	echo 'correct horse battery staple' > "$tree/run/passphrase"
	# in a shell of its own, which says "Killed"
	! (inside strace -qq -o /dev/null "$@" -e trace=fsync -e inject=fsync:signal=KILL:when=$at \
		-E LD_PRELOAD=/run/machine.so -E WELKOM_SHIM_CHEAP=1 "$sbindir/welkom-setup" init --system --key /media/stick/reception.key \
		--passphrase-file /run/passphrase --schedule cron --desk both) > "$scratch/out" 2>&1 || {
		undone
		return 1
	}
	if [ -e "$tree$etc/installed" ]; then
		[ $at -ne 5 ] || refused 'was begun and not finished' init_system --schedule cron --desk ssh
		undone
	else
		rmdir "$tree$etc"
	fi
}

# each step is noted by one write to the list and an fsync
step=1
while [ $step -le $steps ]; do
	killed $step -P "$etc/installed" || fail "step $step was not reached"
	step=$((step + 1))
done
# and in the middle of steps
step=3
while killed $step; do
	step=$((step + 11))
done
[ $step -gt 40 ] || fail "only $step steps"

# undoing is killed too, and goes on where it was
at=1
while :; do
	init_system --schedule cron --desk ssh > /dev/null
	! (inside strace -qq -o /dev/null -e trace=unlink,unlinkat,rmdir \
		-e inject=unlink,unlinkat,rmdir:signal=KILL:when=$at "$sbindir/welkom-setup" init --undo --yes) \
		> "$scratch/out" 2>&1 || break
	if [ -e "$tree$etc/installed" ]; then
		undone
	else
		# only the folder of the list was left
		rm -f "$tree/media/stick/"* "$tree/run/passphrase"
		rmdir "$tree$etc"
		as_before
	fi
	at=$((at + 9))
done
[ $at -gt 20 ] || fail "undoing was killed only $at times"
echo "killed at each of $steps notes, and at every eleventh of $step other places"
