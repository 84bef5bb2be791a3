# SPDX-License-Identifier: ISC
# udev asks systemd to mount a stick with the label WELKOM when it is on USB and has a FAT file system, and no
# other; nothing is run for it.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/system/tree.sh"
inside sh -c 'command -v udevadm' > "$scratch/out" || skip "there is no udevadm (WELKOM_LAYER)"
device=$(find /sys/class/block/ -mindepth 1 -name 'loop*' | LC_ALL=C sort | head -n 1)
[ "$device" ] || skip "there is no block device to be taken for a stick"

rules=$(variable udevrulesdir)
mkdir -p "$tree/etc/udev/rules.d" "$tree/run/udev"
[ "$rules" = /usr/lib/udev/rules.d ] || cp "$tree$rules/70-welkom.rules" "$tree/etc/udev/rules.d/"

# plug BUS TYPE LABEL: what udev would do with such a stick is in $scratch/said
plug() {
	echo "SUBSYSTEM==\"block\", ENV{ID_BUS}=\"$1\", ENV{ID_FS_TYPE}=\"$2\", ENV{ID_FS_LABEL}=\"$3\"" \
		> "$tree/etc/udev/rules.d/69-test.rules"
	inside udevadm test --action=add "$device" > "$scratch/said" 2>&1 || fail "udevadm: $?"
	has "$scratch/said" 'ID_FS_TYPE='
	! grep -iE 'welkom\.rules:[0-9]' "$scratch/said" || fail "udev does not understand the rule"
}
wanted='SYSTEMD_WANTS=media-welkom.mount'
plug usb vfat WELKOM
has "$scratch/said" "$wanted"
grep -q '^TAGS=.*:systemd:' "$scratch/said" || fail "systemd is not told"
! grep -E '^run: .*welkom' "$scratch/said" || fail "something is run"
plug ata vfat WELKOM
has_not "$scratch/said" "$wanted"
plug usb ext4 WELKOM
has_not "$scratch/said" "$wanted"
plug usb vfat PHOTOS
has_not "$scratch/said" "$wanted"
[ -f "$tree$units/media-welkom.mount" ] || fail "there is no such unit"
