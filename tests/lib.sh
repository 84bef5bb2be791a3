# SPDX-License-Identifier: ISC
# lib.sh: what the shell tests share. A test begins with:
#
#     set -eu
#     . "$WELKOM_TESTS/lib.sh"
#
# It has then a folder of its own, $scratch, which is removed when it ends, and a machine of its
# own: the programs run with a clock that stands still for it at ten past a full hour. Nothing here
# sleeps for a time; what must be waited for is waited for by name (until_true).

: "${WELKOM_BIN:?is set by make check}" "${WELKOM_TESTS:?is set by make check}"
PLAY=${PLAY:-}
SHIM=${SHIM:-}
PATH=$WELKOM_BIN:$PATH
export PATH

scratch=$(mktemp -d "${TMPDIR:-/tmp}/welkom-test.XXXXXX")
helpers= # processes to end
mounts=  # file systems to unmount

clean_up() {
	for clean in $helpers; do
		kill "$clean" 2> /dev/null || true
	done
	for clean in $mounts; do
		umount "$clean" 2> /dev/null || umount -l "$clean" || true
	done
	chmod -R u+rwX "$scratch" 2> /dev/null || true
	rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

# --- results ---------------------------------------------------------------------------------

fail() {
	echo "failed: $*" >&2
	exit 1
}

skip() {
	echo "skipped: $*"
	exit 77
}

# expect_exit CODE COMMAND...: what it says is in $scratch/out and $scratch/err.
expect_exit() {
	wanted=$1
	shift
	got=0
	"$@" > "$scratch/out" 2> "$scratch/err" < /dev/null || got=$?
	[ "$got" -eq "$wanted" ] && return 0
	cat "$scratch/out" "$scratch/err" >&2
	fail "exit $got instead of $wanted: $*"
}

# has FILE TEXT, has_not FILE TEXT: the bytes of TEXT are, or are not, in FILE.
has() {
	LC_ALL=C grep -aqF -e "$2" "$1" && return 0
	cat "$1" >&2
	fail "“$2” is not in $1"
}

has_not() {
	! LC_ALL=C grep -aqF -e "$2" "$1" && return 0
	cat "$1" >&2
	fail "“$2” is in $1"
}

# is_empty FILE
is_empty() {
	[ ! -s "$1" ] && return 0
	cat "$1" >&2
	fail "$1 is not empty"
}

# count FOLDER PATTERN: how many names in FOLDER match the shell PATTERN.
count() {
	find "$1" -mindepth 1 -maxdepth 1 -name "$2" | wc -l | tr -d ' '
}

# expect_count N FOLDER PATTERN
expect_count() {
	[ "$(count "$2" "$3")" -eq "$1" ] && return 0
	ls -la "$2" >&2
	fail "not $1 of $3 in $2"
}

# picture FOLDER > FILE: names, kinds, modes, sizes and bytes of all below it but SQLite's shared
# memory, which is no content.
picture() (
	cd "$1"
	find . ! -name '*-shm' ! -type d -exec stat -c '%n %F %a %s' {} + | LC_ALL=C sort
	find . ! -name '*-shm' -type d -exec stat -c '%n %F %a' {} + | LC_ALL=C sort
	find . ! -name '*-shm' -type f -exec sha256sum {} + | LC_ALL=C sort
)

# same_files FOLDER FILE: FOLDER looks as it did when FILE was its picture.
same_files() {
	picture "$1" > "$scratch/picture-now"
	diff -u "$2" "$scratch/picture-now" >&2 && return 0
	fail "$1 was changed"
}

# until_true COMMAND...: waits for it, at most ten seconds.
until_true() {
	tries=500
	until "$@" > /dev/null 2>&1; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || fail "waited in vain for: $*"
		sleep 0.02
	done
}

# --- the machine -----------------------------------------------------------------------------

need_shim() {
	[ -f "$SHIM" ] || skip "there is no machine.so"
}

need_play() {
	[ -x "$PLAY" ] || skip "built without libvterm"
	(: <> /dev/ptmx) 2> /dev/null || skip "there are no terminals here"
}

# machine [NAME VALUE]...: another setting of the machine (see shim/machine.c), besides those made
# before. The file is written over, never replaced: programs that run have it open.
machine() {
	while [ $# -ge 2 ]; do
		case $1 in
		offset) m_offset=$2 ;;
		up) m_up=$2 ;;
		synced) m_synced=$2 ;;
		boot) m_boot=$2 ;;
		hurry) m_hurry=$2 ;;
		*) fail "machine: there is no setting $1" ;;
		esac
		shift 2
	done
	write_machine "$scratch/machine"
}

# write_machine FILE: the settings, twice the same 256 bytes.
write_machine() {
	settings="offset $m_offset
up $m_up
synced $m_synced
boot $m_boot
hurry $m_hurry
"
	printf '%-256s%-256s' "$settings" "$settings" 1<> "$1"
}

