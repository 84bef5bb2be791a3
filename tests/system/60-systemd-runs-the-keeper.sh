# SPDX-License-Identifier: ISC
# systemd itself, as the first process of the tree, starts the job by the timer that "init --system" has
# enabled, with everything that the unit takes away: the keeper gets all it needs, and what it writes keeps
# owner, group and mode.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/system/tree.sh"
systemd=
for path in /usr/lib/systemd/systemd /lib/systemd/systemd; do
	[ ! -x "$tree$path" ] || systemd=$path
done
[ "$systemd" ] || skip "there is no systemd"
case $sbindir/ in
/tmp/* | /var/tmp/* | /home/* | /root/* | /run/*) skip "the unit hides $sbindir from the job" ;;
esac
grep -q cgroup2 /proc/filesystems || skip "there are no control groups"

init_system --schedule timer --desk staff-key > "$scratch/init" || fail "init --system"

# Nothing is started but the timer, nothing can be set in this machine, and /sys was read-only before.
for folder in "$tree/etc/systemd/system" "$tree/usr/lib/systemd/system"; do
	rm -rf "$folder/sysinit.target.wants" "$folder/basic.target.wants" "$folder/sockets.target.wants" \
		"$folder/local-fs.target.wants" "$folder/multi-user.target.wants"
	mkdir -p "$folder"
done
find "$tree/etc/systemd/system/timers.target.wants" "$tree/usr/lib/systemd/system/timers.target.wants" \
	-mindepth 1 ! -name 'welkom-*' -delete 2> /dev/null || true
cp "$tree$units/"welkom-* "$tree/etc/systemd/system/"
for unit in systemd-udevd.service systemd-journald.service tmp.mount; do
	ln -sf /dev/null "$tree/etc/systemd/system/$unit"
done
cat > "$scratch/start" <<TEXT
set -eu
echo 0 > "\$1/cgroup.procs"
exec unshare --mount --pid --fork --kill-child --cgroup --uts --ipc --net --propagation private sh "$scratch/inner"
TEXT
cat > "$scratch/inner" <<TEXT
set -eu
mount -t proc proc "$tree/proc"
mount --bind "$tree/proc/sys" "$tree/proc/sys"
mount -o remount,bind,ro "$tree/proc/sys"
mount -t cgroup2 cgroup "$tree/sys/fs/cgroup"
mkdir -p "$tree/mnt/old"
cd "$tree"
# not chroot: nobody may make a name space of users in one
pivot_root . mnt/old
umount -l /mnt/old
exec env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin "$systemd" --system --unit=timers.target \
	--log-target=console --show-status=no
TEXT
mkdir "$scratch/cgroup"
mount -t cgroup2 cgroup "$scratch/cgroup" || skip "control groups cannot be mounted here"
mounts="$scratch/cgroup $mounts"
group=$scratch/cgroup/welkom-test-$$-$(date +%s)
mkdir "$group" || skip "no control group can be made here"

run_of() {
	stat -c '%i %Y' "$out_state/state/last-purge"
}
run_of > "$scratch/before"
ran() {
	run_of > "$scratch/now"
	! cmp -s "$scratch/before" "$scratch/now"
}
sh "$scratch/start" "$group" > "$scratch/log" 2>&1 < /dev/null &
helpers=$!
# five seconds after the start, which takes its time too
started=no
for again in 1 2 3; do
	[ $started = yes ] || ! (until_true ran) 2> /dev/null || started=yes
done
kill -KILL $helpers
wait $helpers 2> /dev/null || true
helpers=
# what is left of the group is empty once its processes are gone
until_true sh -c "find '$group' -depth -type d -exec rmdir {} + ; [ ! -d '$group' ]"
[ $started = yes ] || {
	cat "$scratch/log" >&2
	fail "the timer did not start the job"
}

for file in 'clock 664' 'last-purge 644'; do
	is=$(chroot "$tree" stat -c '%a %U:%G' "$state/state/${file% *}")
	[ "$is" = "${file#* } welkom-keeper:wstore" ] || fail "${file% *} is $is"
done
expect_exit 0 as welkom-keeper "$sbindir/welkom-purge" --status --config "$config"
expect_exit 0 as welkom-desk "$bindir/welkom-desk" overview --config "$config"
