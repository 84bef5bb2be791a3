# SPDX-License-Identifier: ISC
# tree.sh: a machine of its own for a test, after lib.sh: this machine with a layer over it, in a mount
# namespace of its own, so that accounts and files in /etc are made and removed in the layer alone. Its
# processes are apart from those of the machine too.
# The programs are installed in it, and the register lies on an ext4 image where there can be one.
# WELKOM_LAYER names a folder with more programs for it, such as the package cron, unpacked.
#
#     inside COMMAND...          runs it in the tree, as root
#     as ACCOUNT COMMAND...      as an account, with its groups, and nothing of the environment
#     $tree $upper $changed ...  see below

: "${scratch:?is set by lib.sh}"
[ "$(id -u)" -eq 0 ] || skip "only root can make accounts"
[ -z "${WELKOM_SANITIZERS:-}" ] || skip "a sanitizer reads the memory of its own account only"
grep -q overlay /proc/filesystems || skip "there is no overlay file system"
command -v setpriv > /dev/null || skip "there is no setpriv"

if [ -z "${WELKOM_TREE:-}" ]; then
	unshare --mount --pid --fork --propagation private true 2> /dev/null || skip "no namespaces can be made here"
	got=0
	WELKOM_TREE=yes unshare --mount --pid --fork --kill-child --propagation private sh "$0" || got=$?
	exit $got
fi
unset WELKOM_TREE

# variable NAME: of the build, as make knows it
variable() {
	printf 'include Makefile\nshow:\n\t@echo "$(%s)"\n' "$1" |
		MAKEFLAGS='' MAKELEVEL='' make -s -C "$top_builddir/data" -f - show
}
bindir=$(variable bindir)
sbindir=$(variable sbindir)
etc=$(variable sysconfdir)/welkom
lib=$(variable localstatedir)/lib
pkgdata=$(variable pkgdatadir)
units=$(variable systemdsystemunitdir)

tree=$scratch/tree
upper=$scratch/layer/upper # what the tree has besides the machine
mkdir -p "$scratch/layer" "$tree"
mount -t tmpfs -o mode=755 layer "$scratch/layer"
mounts=$scratch/layer

# lay LOWER NAME FOLDER: LOWER with a layer of its own
lay() {
	mkdir -p "$scratch/layer/$2" "$scratch/layer/$2.work"
	mount -t overlay -o "lowerdir=$1,upperdir=$scratch/layer/$2,workdir=$scratch/layer/$2.work" \
		overlay "$3" || skip "the machine cannot be laid below another"
	mounts="$3 $mounts"
}
lay / upper "$tree"
# /usr apart, or whoever looks through the tree would look for long
lay /usr usr "$tree/usr"
[ -z "${WELKOM_LAYER:-}" ] ||
	tar -C "$WELKOM_LAYER" -cf - . | tar -C "$tree" --keep-directory-symlink -xf -

# mount_in OPTION... FOLDER: mounts something in the tree
mount_in() {
	eval "mount_at=\$$#"
	mkdir -p "$mount_at"
	mount "$@"
	mounts="$mount_at $mounts"
}
mount_in -t proc proc "$tree/proc"
# Devices of its own and a /sys that cannot be written: nothing that runs in there, such as udev, may
# change this machine.
mount_in -t tmpfs -o mode=755 dev "$tree/dev"
for device in 'null 1 3' 'zero 1 5' 'full 1 7' 'random 1 8' 'urandom 1 9' 'tty 5 0'; do
	set -- $device
	mknod -m 666 "$tree/dev/$1" c "$2" "$3"