# The programs start at ten past the hour after next: so the hour does not change during a test,
# and the hardware clock of the real machine never happens to agree. TEST_HOURS: so many hours later.
begin=$(date +%s)
m_begin=$(((begin / 3600 + 2 + ${TEST_HOURS:-0}) * 3600 + 600 - begin))
begin=$((begin + m_begin))
m_offset=$m_begin

# in_the_morning: they start at 08:10 of the next day (UTC): for a test that is about one day.
in_the_morning() {
	m_begin=$((m_begin - begin))
	begin=$(((begin / 86400 + 1) * 86400 + 8 * 3600 + 600))
	m_begin=$((m_begin + begin))
	m_offset=$m_begin
}

m_up=0
m_synced=0
m_boot=11111111-1111-4111-8111-111111111111
m_first_boot=$m_boot
m_hurry=1
machine

# reboot SECONDS WORD: the machine was started that long ago, which is its boot WORD (8 digits).
reboot() {
	machine up $(($1 - m_uptime)) boot "$2-2222-4222-8222-222222222222"
}

# on COMMAND...: runs it on the machine as it is set.
on() {
	LD_PRELOAD=$SHIM WELKOM_SHIM=$scratch/machine "$@"
}

# at SECONDS COMMAND...: runs it when the machine has been on for that long since the test began.
at() {
	machine offset $((m_begin + $1)) up "$1"
	shift
	on "$@"
}

# spent: how many seconds the test has taken so far. Their clock goes on meanwhile: where a minute
# matters, at $((N - $(spent))) is N seconds after the test began, however slow the machine is.
spent() {
	echo $(($(date +%s) + m_begin - begin))
}

# utc SECONDS: that long after the test began, as the programs read times.
utc() {
	date -u -d "@$((begin + $1))" +%Y-%m-%dT%H:%M:%SZ
}

# The full hours around that moment.
hour_from() {
	date -u -d "@$(((begin + $1) / 3600 * 3600))" +%Y-%m-%dT%H:%MZ
}

hour_to() {
	date -u -d "@$(((begin + $1) / 3600 * 3600 + 3600))" +%Y-%m-%dT%H:%MZ
}

hours=3600
days=86400

# --- a register ------------------------------------------------------------------------------

register=$scratch/register
inbox=$register/inbox
store=$register/store
state=$register/state
conf=$scratch/conf/welkom.conf
key=$scratch/owner/reception.key
passphrase=$scratch/passphrase

# Passphrases cost nothing on this machine: a second of each test otherwise. Programs that run without
# the shim open only keys that were made cheap.
WELKOM_SHIM_CHEAP=1
export WELKOM_SHIM_CHEAP

# slip CODE: the erasure code with one character wrong.
slip() {
	case $1 in
	0*) echo "1${1#?}" ;;
	*) echo "0${1#?}" ;;
	esac
}

# cheapen KEY PASSPHRASE-FILE: reading it takes no time, on any machine.
cheapen() {
	[ ! -x "${CHEAP:-}" ] || on "$CHEAP" "$1" "$2" || fail "the key $1 cannot be made cheap"
}

# new_register: one of an ordinary organisation, made the way people make it.
new_register() {
	need_shim
	mkdir -p "$scratch/owner"
	echo 'correct horse battery staple' > "$passphrase"
	at 0 welkom-setup init --config "$conf" --state "$register" --key "$key" \
		--passphrase-file "$passphrase" > "$scratch/init.out" < /dev/null ||
		fail "init: exit $?"
	cheapen "$key" "$passphrase"
	m_uptime=$(sed -n 's/^boottime //p' "$state/clock")
	configure "$register"
}

# configure STATE [LINE]...: writes the configuration, more lines of [kiosk] last.
configure() {
	review=$(date -u -d "@$((begin + 180 * days))" +%Y-%m-%d)
	cat > "$conf" <<TEXT
[register]
state_dir = $1
[controller]
organisation = Test school
contact = visitors@school.example
basis = public-task
review_by = $review
[kiosk]
language = en
calling_code = 31
TEXT
	shift
	for line in "$@"; do
		echo "$line" >> "$conf"
	done
}

purge() {
	on welkom-purge --config "$conf" "$@"
}

# trace FROM TO [OPTION]...
trace() {
	trace_from=$1
	trace_to=$2
	shift 2
	on welkom-desk trace --config "$conf" --key "$key" --passphrase-file "$passphrase" \
		--from "$trace_from" --to "$trace_to" --reason contact-tracing "$@"
}

# visits: how many are in the text that trace has written to $scratch/out
visits() {
	grep -c '^2[0-9-]* [0-9:]* ' "$scratch/out" || true
}

# ledger_lines [WHAT]: how many lines the ledger has, of one kind or of all.
ledger_lines() {
	awk -F '\t' -v what="${1:-}" 'what == "" || $3 == what { n++ } END { print n + 0 }' \
		"$state/ledger"
}

# expect_lines N [WHAT]
expect_lines() {
	[ "$(ledger_lines "${2:-}")" -eq "$1" ] && return 0
	cat "$state/ledger" >&2
	fail "the ledger has not $1 lines ${2:+of $2}"
}

. "$WELKOM_TESTS/steps.sh"
