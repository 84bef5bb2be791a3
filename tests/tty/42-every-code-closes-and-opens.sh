#!/bin/sh
# SPDX-License-Identifier: ISC
# Each reason not to take entries closes a running kiosk with its code, and when it is gone the kiosk
# opens by itself; a monitoring program is told the same code at that moment.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
mkdir "$scratch/small"
if mount -t tmpfs -o size=2m,mode=0700 none "$scratch/small" 2> /dev/null; then
	mounts=$scratch/small
	register=$scratch/small/register
	inbox=$register/inbox
	store=$register/store
	state=$register/state
fi
new_register
chmod 0755 "$scratch/conf"
sign_in 'Femke Visser' 0612345678
purge --quiet
machine hurry 10

cat > "$scratch/status" <<'TEXT'
# CODE EXIT: what --status says
got=0
welkom-purge --config "$CONF" --status --json > "$CONF.status" || got=$?
cat "$CONF.status"
[ $got -eq "$2" ] && grep -qF "\"code\":\"$1\"," "$CONF.status"
TEXT
cat > "$scratch/on" <<TEXT
CONF=$conf LD_PRELOAD=$SHIM WELKOM_SHIM=$scratch/machine exec "\$@"
TEXT
cat > "$scratch/doubtful" <<TEXT
got=0
welkom-purge --quiet --config $conf || got=\$?
[ \$got -eq 3 ]
TEXT

on_machine="run sh $scratch/on"
run_purge="$on_machine welkom-purge --quiet --config $conf"

# closes CODE EXIT: it closes with that code, which --status has too
closes() {
	cat <<TEXT
wait Reception: code $1
expect Please go to reception
expect-not Start
$on_machine sh $scratch/status $1 $2
TEXT
}

# opens: it is open again, and --status has nothing to say
opens() {
	cat <<TEXT
wait > Start
expect-not code
$on_machine sh $scratch/status '' 0
TEXT
}

# after SECONDS: the machine has been on for that long since it was started anew
again=$((60 - m_uptime))
after() {
	set_machine offset $((m_begin + $1)) up $((again + $1))
}

{
	opens

	set_machine up $again boot 20000001-2222-4222-8222-222222222222
	closes P1 1
	echo "$on_machine sh $scratch/doubtful"
	closes C1 1
	echo "$run_purge --confirm-clock $(utc 0)"
	opens
} > "$scratch/restarted"
m_boot=20000001-2222-4222-8222-222222222222
{
	cat "$scratch/restarted"
	echo "run mv $register $register.away"
	closes S1 2
	echo "run mv $register.away $register"
	opens
	echo "run mv $state/last-purge $state/away"
	closes S1 2
	echo "run mv $state/away $state/last-purge"
	opens

	echo "run chmod 0666 $scratch/conf/recipients"
	closes K1 2
	echo "run chmod 0644 $scratch/conf/recipients"
	opens

	if [ -n "$mounts" ]; then
		echo "run ! cat /dev/zero > $scratch/small/ballast 2> /dev/null"
		closes S2 2
		echo "run rm $scratch/small/ballast"
		opens
	fi

	after $((26 * hours + 60))
	closes P2 2
	echo "$run_purge"
	opens

	after $((14 * days - 3600))
	closes P2 2
	echo "$run_purge"
	opens
	after $((14 * days + 2000)) # due since 42 minutes, which is no alarm yet
	opens
	after $((14 * days + 3000)) # an hour and the seconds that the test took
	closes P3 2
	echo "$run_purge"
	opens

	after $((140 * days))
	closes P2 2
	echo "$run_purge"
	opens
	after $((155 * days))
	echo "$run_purge"
	echo 'wait Reception: code R2'
	echo 'expect > Start'
	echo "$on_machine sh $scratch/status R2 1"
	after $((182 * days))
	echo "$run_purge"
	closes R1 1
	echo "run sh $scratch/review"
	opens
	echo "$leave"
} > "$scratch/codes"
# a new date, written over the old as an editor may do it, or put in its place
cat > "$scratch/review" <<TEXT
sed 's/^review_by = .*/review_by = $(utc $((360 * days)) | cut -c 1-10)/' $conf > $conf.new
mv $conf.new $conf
TEXT
kiosk "$scratch/codes"
expect_count 0 "$store/keys" '*.key'

# The line is whole where there is the least room, in every language.
mv "$state/clock" "$state/away"
while read -r line; do
	printf 'wait F2 %s\nexpect %s C1\nexpect C1 F1\nkey F2\n' "${line%%,*}" "${line#*,}"
done > "$scratch/languages" <<TEXT
Nederlands,Reception: code
Français,Receptie: code
Deutsch,Accueil\u{a0}: code
Polski,Empfang: Code
English,Recepcja: kod
TEXT
echo "$leave" >> "$scratch/languages"
"$PLAY" -s 40x12 -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/languages" -- \
	welkom-kiosk --config "$conf" --language en || fail "the line is not whole at 40x12"
[ -n "$mounts" ] || skip "no file system can be mounted here: all but S2 was seen"
