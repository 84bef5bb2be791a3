# SPDX-License-Identifier: ISC
# On real file systems: those that keep what was overwritten are warned of: btrfs,
# ext4 with data=journal or inline_data. Plain ext4 is fine, and XFS is noted.
set -eu
. "$WELKOM_TESTS/lib.sh"
[ "$(id -u)" -eq 0 ] || skip "only root can mount"
command -v losetup > /dev/null || skip "there is no losetup"
new_register

image=$scratch/image
disk=$scratch/disk
tried=0

# on_disk OPTIONS MKFS...: $out is what the doctor says of a register on a disk made by MKFS. Ends with
# 1 where it cannot be made here.
on_disk() {
	options=$1
	shift
	command -v "$1" > /dev/null || {
		echo "there is no $1"
		return 1
	}
	rm -f "$image"
	truncate -s 400M "$image"
	"$@" "$image" > "$scratch/mkfs" 2>&1 || {
		cat "$scratch/mkfs"
		return 1
	}
	mkdir -p "$disk"
	mount -o "loop$options" "$image" "$disk" 2> "$scratch/mount" || {
		cat "$scratch/mount"
		return 1
	}
	mounts=$disk
	cp -a "$register" "$disk/register"
	configure "$disk/register"
	at 60 welkom-setup doctor --config "$conf" > "$scratch/out" 2> "$scratch/err" || true
	is_empty "$scratch/err"
	grep '^[a-z]*  *File system' "$scratch/out"
	umount "$disk"
	mounts=
	tried=$((tried + 1))
}

# said WORD TEXT
said() {
	grep -q "^$1  *File system  *.*$2" "$scratch/out" || fail "not $1 ... $2"
}

# Even root may not read every device.
! on_disk '' mkfs.ext4 -q -O ^inline_data || said '\(fine\|note\)' ext4
! on_disk '' mkfs.btrfs -q || said look btrfs
! on_disk ',data=journal' mkfs.ext4 -q || said look 'data=journal'

# the default of the file system, which the mount does not show
mkfs_journal() {
	mkfs.ext4 -q "$1" && tune2fs -o journal_data "$1"
}
! on_disk '' mkfs_journal || said look 'data=journal'

if on_disk '' mkfs.ext4 -q -O inline_data; then
	grep -q 'cannot be seen' "$scratch/out" || said look inline_data
fi
! on_disk '' mkfs.xfs -q -m reflink=1 || said note XFS
if on_disk '' mkfs.xfs -q -m reflink=0; then
	grep -q 'unless a copy' "$scratch/out" || said fine xfs
fi
[ $tried -gt 0 ] || skip "no file system can be made and mounted here"
