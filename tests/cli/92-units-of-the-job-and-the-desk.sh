# SPDX-License-Identifier: ISC
# The units of the nightly job and of the desk, the timer, and the mount of a stick are ones that systemd
# understands, start programs that are installed, have an exposure of 0.5 or lower, and forbid nothing
# that those programs do. The accounts and the modes at boot are as systemd's tools read them.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/units.sh"
data=$(cd "$WELKOM_TESTS/../data" && pwd)
built=$top_builddir/data
install_programs

# --- what they start is installed ----------------------------------------------------------------

# starts UNIT WORDS N
starts() {
	[ -f "$1" ] || fail "there is no $1"
	! grep -E '@[a-z]+@' "$1" || fail "a path was not filled in"
	commands_of "$1" > "$scratch/commands"
	[ "$(wc -l < "$scratch/commands")" -eq "$3" ] || fail "not $3 commands in $1"
	while read -r program words; do
		[ -x "$scratch/root$program" ] || fail "$program is not installed"
	done < "$scratch/commands"
	grep -qx "ExecStart=$2" "$1" || fail "$1 does not start $2"
}

starts "$built/welkom-purge.service" '.*/welkom-purge --config .*/welkom/welkom\.conf --quiet' 1
starts "$built/welkom-desk@.service" '.*/welkom-desk --config .*/welkom/welkom\.conf --idle-exit 60' 3

# --- systemd understands them --------------------------------------------------------------------

purge_unit=$scratch/unit/welkom-purge.service
desk_unit=$scratch/unit/welkom-desk@tty1.service
copy_unit "$built/welkom-purge.service" "$purge_unit"
copy_unit "$built/welkom-desk@.service" "$desk_unit"
# each names the other
copy_unit "$built/welkom-kiosk@.service" "$scratch/unit/welkom-kiosk@tty1.service"
good "$purge_unit"
good "$desk_unit"
cp "$data/welkom-purge.timer" "$data/media-welkom.mount" "$scratch/unit"
good "$scratch/unit/welkom-purge.timer" > /dev/null
# what tells the disk is for a folder of any name, and starts nothing of ours
for unit in welkom-trim.path welkom-trim.service; do
	! grep -E '@[a-z]+@' "$built/$unit" || fail "a path was not filled in"
	cp "$built/$unit" "$scratch/unit"
done
systemd-analyze verify --man=no "$scratch/unit/welkom-trim.service" "$scratch/unit/welkom-trim.path" \
	> "$scratch/out" 2>&1 || fail "systemd does not understand it: $(cat "$scratch/out")"
! grep welkom-trim "$scratch/out" || fail "systemd has something against it"
good "$scratch/unit/media-welkom.mount" > /dev/null
sees "$purge_unit" 's/^PrivateNetwork=.*//; s/^PrivateUsers=.*//' 'exposure level'
sees "$desk_unit" 's/^NoNewPrivileges=.*//; s/^CapabilityBoundingSet=.*//' 'exposure level'
sees "$scratch/unit/welkom-purge.timer" 's/^OnCalendar=.*/OnCalendar=sometimes/' 'sometimes'
sees "$scratch/unit/media-welkom.mount" 's,^Where=.*,Where=/media/other,' 'Where'

# what matters and has no figure
has_lines() {
	lines_of=$1
	shift
	for line in "$@"; do
		grep -qxF -e "$line" "$lines_of" || fail "$lines_of has no line $line"
	done
}
# no line SCRIPT
has_no_line() {
	! grep -E "$2" "$1" || fail "$1 has $2"
}
has_lines "$built/welkom-purge.service" 'User=welkom-keeper' 'Type=oneshot' 'LimitCORE=0' \
	'MemorySwapMax=0' 'NoExecPaths=/' 'PrivateNetwork=yes' 'CapabilityBoundingSet='
# the boot id and adjtimex
has_no_line "$built/welkom-purge.service" '^(ProcSubset|ProtectClock|StateDirectory)='
# the keeper hashes nothing, but reads many rows and has one child
[ "$(sed -n 's/^MemoryMax=\([0-9]*\)M$/\1/p' "$built/welkom-purge.service")" -ge 256 ] ||
	fail "too little memory"
has_lines "$built/welkom-desk@.service" 'User=welkom-desk' 'Restart=no' 'LimitCORE=0' \
	'MemorySwapMax=0' 'NoExecPaths=/' 'StandardError=journal' \
	'OnSuccess=welkom-kiosk@%i.service' 'OnFailure=welkom-kiosk@%i.service'
has_no_line "$built/welkom-desk@.service" '^(ProcSubset|StateDirectory|WantedBy)='
has_no_line "$built/welkom-kiosk@.service" '^OnSuccess='
has_lines "$data/system/staff-key.conf" '[Unit]' 'OnSuccess=welkom-desk@%i.service'
has_lines "$data/welkom-purge.timer" 'OnCalendar=*:0/15' 'OnCalendar=*-*-* 03:07:00' 'Persistent=yes'
grep -q '^OnBootSec=' "$data/welkom-purge.timer" || fail "not at boot"

# --- the stick: only USB, only FAT, nothing to be run from it ---------------------------------------

for word in 'SUBSYSTEM=="block"' 'ENV{ID_BUS}=="usb"' 'ENV{ID_FS_TYPE}=="vfat"' \
	'ENV{ID_FS_LABEL}=="WELKOM"' 'ENV{SYSTEMD_WANTS}+="media-welkom.mount"'; do
	grep -v '^#' "$data/70-welkom.rules" | grep -qF -e "$word" || fail "the rule lacks $word"
