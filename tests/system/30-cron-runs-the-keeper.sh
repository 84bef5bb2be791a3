# SPDX-License-Identifier: ISC
# cron itself accepts the file that "init --system" makes, and runs the job by it, as the keeper; a mistake
# in any line of the file would have it ignored as a whole.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/system/tree.sh"
inside sh -c 'command -v cron' > "$scratch/out" || skip "there is no cron (WELKOM_LAYER)"
cron=$(cat "$scratch/out")

init_system --schedule cron --desk ssh > "$scratch/init" 2>&1 || {
	# without an SSH server
	setup init --undo --yes > "$scratch/out" 2>&1 || true
	rm -f "$tree/media/stick/"*
	init_system --schedule cron --desk staff-key > "$scratch/init" || fail "init --system"
}
file=$tree/etc/cron.d/welkom
[ "$(stat -c '%a %u' "$file")" = '644 0' ] || fail "cron would not read a file of that mode"
[ "$(grep -cE '^(@reboot|[0-9*/]+ ).* welkom-keeper .*/welkom-purge --config .* --quiet$' "$file")" -eq 3 ] ||
	fail "not three lines"

# a machine with no other work for cron
find "$tree/etc/cron.d" -type f ! -name welkom -delete
rm -f "$tree/etc/crontab"
mkdir -p "$tree/var/spool/cron/crontabs"

# run_cron: starts it; the line for the start of the machine is due
run_cron() {
	rm -f "$tree/run/crond.reboot" "$tree/var/run/crond.reboot" "$tree/run/crond.pid"
	inside "$cron" -f > "$scratch/cron" 2>&1 &
	helpers=$!
}

# of the last run: replaced each time
run_of() {
	stat -c '%i %Y %U' "$out_state/state/last-purge"
}
run_of > "$scratch/before"
ran() {
	run_of > "$scratch/now"
	! cmp -s "$scratch/before" "$scratch/now"
}
run_cron
until_true ran
kill $helpers
wait $helpers 2> /dev/null || true
helpers=
[ "$(chroot "$tree" stat -c '%U:%G %a' "$state/state/last-purge")" = 'welkom-keeper:wstore 644' ] ||
	fail "not the keeper"
expect_exit 0 as welkom-desk "$bindir/welkom-desk" overview --config "$config"

# The test sees what is wrong: with a mistake in another line nothing runs. cron says on its way what it
# read, so that nobody needs to wait: the first crontab of another account is run, ours is not.
sed -i 's,^\*/15 ,*/15/,' "$file"
printf '@reboot root touch /run/cron-ran\n' > "$tree/etc/cron.d/other"
run_of > "$scratch/before"
run_cron
until_true [ -e "$tree/run/cron-ran" ]
! ran || fail "a broken file was run"
kill $helpers
helpers=
