# SPDX-License-Identifier: ISC
# nth.sh: registers as they are before a step, and the steps, for the tests of calls and allocations
# that fail (60, 61): the file $steps for the program $NTH, which says what a line means (nth/steps.h).
# The programs run with the shim nth.so, which has a clock that stands still.

# what is synced a thousand times is synced in memory
if [ -w /dev/shm ] && [ -z "${TMPDIR:-}" ]; then
	TMPDIR=/dev/shm
	export TMPDIR
fi
. "$WELKOM_TESTS/lib.sh"
need_play
[ -x "${NTH:-}" ] && [ -f "${NTH_SHIM:-}" ] || skip "only for Linux on x86-64"
[ -z "${WELKOM_SANITIZERS:-}" ] || [ -n "${NTH_SANITIZED:-}" ] || skip "sanitizers bring an allocator of their own"

run=$scratch/run
register=$run/register
inbox=$register/inbox
store=$register/store
state=$register/state
conf=$run/conf/welkom.conf
key=$run/owner/reception.key
passphrase=$run/passphrase
anna=$run/anna/anna.key
anna_passphrase=$run/anna-passphrase
steps=$scratch/steps
from=$scratch/from
mkdir -p "$run/owner" "$run/anna" "$from"
echo 'correct horse battery staple' > "$passphrase"
echo 'seven purple bicycles at noon' > "$anna_passphrase"
passed=0 # seconds since the test began, of the clock that stands still

on() {
	LD_PRELOAD=$NTH_SHIM WELKOM_NTH_NOW=$((begin + passed)) WELKOM_NTH_UP=$((100000 + passed)) "$@"
}

kiosk() {
	"$PLAY" -l 20 -e LD_PRELOAD="$NTH_SHIM" -e WELKOM_NTH_NOW=$((begin + passed)) \
		-e WELKOM_NTH_UP=$((100000 + passed)) "$1" -- \
		welkom-kiosk --config "$conf" --language en >> "$scratch/screens" ||
		fail "the kiosk did not do what $1 says"
}

reception() {
	on welkom-desk "$@" --config "$conf" --key "$key" --passphrase-file "$passphrase"
}

# quietly COMMAND...: it succeeds; what it says is of no interest.
quietly() {
	"$@" > "$scratch/out" 2> "$scratch/err" < /dev/null || {
		cat "$scratch/out" "$scratch/err" >&2
		fail "exit $?: $*"
	}
}

# keep NAME: the files as they are now are what steps begin with.
keep() {
	cp -a "$run" "$from/$1"
}

# back NAME: the files are again what they were then.
back() {
	rm -rf "$run"
	cp -a "$from/$1" "$run"
}

# at_clock SECONDS
at_clock() {
	passed=$1
}

# step NAME FROM PROGRAM [ARGUMENT]...: a step at the present time. Lines that say more about it
# follow, by say.
step() {
	{
		echo "step $1"
		echo "from $from/$2"
		echo "now $((begin + passed))"
		echo "up $((100000 + passed))"
		echo "run $WELKOM_BIN/$3"
		shift 3
		for word in "$@"; do
			echo "arg $word"
		done
	} >> "$steps"
}

say() {
	for line in "$@"; do
		echo "$line" >> "$steps"
	done
}

# desk_step NAME FROM [ARGUMENT]...: at the desk, with the configuration.
desk_step() {
	desk_name=$1 desk_from=$2
	shift 2
	step "$desk_name" "$desk_from" welkom-desk "$@" --config "$conf"
	case $desk_name in
	erase*) ;;
	*) say any-log ;;
	esac
}

# key_step NAME FROM [ARGUMENT]...: with the key of reception, too.
key_step() {
	desk_step "$@" --key "$key" --passphrase-file "$passphrase"
}

purge_step() {
	purge_name=$1 purge_from=$2
	shift 2
	step "$purge_name" "$purge_from" welkom-purge --config "$conf" "$@"
	case $* in
	*--quiet*) ;;
	*) say tells ;;
	esac
}

# --- registers -------------------------------------------------------------------------------

keep nothing
quietly on welkom-setup init --config "$conf" --state "$register" --key "$key" \
	--passphrase-file "$passphrase"
configure "$register"
keep empty
at_clock 60
printf '%s\n' 'Femke Viser' > "$run/femke"
printf '%s\n' 'Femke Visser' '' > "$run/right"
{
	steps 'Femke Viser' 0612345678
	steps 'Jan Jansen' 0612345679
	steps 'Zoe Last' 0612345670
	echo "$leave"
} > "$scratch/three"
quietly on welkom-purge --config "$conf" --quiet
kiosk "$scratch/three"
code > "$run/code"
keep inbox # three visits, not collected
at_clock $((hours + 60))
quietly on welkom-purge --config "$conf" --quiet
sign_in 'Sanne Bakker' 0612345671
keep both # and a fourth, an hour later; three are collected
quietly reception keys add anna --new-key "$anna" --new-passphrase-file "$anna_passphrase"
keep added
quietly on welkom-setup recipients install "$run/owner/recipients.new" --config "$conf" --yes
keep installed # not sealed to both yet
back both
quietly reception keys rotate
quietly on welkom-setup recipients install "$run/owner/recipients.new" --config "$conf" --yes
keep rotated
back both
quietly reception keys recovery safe --output "$run/sheet"
grep -E '^    [1-4]   ' "$run/sheet" | sed 's/^    .   //' > "$run/secret"
keep recovery
back both
at_clock $((13 * days))
quietly on welkom-purge --config "$conf" --quiet
sign_in 'Bert Laat' 0612345672
at_clock $((14 * days + 2 * hours))
keep due # both hours are due, that of Bert is not, and not collected
quietly on welkom-purge --config "$conf" --quiet
keep purged
back both
at_clock $((3 * days))
keep late
sed -i 's/^[0-9].*/0/' "$state/clock"
keep lost # the clock: in doubt
at_clock $((hours + 60))

