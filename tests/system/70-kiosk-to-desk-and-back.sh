# SPDX-License-Identifier: ISC
# On the installed system reception gets from the entrance to the first name and back with the staff key, the
# stick and the passphrase, and nothing else; a desk that is left gives the console back to the kiosk. Which
# program comes after which, as which account, is what the installed units say. With WELKOM_PICTURES a folder
# gets a picture of each station.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/system/tree.sh"
need_play
need_shim

for program in cron sshd systemctl; do
	inside sh -c "command -v $program" > "$scratch/out" || {
		printf '#!/bin/sh\n' > "$tree/usr/bin/$program"
		chmod 755 "$tree/usr/bin/$program"
	}
done

# --- the stick, as the machine's own unit mounts it: every file 0600 of the desk ------------------------

stick=/media/welkom
mkdir -p "$tree$stick"
echo 'correct horse battery staple' > "$tree/run/passphrase"
inside systemd-sysusers "${units%/*/*}/sysusers.d/welkom.conf" 2> "$scratch/err" ||
	inside useradd -r -s /bin/sh welkom-desk
options=$(sed -n 's/^Options=//p' "$tree$units/media-welkom.mount")
options=$(echo "$options" |
	sed "s/uid=welkom-desk/uid=$(inside id -u welkom-desk)/; s/gid=welkom-desk/gid=$(inside id -g welkom-desk)/")
fat=no
if inside sh -c 'command -v mkfs.vfat' > "$scratch/out" && truncate -s 4M "$tree/run/stick" &&
	inside mkfs.vfat -n WELKOM /run/stick > "$scratch/out" &&
	mount -t vfat -o "loop,$options" "$tree/run/stick" "$tree$stick" 2> "$scratch/err"; then
	mounts="$tree$stick $mounts"
	fat=yes
else
	echo "there is no FAT here: the stick is a folder of the desk"
	inside chown welkom-desk: "$stick"
	chmod 700 "$tree$stick"
fi
setup init --system --schedule cron --desk staff-key --key $stick/reception.key \
	--passphrase-file /run/passphrase > "$scratch/init" || fail "init --system"
cp "$CHEAP" "$tree/run/cheap"
inside /run/cheap $stick/reception.key /run/passphrase || fail "the key cannot be made cheap"
[ $fat = yes ] || inside chown welkom-desk: $stick/reception.key
rm "$tree/run/passphrase" # from here on it is typed
cat > "$tree$config" <<TEXT
[register]
state_dir = $state
[controller]
organisation = Test school
contact = visitors@school.example
basis = public-task
review_by = $(date -u -d '+180 days' +%Y-%m-%d)
[kiosk]
language = en
calling_code = 31
staff_key = F12
TEXT

# --- what the units say -----------------------------------------------------------------------------------

