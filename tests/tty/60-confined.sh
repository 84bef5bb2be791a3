#!/bin/sh
# SPDX-License-Identifier: ISC
# The running kiosk keeps to itself: no new privileges, its calls confined, not dumpable, no core,
# nothing open but what it uses, files outside its register refused. It needs no call outside its
# table, or the shim would end it.
set -eu
. "$WELKOM_TESTS/lib.sh"

need_play
[ -z "${WELKOM_SANITIZERS:-}" ] || skip "built with sanitizers"
[ -r /proc/self/status ] || skip "there is no /proc"
new_register

# look: a step's command, with the process's id in $scratch/pid. What the kiosk opens for a moment, to
# look at it, is not open each time.
cat > "$scratch/look" <<'TEXT'
cd "$1"
pid=$(cat pid)
cat "/proc/$pid/status" > status
cat "/proc/$pid/limits" > limits
for time in 1 2 3; do
	for fd in $(ls "/proc/$pid/fd" 2> /dev/null); do
		echo "$fd $(readlink "/proc/$pid/fd/$fd")"
	done
done | sort | uniq -c | sed -n 's/^ *3 //p' > descriptors
stat -c %u "/proc/$pid/environ" > whose
TEXT

{
	cat <<TEXT
wait Start
pid $scratch/pid
run sh '$scratch/look' '$scratch'
TEXT
	steps 'Femke Visser' 0612345678
	cat <<TEXT
key F2
wait Beginnen
run mv "$register" "$register.away"
wait code S1
run mv "$register.away" "$register"
wait Beginnen
alive
run mv "$register" "$register.away" && cp -a "$register.away" "$register"
TEXT
	# another register by the same name: its files are not those that the kiosk has left itself
	cat <<TEXT
wait code S1
expect-not Beginnen
run rm -r "$register" && mv "$register.away" "$register"
wait Beginnen
$leave
TEXT
} > "$scratch/script"
# a descriptor that nobody wants
"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/script" -- \
	sh -c 'exec welkom-kiosk "$@" 2> '"'$scratch/log'"' 7< /etc/passwd' sh \
	--config "$conf" --language en > "$scratch/screens" || {
	! grep -q 'landlock' "$scratch/log" || skip "this kernel has no landlock"
	cat "$scratch/log" >&2
	fail "the kiosk did not do what was expected"
}

# status NAME VALUE
status() {
	tr '\t' ' ' < "$scratch/status" > "$scratch/words"
	grep -qx "$1: *$2" "$scratch/words" && return 0
	cat "$scratch/words" >&2
	fail "$1 is not $2"
}

status NoNewPrivs 1
status Seccomp 2
status Threads 1
status Umask 0007
grep -q 'Max core file size  *0  *0 ' "$scratch/limits" || fail "there could be a core file"

# the terminal, signals, register, and what the rule about the boot id holds on to
while read -r fd target; do
	case $target in
	/dev/pts/* | 'anon_inode:[signalfd]' | "$register" | "$inbox" | "$inbox/keys" | "$state" | \
		"$inbox/db/inbox.db" | "$inbox/db/inbox.db-wal" | "$inbox/db/inbox.db-shm" | \
		/proc/sys/kernel/random | "$scratch/log") ;;
	"$scratch/machine" | "/memfd:boot (deleted)") [ "$fd" -ge 500 ] || fail "$fd is open" ;;
	*)
		cat "$scratch/descriptors" >&2
		fail "$target is open"
		;;
	esac
done < "$scratch/descriptors"
# another account than root cannot even list them
if [ "$(id -u)" -eq 0 ]; then
	has "$scratch/descriptors" "$inbox/db/inbox.db"
else
	is_empty "$scratch/descriptors"
fi

# Nor does it need anything on a machine as it is, without the shim.
welkom-setup demo --prepare "$scratch/demo" > "$scratch/out"
{
	steps 'Zoë Nguyễn' 0612345678
	cat <<TEXT
key F2
wait Beginnen
key F10
exit 0
TEXT
} > "$scratch/plain"
"$PLAY" -l 20 "$scratch/plain" -- welkom-kiosk --config "$scratch/demo/welkom.conf" \
	--language en > "$scratch/screens" || fail "the kiosk of a demo"

# What it can open is its own, and no more: not the store either, which here has the same owner.
printf 'wait Start\n%s\n' "$leave" > "$scratch/short"
WELKOM_SHIM_TRY="$(find "$register" "$scratch/conf" "$scratch/owner")
$passphrase
$scratch
/
/etc/passwd
/dev/tty
/proc/self
/proc/self/environ
/proc/self/mem"
export WELKOM_SHIM_TRY
"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/short" -- \
	sh -c 'exec welkom-kiosk "$@" 2> '"'$scratch/log'" sh --config "$conf" --language en \
	> "$scratch/screens" || fail "the kiosk that tries files"
unset WELKOM_SHIM_TRY
sort -u "$scratch/log" > "$scratch/opened"
{
	for folder in "$inbox" "$state" "$scratch/conf"; do
		find "$folder" | sed 's/^/reads /'
	done
	find "$inbox/db" "$inbox/keys" -type f | sed 's/^/writes /'
} | sort -u > "$scratch/own"
diff "$scratch/own" "$scratch/opened" >&2 || fail "it can open something else (>), or not its own (<)"
[ -n "$(find "$store" -name store.db)" ] || fail "there is no store"

# On a kernel without landlock it says so, once, and goes on.
{
	steps 'Jan Jansen' 0612345679
	steps 'Femke Visser' 0612345678
	echo "$leave"
} > "$scratch/loose"
"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" -e WELKOM_SHIM_LOOSE=1 \
	"$scratch/loose" -- sh -c 'exec welkom-kiosk "$@" 2> '"'$scratch/log'" sh --config "$conf" \
	--language en > "$scratch/screens" || fail "the kiosk without landlock"
[ "$(grep -c '(landlock)' "$scratch/log")" -eq 1 ] || fail "it does not say once that it has no landlock"

# A process that can be dumped, and so read by its account, owns its files in /proc. Root can read
# anything: there another account runs the kiosk, with a register of its own.
as=
if [ "$(id -u)" -eq 0 ]; then
	as='setpriv --reuid 65534 --regid 65534 --clear-groups'
	chmod 0755 "$scratch"
	chown -R 65534:65534 "$register"
	$as welkom-kiosk --version > /dev/null 2>&1 && $as test -r "$SHIM" || {
		echo "not seen: whether it can be dumped, since no other account can run it here"
		exit 0
	}
fi
cat > "$scratch/other" <<TEXT
wait Start
pid $scratch/pid
run sh '$scratch/look' '$scratch'
$(steps 'Jan Jansen' 0612345679)
$leave
TEXT
"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/other" -- \
	$as welkom-kiosk --config "$conf" --language en > "$scratch/screens" ||
	fail "the other account's kiosk"
! grep -q '^Uid:	0	' "$scratch/status" || fail "it runs as root"
[ "$(cat "$scratch/whose")" = 0 ] || fail "it can be dumped"