done
mount_in --rbind /dev/pts "$tree/dev/pts"
ln -s pts/ptmx "$tree/dev/ptmx"
mount_in -t tmpfs -o mode=1777 shm "$tree/dev/shm"
mount_in -t sysfs -o ro sys "$tree/sys"
mount_in -t tmpfs -o mode=1777 tmp "$tree/tmp"
# what else this machine has is nobody's business, and would be looked through as well
for folder in "$tree"/* "$tree/var/tmp" "$tree/var/cache"; do
	case ${folder#"$tree/"} in
	bin | dev | etc | lib* | media | mnt | proc | run | sbin | srv | sys | tmp | usr | var) ;;
	*) [ ! -d "$folder" ] || [ -L "$folder" ] || mount_in -t tmpfs -o mode=755 other "$folder" ;;
	esac
done
mount_in -t tmpfs -o mode=755 run "$tree/run"

# what an earlier installation may have left on this machine
rm -rf "${tree:?}$etc" "${tree:?}$lib/welkom" "$tree/etc/cron.d/welkom" \
	"$tree/etc/ssh/sshd_config.d/welkom.conf"
for account in kiosk keeper desk; do
	chroot "$tree" userdel "welkom-$account" 2> /dev/null || true
done
for group in winbox wstore; do
	chroot "$tree" groupdel "$group" 2> /dev/null || true
done
mkdir -p "$tree/etc/cron.d" "$tree/etc/ssh/sshd_config.d" "$tree${etc%/*}" "$tree$lib"

# The programs, and the way to them, which must be open to every account.
for folder in src data; do
	MAKEFLAGS='' MAKELEVEL='' make -s -C "$top_builddir/$folder" install DESTDIR="$tree" \
		> "$scratch/install" 2>&1 || {
		cat "$scratch/install" >&2
		fail "it cannot be installed"
	}
done
for path in "$bindir" "$sbindir" "$pkgdata/locale" "$etc" "$lib"; do
	while [ "$path" ]; do
		[ ! -d "$tree$path" ] || chmod a+rx "$tree$path"
		path=${path%/*}
	done
done

# The register lies on ext4, as on a real machine; or else on the layer.
on_ext4=no
if command -v mkfs.ext4 > /dev/null && truncate -s 48M "$scratch/layer/image" &&
	mkfs.ext4 -q -F "$scratch/layer/image" && mount -o loop "$scratch/layer/image" "$tree$lib"; then
	mounts="$tree$lib $mounts"
	rmdir "$tree$lib/lost+found"
	# its device, for who reads what kind of ext4 it is
	loop=$(findmnt -n -o SOURCE "$tree$lib")
	cp -a "$loop" "$tree$loop"
	on_ext4=yes
fi

inside() {
	chroot "$tree" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:"$sbindir:$bindir" \
		TZ=UTC0 LC_ALL=C.UTF-8 TERM="${TERM:-dumb}" "$@"
}

as() {
	as_account=$1
	shift
	inside setpriv --reuid="$as_account" --regid="$(inside id -g "$as_account")" --init-groups "$@"
}

setup() {
	inside "$sbindir/welkom-setup" "$@"
}

# init_system [OPTION]...: without questions
init_system() {
	echo 'correct horse battery staple' > "$tree/run/passphrase"
	mkdir -p "$tree/media/stick"
	setup init --system --key /media/stick/reception.key --passphrase-file /run/passphrase "$@"
}

# changes: names, kinds, modes, owners, links and bytes of all that the tree has besides the machine;
# not the lock of the account files and the copies that their tools keep of them.
changes() (
	for part in "$upper:." "$tree$lib:lib"; do
		[ -d "${part%:*}" ] || continue
		cd "${part%:*}"
		find . -xdev ! -name '*-shm' ! -name .pwd.lock ! -path './etc/*-' ! -path './run/*' \
			-printf '%p %y %m %u %g %l\n' | sed "s,^,${part##*:} ,"
		find . -xdev -type f ! -name .pwd.lock ! -path './etc/*-' -exec sha256sum {} +
	done | LC_ALL=C sort
)

config=$etc/welkom.conf
state=$lib/welkom
# from outside the tree
out_state=$tree$state
