#!/bin/sh
# SPDX-License-Identifier: ISC
# The desk keeps to itself, on its screen and in each verb: no new privileges, its calls confined, nothing
# open but what it uses, files outside its register and the folders that were named refused. A stick
# that comes later can be used all the same. It needs no call outside its table, or the shim would end it.
set -eu
. "$WELKOM_TESTS/lib.sh"

need_play
[ -z "${WELKOM_SANITIZERS:-}" ] || skip "built with sanitizers"
[ -r /proc/self/status ] || skip "there is no /proc"
new_register
sign_in 'Femke Visser' 0612345678
HOME=$scratch/home
export HOME
mkdir -p "$HOME" "$scratch/here" "$scratch/elsewhere" "$scratch/secret"
echo other > "$scratch/elsewhere/file"
echo home > "$HOME/file"
echo here > "$scratch/here/file"
mv "$passphrase" "$scratch/secret/passphrase"
passphrase=$scratch/secret/passphrase
cp "$key" "$scratch/elsewhere/other.key"

# --- the screen --------------------------------------------------------------------------------

# look: a step's command, with the process's id in $scratch/pid
cat > "$scratch/look" <<'TEXT'
cd "$1"
pid=$(cat pid)
cat "/proc/$pid/status" > status
cat "/proc/$pid/limits" > limits
for fd in $(ls "/proc/$pid/fd" 2> /dev/null); do
	echo "$fd $(readlink "/proc/$pid/fd/$fd")"
done > descriptors
TEXT

