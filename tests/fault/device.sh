# SPDX-License-Identifier: ISC
# device.sh: a register on a device of its own, which can be unmounted and searched from its first
# byte to its last. Sourced with $kind, a file system, and $size, which it fits in; afterwards the
# device is mounted and $register lies on it.

: "${scratch:?is set by lib.sh}"
[ "$(id -u)" -eq 0 ] || skip "only root can mount a file system"
PATH=$PATH:/sbin:/usr/sbin
command -v "mkfs.$kind" > /dev/null || skip "there is no mkfs.$kind here"
[ -x "${FILL:-}" ] && [ -x "${SEARCH:-}" ] || skip "fill-register and search are not built"
image=$scratch/image
device=$scratch/device
register=$device/register
inbox=$register/inbox
store=$register/store
state=$register/state

attach() {
	mount -o loop "$image" "$device" 2> /dev/null || return 1
	mounts=$device
}

detach() {
	sync -f "$device"
	umount "$device"
	mounts=
}

# found N PATTERNS: so many of them are on the device.
found() {
	"$SEARCH" "$image" "$2" > "$scratch/hits" || fail "the device cannot be searched"
	[ "$(wc -l < "$scratch/hits")" -eq "$1" ] && return 0
	head -n 5 "$scratch/hits" >&2
	fail "$(wc -l < "$scratch/hits") of $(wc -l < "$2") patterns ($2) are on the device, not $1"
}

truncate -s "$size" "$image"
"mkfs.$kind" -q "$image" > /dev/null 2>&1 || fail "mkfs.$kind"
mkdir "$device"
attach || skip "no $kind can be mounted here"