# a window with all visits but Bert's
window_from=$(hour_from 0)
window_to=$(hour_to $hours)

# --- steps -----------------------------------------------------------------------------------

: > "$steps"
at_clock $((14 * days + 2 * hours))
purge_step 'due' due
purge_step 'due, JSON' due --json
purge_step 'nothing to do' purged --quiet
purge_step 'dry run' due --dry-run
purge_step 'status' purged --status
purge_step 'status, JSON' purged --status --json
month=$(date -u -d "@$((begin + passed))" +%Y-%m)
purge_step 'certificate' purged --certificate "$month"
purge_step 'certificate to a file' purged --certificate "$month" --output "$run/page"
say 'made page'
if [ -x "$WELKOM_BIN/welkom-pdf" ]; then
	purge_step 'certificate as PDF' purged --certificate "$month" --pdf "$run/page.pdf"
	say 'made page.pdf'
fi
step version purged welkom-purge --version
at_clock $((hours + 60))
purge_step 'collect' both
at_clock $((3 * days))
purge_step 'confirm the clock' lost --confirm-clock "$(utc $((3 * days)))"

at_clock $((hours + 60))
desk_step 'overview' both overview
say tells
for form in text csv json; do
	key_step "trace, $form" both trace --from "$window_from" --to "$window_to" \
		--reason contact-tracing --reference T/1 --format $form
done
key_step 'trace to a file' both trace --from "$window_from" --to "$window_to" \
	--reason contact-tracing --reference T/1 --format csv --output "$run/list.csv"
say 'made list.csv'
key_step 'find' both find --reason access --reference T/1 --recognised in-person --query-file "$run/femke"
key_step 'access' both access --reference T/1 --recognised in-person --query-file "$run/femke" \
	--output "$run/letter" --language en
say 'made letter'
desk_step 'erase by code' both erase --reference T/1 --yes --query-file "$run/code" --language en
key_step 'erase' both erase --reference T/1 --yes --recognised in-person --query-file "$run/femke" \
	--language en
key_step 'rectify' both rectify --reference T/1 --yes --recognised in-person \
	--query-file "$run/femke" --correction-file "$run/right" --language en
say new-boxes
desk_step 'incident' both incident --reference T/1
say tells
key_step 'drill' both drill
key_step 'drill, sealed anew' installed drill
say new-boxes
key_step 'drill, after a rotation' rotated drill
say new-boxes
desk_step 'exports' both exports
desk_step 'ledger' both ledger verify --key "$key"
desk_step 'keys list' both keys list
key_step 'keys add' both keys add anna --new-key "$anna" --new-passphrase-file "$anna_passphrase"
say loose 'made anna/anna.key'
key_step 'keys revoke' installed keys revoke anna
key_step 'keys rotate' both keys rotate
say loose 'made owner/reception.next.key'
key_step 'keys copy' both keys copy "$run/copy.key"
say 'made copy.key'
key_step 'keys recovery' both keys recovery safe --output "$run/sheet"
say loose 'made sheet'
desk_step 'recover' recovery recover --output "$run/new.key" --secret-file "$run/secret" \
	--new-passphrase-file "$anna_passphrase"
say loose 'made new.key'
key_step 'passwd' both passwd --new-passphrase-file "$anna_passphrase"
at_clock $((3 * days))
desk_step 'confirm-clock' lost confirm-clock "$(utc $((3 * days)))"
say tells
step version late welkom-desk --version

at_clock 60
step init nothing welkom-setup init --config "$conf" --state "$register" --key "$key" \
	--passphrase-file "$passphrase"
say loose alone
at_clock $((hours + 60))
step 'recipients install' added welkom-setup recipients install "$run/owner/recipients.new" \
	--config "$conf" --yes
step doctor both welkom-setup doctor --config "$conf"
say tells loose
step 'doctor, JSON' both welkom-setup doctor --config "$conf" --json
say tells loose
step version both welkom-setup --version

step 'a visit' both welkom-kiosk --config "$conf" --language en
say 'wait Start' 'type \r' 'wait Before you type' 'type \r' 'wait Your name' 'type Nina Nieuw\r' \
	'wait phone number' 'type 0612345673\r' 'wait You are signed in' noted 'type \r' 'wait Start' \
	'signal 15' once any-log
step version both welkom-kiosk --version

# --- what must work afterwards ---------------------------------------------------------------

cat >> "$steps" <<TEXT
finish purge
run $WELKOM_BIN/welkom-purge
arg --config
arg $conf
arg --quiet
TEXT
# opens KEY PASSPHRASE: whoever can open shows all visits
opens() {
	say "finish open with $1" opens "run $WELKOM_BIN/welkom-desk"
	for word in trace --config "$conf" --key "$1" --passphrase-file "$2" --reason incident \
		--reference T/9 --from "$3" --to "$4"; do
		say "arg $word"
	done
}
for file in "$passphrase" "$anna_passphrase"; do
	opens "$key" "$file" "$window_from" "$window_to"
done
opens "$key" "$passphrase" "$(hour_from $((13 * days)))" "$(hour_to $((13 * days + 3600)))"
cat >> "$steps" <<TEXT
finish ledger
run $WELKOM_BIN/welkom-desk
arg ledger
arg verify
arg --config
arg $conf
looks
TEXT
