# SPDX-License-Identifier: ISC
# After "init --system" the doctor has nothing against accounts, owners, modes, job and register, as root
# and as the desk; and sees what is then changed on the machine.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/system/tree.sh"

# programs that this test is not about
for program in cron sshd systemctl; do
	inside sh -c "command -v $program" > "$scratch/out" || {
		printf '#!/bin/sh\n' > "$tree/usr/bin/$program"
		chmod 755 "$tree/usr/bin/$program"
	}
done
init_system --schedule cron --desk both > "$scratch/init" 2>&1 < /dev/null || {
	cat "$scratch/init" >&2
	fail "init --system"
}

# finds RESULT CHECK...: the doctor finds it, as $who
who=root
finds() {
	wanted=$1
	shift
	as $who "$sbindir/welkom-setup" doctor --config "$config" --json > "$scratch/out" || [ $? -eq 1 ] ||
		fail "exit $?"
	for check in "$@"; do
		got=$(awk -v check="\"$check\"," '$1 == "\"check\":" { this = $2 == check }
			this && $1 == "\"result\":" { gsub(/[",]/, "", $2); print $2 }' "$scratch/out")
		[ "$got" = "$wanted" ] && continue
		cat "$scratch/out" >&2
		fail "$check is $got instead of $wanted, as $who"
	done
}

for who in root welkom-desk welkom-keeper; do
	finds fine configuration register modes secrets accounts groups schedule last-purge trusted-time \
		backup-marks space off
done
who=root
finds fine logins
[ $on_ext4 = no ] || finds fine overwriting
# nothing of the store can be seen by the kiosk
who=welkom-kiosk
finds unseen register ledger modes backup-marks
who=root

inside usermod -aG wstore welkom-kiosk
finds wrong groups
inside gpasswd -d welkom-kiosk wstore > "$scratch/out"
finds fine groups

inside usermod -s /bin/sh welkom-keeper
finds wrong logins
inside usermod -s /usr/sbin/nologin welkom-keeper
finds fine logins

inside chown root "$state/store"
finds wrong modes
inside chown welkom-keeper "$state/store"
inside chmod 777 "$state/inbox/keys"
finds wrong modes
inside chmod 2770 "$state/inbox/keys"
finds fine modes

inside mv /etc/cron.d/welkom /etc/cron.d/welkom.cron
finds wrong schedule
inside mv /etc/cron.d/welkom.cron /etc/cron.d/welkom
inside chown welkom-keeper /etc/cron.d/welkom
finds wrong schedule
inside chown root /etc/cron.d/welkom
inside mkdir -p /etc/systemd/system/timers.target.wants
inside ln -s "$units/welkom-purge.timer" /etc/systemd/system/timers.target.wants/welkom-purge.timer
finds note schedule
inside rm /etc/cron.d/welkom
finds fine schedule
inside rm /etc/systemd/system/timers.target.wants/welkom-purge.timer
finds wrong schedule