{
	to_visits
	cat <<TEXT
pid $scratch/pid
run sh '$scratch/look' '$scratch'
key F7
wait one locked file
key Enter
wait Say this passphrase on the phone
key Enter
wait Only arrival is recorded
key F7
wait one locked file
repeat 100
key Backspace
end
type $scratch/elsewhere/x
key Enter
wait No file can be made there
key Esc
wait Only arrival is recorded
key F10
wait Take the stick out.
key Enter
wait start here
signal TERM
exit 0
TEXT
} > "$scratch/script"
# a descriptor that nobody wants
"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/script" -- \
	sh -c 'cd "$0" && exec welkom-desk "$@" 2> '"'$scratch/log'"' 7< /etc/passwd' "$scratch/here" \
	--config "$conf" --key "$key" > "$scratch/screens" || {
	! grep -q 'landlock' "$scratch/log" || skip "this kernel has no landlock"
	cat "$scratch/log" >&2
	fail "the desk did not do what was expected"
}
expect_count 1 "$HOME" '*.zip'
expect_lines 1 export

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
grep -q 'Max core file size  *0  *0 ' "$scratch/limits" || fail "there could be a core file"
while read -r fd target; do
	case $target in
	/dev/pts/* | 'anon_inode:[signalfd]' | "$register" | "$inbox" | "$store" | "$inbox/keys" | \
		"$store/keys" | "$state" | "$inbox"/db/inbox.db* | "$store"/db/store.db* | \
		/proc/sys/kernel/random | "/memfd:said (deleted)" | "$scratch/log") ;;
	"$scratch/machine" | "/memfd:boot (deleted)") [ "$fd" -ge 500 ] || fail "$fd is open" ;;
	*)
		cat "$scratch/descriptors" >&2
		fail "$target is open"
		;;
	esac
done < "$scratch/descriptors"
[ "$(id -u)" -ne 0 ] || has "$scratch/descriptors" "$store/db/store.db"

# A stick that is put in while the screen is there: its key is found, and a file can be made on it. In a
# place of its own to mount it, so that the machine does not change.
cat > "$scratch/stick" <<TEXT
wait start here
run mount -t tmpfs -o size=1m none /media/welkom && cp '$key' /media/welkom/own.key
key Enter
wait Reference
key Enter
wait Which hours?
key Enter
wait Your key
key Enter
wait Your passphrase
type $(cat "$passphrase")
key Enter
wait Please read this
expect there is no ledger.head beside this key yet
key Enter
wait Only arrival is recorded
key F7
wait one locked file
repeat 100
key Backspace
end
type /media/welkom/list.zip
key Enter
wait Say this passphrase on the phone
run test -s /media/welkom/list.zip && test -s /media/welkom/ledger.head && test -s /media/welkom/exports
key Enter
wait Only arrival is recorded
key F10
wait Take the stick out.
key Enter
wait start here
signal TERM
exit 0
TEXT
if [ -d /media ] && unshare -m mount -t tmpfs none /media 2> /dev/null; then
	unshare -m sh -c 'mount -t tmpfs none /media && mkdir /media/welkom && exec "$@"' sh \
		"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/stick" \
		-- welkom-desk --config "$conf" >> "$scratch/screens" || fail "a stick that comes later"
else
	echo "not seen: a stick that comes later, since nothing can be mounted here"
fi

# A key that is neither at home nor on a stick is refused in words, not by a number.
cat > "$scratch/refused" <<TEXT
wait start here
key Enter
wait Reference
key Enter
wait Which hours?
key Enter
wait Your key
type $scratch/elsewhere/other.key
key Enter
wait For this one start with --key.
signal TERM
exit 0
TEXT
desk "$scratch/refused"

# --- what can be opened --------------------------------------------------------------------------

everything="$(find "$register" "$scratch/conf" "$scratch/owner" "$HOME" "$scratch/here" "$scratch/elsewhere" \
	"$scratch/secret")
$scratch
/
/etc/passwd
/etc/shadow
/proc/self
/proc/self/environ
/proc/self/mem"

# all KIND FOLDER...: the files and folders below
all() {
	all_kind=$1
	shift
	find "$@" | sed "s/^/$all_kind /"
}

# files KIND FOLDER...: the files below
files() {
	files_kind=$1
	shift
	find "$@" -type f | sed "s/^/$files_kind /"
}

# compare WHO: what was opened, in $scratch/log, with what may be, in $scratch/own
compare() {
	grep -E '^(reads|writes) ' "$scratch/log" | sort -u > "$scratch/opened"
	sort -u "$scratch/own" > "$scratch/wanted"
	diff "$scratch/wanted" "$scratch/opened" >&2 ||
		fail "$1 can open something else (>), or not its own (<)"
}

# tries VERB [OPTION]...: it tries to open everything, below the walls that it has raised
tries() {
	WELKOM_SHIM_TRY=$everything on welkom-desk "$@" --config "$conf" > "$scratch/out" 2> "$scratch/log" \
		< /dev/null || fail "$*: exit $?"
}

cat > "$scratch/short" <<TEXT
wait start here
signal TERM
exit 0
TEXT
WELKOM_SHIM_TRY=$everything
export WELKOM_SHIM_TRY
"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/short" -- \
	sh -c 'cd "$0" && exec welkom-desk "$@" 2> '"'$scratch/log'" "$scratch/here" --config "$conf" \
	> "$scratch/screens" || fail "the screen that tries files"
unset WELKOM_SHIM_TRY
{
	all reads "$inbox" "$store" "$state" "$scratch/conf" "$HOME" "$scratch/here"
	files writes "$inbox/db" "$inbox/keys" "$store/db" "$store/keys" "$HOME" "$scratch/here"
	printf 'writes %s\n' "$state/ledger" "$store/lock"
} > "$scratch/own"
compare "the screen"

# at the root of all files neither it nor home opens them
WELKOM_SHIM_TRY=$everything "$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" \
	-e HOME=/ "$scratch/short" -- sh -c 'cd / && exec welkom-desk "$@" 2> '"'$scratch/log'" sh \
	--config "$conf" > "$scratch/screens" || fail "the screen that tries files from the root of all"
{
	all reads "$inbox" "$store" "$state" "$scratch/conf"
	files writes "$inbox/db" "$inbox/keys" "$store/db" "$store/keys"
	printf 'writes %s\n' "$state/ledger" "$store/lock"
} > "$scratch/own"
compare "the screen at the root"

tries overview
{
	all reads "$inbox" "$store" "$state" "$scratch/conf"
	files writes "$inbox/db" "$store/db"
} > "$scratch/own"
cp "$scratch/own" "$scratch/looks"
compare overview

tries ledger verify --key "$key"
{
	cat "$scratch/looks"
	all reads "$scratch/owner"
	files writes "$scratch/owner"
} > "$scratch/own"
compare "ledger verify"

tries trace --key "$key" --passphrase-file "$passphrase" --from "$(hour_from 0)" --to "$(hour_to 0)" \
	--reason contact-tracing --output "$scratch/here/list"
rm "$scratch/here/list"
{
	cat "$scratch/looks"
	all reads "$scratch/owner" "$scratch/here"
	files writes "$inbox/keys" "$store/keys" "$scratch/owner" "$scratch/here"
	printf 'writes %s\n' "$state/ledger" "$store/lock"
	echo "reads $passphrase"
} > "$scratch/own"
compare trace

echo 'another long passphrase of words' > "$scratch/secret/next"
everything="$everything
$scratch/secret/next"
tries passwd --key "$key" --passphrase-file "$passphrase" --new-passphrase-file "$scratch/secret/next"
{
	all reads "$scratch/conf" "$scratch/owner"
	files writes "$scratch/owner"
	printf 'reads %s\n' "$passphrase" "$scratch/secret/next"
} > "$scratch/own"
compare passwd
passphrase=$scratch/secret/next

# the clock alone can be written over, and nothing made beside it
tries confirm-clock "$(date -u -d "@$begin" +%Y-%m-%dT%H:%M)"
{
	cat "$scratch/looks"
	files writes "$state"
	printf 'writes %s\n' "$store/lock"
} > "$scratch/own"
compare confirm-clock

# --- what it can call ----------------------------------------------------------------------------

# Each ends the program under the shim, where it would only be refused otherwise.
for what in execve fork socket ptrace; do
	got=0
	WELKOM_SHIM_ATTEMPT=$what on welkom-desk overview --config "$conf" > "$scratch/out" \
		2> "$scratch/err" < /dev/null || got=$?
	[ "$got" -eq 159 ] || fail "$what: exit $got"
	has_not "$scratch/err" "could $what"
done

# On a kernel without landlock it says so, once, and goes on.
WELKOM_SHIM_LOOSE=1 on welkom-desk trace --config "$conf" --key "$key" --passphrase-file "$passphrase" \
	--from "$(hour_from 0)" --to "$(hour_to 0)" --reason contact-tracing > "$scratch/out" \
	2> "$scratch/err" < /dev/null || fail "the desk without landlock"
[ "$(grep -c '(landlock)' "$scratch/err")" -eq 1 ] || fail "it does not say once that it has no landlock"
has "$scratch/out" 'Femke Visser'

# Nor does it need anything on a machine as it is, without the shim.
welkom-desk overview --config "$conf" > "$scratch/out" 2> "$scratch/err" || fail "the desk without the shim"
is_empty "$scratch/err"