# setting UNIT NAME: its value in the installed unit and what was dropped in beside it, for the console tty1
setting() {
	file=$tree$units/$1@.service
	cat "$file" "$file".d/*.conf "$tree/etc/systemd/system/$1@.service.d"/*.conf 2> "$scratch/none" |
		sed -n "s/^$2=//p" | sed 's/%[iI]/tty1/g' | tr '\n' ' ' | sed 's/ $//'
}

# among WORD LIST: it is a word of it
among() {
	case " $2 " in
	*" $1 "*) return 0 ;;
	esac
	return 1
}

# after UNIT STATUS: the unit that has the console next, by systemd.service(5) and systemd.unit(5)
after() {
	if [ "$(setting "$1" Restart)" = always ] && ! among "$2" "$(setting "$1" RestartPreventExitStatus)"; then
		echo "$1"
	elif among "$2" "0 $(setting "$1" SuccessExitStatus)"; then
		setting "$1" OnSuccess | sed 's/@tty1\.service$//'
	else
		setting "$1" OnFailure | sed 's/@tty1\.service$//'
	fi
}

cp "$SHIM" "$tree/run/machine.so"
# hurry N: waiting passes N times faster; the clocks are the real ones
hurry() {
	printf '%-256s%-256s' "hurry $1
" "hurry $1
" > "$tree/run/hurry-$1"
}
hurry 1
hurry 25
cp "$tree/run/hurry-1" "$tree/run/machine"

# station UNIT SCRIPT: what the unit starts, as the account that it names, on a terminal
station() {
	echo "== $1 as $(setting "$1" User)" | tee -a "$scratch/screens"
	"$PLAY" -l 20 "$2" -- chroot "$tree" env -i PATH=/usr/bin:/bin TZ=UTC0 LC_ALL=C.UTF-8 \
		TERM=xterm-256color setpriv --reuid="$(setting "$1" User)" --regid="$(setting "$1" Group)" --init-groups \
		--no-new-privs --bounding-set=-all sh -c "umask $(setting "$1" UMask)
			export LD_PRELOAD=/run/machine.so WELKOM_SHIM=/run/machine; exec $(setting "$1" ExecStart)" \
		>> "$scratch/screens" || fail "$1 did not do what $2 says"
}

# picture_of NAME: the step of a picture
picture_of() {
	[ -z "${WELKOM_PICTURES:-}" ] || echo "svg $WELKOM_PICTURES/$1.svg"
}

# --- at the entrance --------------------------------------------------------------------------------------

kiosk=welkom-kiosk desk=welkom-desk
[ "$(setting $kiosk User)" != "$(setting $desk User)" ] || fail "one account for both"
cat > "$scratch/entrance" <<TEXT
wait Start
$(picture_of 10-entrance)
$(to_phone 'Femke Visser')
type 0612345678
wait +31 6 12 34 56 78
key Enter
wait You are signed in
$(picture_of 20-signed-in)
key Enter
wait Start
expect-not Femke
key F12
exit 10
TEXT
next=$kiosk
station $next "$scratch/entrance"
next=$(after $next 10)
[ "$next" = $desk ] || fail "the staff key brings up “$next”"

# --- reception: only the passphrase is typed ------------------------------------------------------------------

cat > "$scratch/reception" <<TEXT
wait start here
wait 1 visit
expect-not Femke
$(picture_of 30-overview)
key Enter
wait Reference
key Enter
wait Which hours?
key Enter
wait Your key
wait $stick/reception.key
$(picture_of 40-key)
key Enter
wait Your passphrase
type correct horse battery staple
wait ****
$(picture_of 45-passphrase)
key Enter
wait Only arrival is recorded
wait F•••• V•••••
expect-not Femke
$(picture_of 50-masked)
key Enter
wait Femke Visser
expect +31 6 12 34 56 78
$(picture_of 60-first-name)
key F10
wait Take the stick out.
raw-residue Femke
raw-residue Visser
$(picture_of 70-locked)
key Enter
wait start here
run dd if=$tree/run/hurry-25 of=$tree/run/machine bs=512 conv=notrunc status=none
exit 0
TEXT
station "$next" "$scratch/reception"
grep '^type ' "$scratch/reception" > "$scratch/typed"
[ "$(wc -l < "$scratch/typed")" -eq 1 ] || fail "more is typed than the passphrase: $(cat "$scratch/typed")"
dd if="$tree/run/hurry-1" of="$tree/run/machine" bs=512 conv=notrunc status=none
next=$(after "$next" 0)
[ "$next" = $kiosk ] || fail "after the desk comes “$next”"
for status in 1 2 137; do
	[ "$(after $desk $status)" = $kiosk ] || fail "after a desk that ends with $status comes “$(after $desk $status)”"
	[ "$(after $kiosk $status)" = $kiosk ] || fail "after a kiosk that ends with $status comes “$(after $kiosk $status)”"
done

# --- and back ---------------------------------------------------------------------------------------------------

cat > "$scratch/back" <<TEXT
wait Start
expect-not Femke
expect-not start here
$(picture_of 80-back)
key Enter
wait Before you type anything
$leave
TEXT
station "$next" "$scratch/back"

# the ledger, and its head on the stick, have the opening and no name
has "$out_state/state/ledger" '	open	reason=contact-tracing'
has_not "$out_state/state/ledger" Femke
[ -s "$tree$stick/ledger.head" ] || fail "no head of the ledger on the stick"