done
has_no_line "$data/70-welkom.rules" '^[^#]*(RUN|PROGRAM|IMPORT)'
options=,$(sed -n 's/^Options=//p' "$data/media-welkom.mount"),
for word in nosuid nodev noexec sync uid=welkom-desk umask=0077; do
	case $options in
	*,$word,*) ;;
	*) fail "the stick is not mounted $word" ;;
	esac
done

# --- accounts and modes ------------------------------------------------------------------------------

if command -v systemd-sysusers > /dev/null; then
	mkdir -p "$scratch/tree/etc"
	systemd-sysusers --root="$scratch/tree" "$data/welkom.sysusers" 2> "$scratch/err" || {
		cat "$scratch/err" >&2
		fail "systemd-sysusers"
	}
	awk -F : '$1 ~ /^welkom-/ { print $1, $6, $7 }' "$scratch/tree/etc/passwd" | sort > "$scratch/found"
	diff -u - "$scratch/found" >&2 <<-TEXT || fail "the accounts"
	welkom-desk / /bin/sh
	welkom-keeper / /usr/sbin/nologin
	welkom-kiosk / /usr/sbin/nologin
	TEXT
	awk -F : '$1 ~ /^w(inbox|store)$/ { print $1, $4 }' "$scratch/tree/etc/group" | sort > "$scratch/found"
	diff -u - "$scratch/found" >&2 <<-TEXT || fail "the groups"
	winbox welkom-desk,welkom-keeper,welkom-kiosk
	wstore welkom-desk
	TEXT
	# and the keeper's own
	[ "$(awk -F : '$1 == "welkom-keeper" { print $4 }' "$scratch/tree/etc/passwd")" = \
		"$(awk -F : '$1 == "wstore" { print $3 }' "$scratch/tree/etc/group")" ] || fail "the keeper's group"
	! awk -F : '/^welkom-/ && $2 !~ /^[!*]/' "$scratch/tree/etc/shadow" | grep . ||
		fail "an account has no locked password"
fi

# The modes at boot are those that init makes, and nothing is made where nothing is.
if command -v systemd-tmpfiles > /dev/null && [ "$(id -u)" -eq 0 ]; then
	boot() {
		systemd-tmpfiles --root="$scratch/boot" --create "$scratch/boot.conf" 2> "$scratch/err" || {
			cat "$scratch/err" >&2
			fail "systemd-tmpfiles"
		}
	}
	mkdir -p "$scratch/boot/var/lib" "$scratch/boot/etc"
	sed -E 's,^(z ).*(/lib/welkom),\1/var\2,' "$built/welkom.tmpfiles" > "$scratch/boot.conf"
	grep -c '^z /var/lib/welkom' "$scratch/boot.conf" | grep -qx 8 || fail "not eight folders"
	boot
	expect_count 0 "$scratch/boot/var/lib" '*'
	need_shim
	register=$scratch/boot/var/lib/welkom inbox=$register/inbox store=$register/store
	state=$register/state
	new_register
	picture "$register" > "$scratch/before"
	chmod 777 "$store" "$inbox"
	chmod 700 "$store/keys"
	boot
	same_files "$register" "$scratch/before"
	chmod 777 "$store"
	picture "$register" > "$scratch/after"
	! cmp -s "$scratch/before" "$scratch/after" || fail "a picture has no modes"
fi

# --- and they allow what the programs do -----------------------------------------------------------
# With the machine's own clock: the shim would answer adjtimex in its place.

welkom-setup demo --prepare "$scratch/demo" > "$scratch/out" || fail "the demo"
demo=$scratch/demo/welkom.conf
demo_state=$scratch/demo/register
keys=$(count "$demo_state/store/keys" '*.key')

calls_of "$built/welkom-purge.service"
may clock_adjtime && may adjtimex || fail "the keeper cannot ask whether the clock is synchronised"
for call in mount ptrace bpf setuid chown settimeofday clock_settime kexec_load reboot; do
	! may $call || fail "the unit of the job allows $call"
done
# Started by root, SQLite gives its files to the owner of the database; the unit's job is not root.
[ "$(id -u)" -ne 0 ] || echo fchown >> "$scratch/calls"
filter confined
expect_exit 0 "$scratch/confined" welkom-purge --config "$demo"
[ "$(count "$demo_state/store/keys" '*.key')" -lt "$keys" ] || fail "nothing was destroyed"
# The filter filters, and that call is one of those the keeper makes.
sed -i '/adjtime/d' "$scratch/calls"
filter tighter
expect_exit 159 "$scratch/tighter" welkom-purge --config "$demo"

calls_of "$built/welkom-desk@.service"
for call in mount ptrace bpf setuid chown clock_settime; do
	! may $call || fail "the unit of the desk allows $call"
done
[ "$(id -u)" -ne 0 ] || echo fchown >> "$scratch/calls"
filter confined
expect_exit 0 "$scratch/confined" welkom-desk overview --config "$demo"
expect_exit 0 "$scratch/confined" welkom-desk trace --config "$demo" --key "$scratch/demo/reception.key" \
	--passphrase-file "$scratch/demo/passphrase" --from "$(date -u -d '-20 hours' +%Y-%m-%dT%H:%MZ)" \
	--to "$(date -u +%Y-%m-%dT%H:%MZ)" --reason contact-tracing
sed -i '/^pwrite64$/d' "$scratch/calls"
filter tighter
expect_exit 159 "$scratch/tighter" welkom-desk overview --config "$demo"
