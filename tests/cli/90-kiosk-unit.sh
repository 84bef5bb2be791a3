# SPDX-License-Identifier: ISC
# The kiosk's unit is one that systemd understands, starts programs that are installed, has an exposure
# of 0.5 or lower, and forbids nothing that the kiosk does: it signs a visitor in and takes back the
# entry with exactly the system calls of the unit.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/units.sh"
new_register

made=$top_builddir/data/welkom-kiosk@.service
[ -f "$made" ] || fail "there is no $made"

# --- what it starts is installed ---------------------------------------------------------------

install_programs
commands_of "$made" > "$scratch/commands"
[ "$(wc -l < "$scratch/commands")" -eq 3 ] || fail "not three commands"
while read -r program words; do
	[ -x "$scratch/root$program" ] || fail "$program is not installed"
	case $program in
	*/welkom-setup)
		# with an option that asks for help it takes the other words
		"$scratch/root$program" $words --help > "$scratch/help" || fail "$program $words"
		;;
	esac
done < "$scratch/commands"
grep -qx 'ExecStart=.*/welkom-kiosk --config .*/welkom/welkom\.conf' "$made" || fail "no kiosk"
! grep -E '@[a-z]+@' "$made" || fail "a path was not filled in"

# --- systemd understands it --------------------------------------------------------------------

unit=$scratch/unit/welkom-kiosk@tty1.service
copy_unit "$made" "$unit"
good "$unit"
sees "$unit" 's/^PrivateNetwork=.*//; s/^PrivateUsers=.*//; s/^RestrictAddressFamilies=.*//' \
	'exposure level'
sees "$unit" 's/^ProtectHome=/ProtectHouse=/' 'ProtectHouse'
sees "$unit" 's,^\(ExecStart=.*\)/welkom-kiosk ,\1/welkom-kioks ,' 'welkom-kioks'

# what matters and has no figure
for line in 'User=welkom-kiosk' 'Restart=always' 'RestartPreventExitStatus=10' 'StandardInput=tty-force' \
	'StandardError=journal' 'LimitCORE=0' 'MemorySwapMax=0' 'NoExecPaths=/'; do
	grep -qx "$line" "$made" || fail "the unit has no line $line"
done
grep -qE '^ExecStartPre=\+.*/welkom-setup console lock --tty /dev/%I$' "$made" || fail "no lock"
grep -qE '^ExecStopPost=\+.*/welkom-setup console unlock --tty /dev/%I$' "$made" || fail "no unlock"
# boot_id is not in such a /proc, and the kiosk would be closed without it
! grep -q '^ProcSubset=pid' "$made" || fail "ProcSubset=pid"

# --- and allows what the kiosk does --------------------------------------------------------------

calls_of "$made"
# what the kiosk confines itself with
for call in landlock_create_ruleset landlock_add_rule landlock_restrict_self seccomp prctl; do
	may $call || fail "the unit forbids $call"
done
for call in mount ptrace bpf setuid fchown setpriority kexec_load; do
	! may $call || fail "the unit allows $call"
done

# Started by root, SQLite gives its files to the owner of the database; the unit's kiosk is not root.
[ "$(id -u)" -ne 0 ] || echo fchown >> "$scratch/calls"

filter confined
need_play

# run SCRIPT PROGRAM...: plays SCRIPT at a kiosk that PROGRAM runs. As in the unit, standard error is
# no terminal; otherwise the kiosk would need a socket to log.
run() {
	run_script=$1
	shift
	"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$run_script" -- \
		sh -c 'log=$1 && shift && exec "$@" 2>> "$log"' sh "$scratch/log" "$@" \
		welkom-kiosk --config "$conf" --language en >> "$scratch/screens"
}

{
	steps 'Unit Visitor' '+31 6 12345678'
	echo "$leave"
} > "$scratch/visit"
run "$scratch/visit" "$scratch/confined" || fail "nobody can sign in with the filter of the unit"
expect_count 1 "$inbox/keys" '*.key'

# taken back, on a terminal of another size, closed and opened
cat > "$scratch/back" <<TEXT
wait Start
resize 100x30
key Left
wait > Erase my entry
key Enter
wait Type the code
type $(code)
wait $(code)
key Enter
wait Erase the entry with this code
key Left
cursor-on >  Erase
key Enter
wait Within 15 minutes
key Enter
wait Start
run mv "$state/last-purge" "$scratch/away"
wait Please go to reception
run mv "$scratch/away" "$state/last-purge"
wait Start
$leave
TEXT
run "$scratch/back" "$scratch/confined" || fail "nobody can take an entry back with that filter"

has "$scratch/log" 'no entries are taken, code S1'

# The filter filters: without one call that the kiosk needs, it does not work.
sed -i '/^pwrite64$/d' "$scratch/calls"
filter tighter
! run "$scratch/visit" "$scratch/tighter" 2> "$scratch/err" || fail "the filter does nothing"
has "$scratch/err" 'ended with 159'
