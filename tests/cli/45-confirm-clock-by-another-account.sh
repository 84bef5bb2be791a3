# SPDX-License-Identifier: ISC
# The desk's account is in the group of the store: it may write state/clock and the ledger, and make
# or replace nothing in state/. It confirms the clock all the same, and the keeper goes on with that.
set -eu
. "$WELKOM_TESTS/lib.sh"
[ "$(id -u)" -eq 0 ] || skip "not root: another account cannot be taken"
command -v setpriv > /dev/null || skip "there is no setpriv"
need_shim
setpriv --reuid=65533 --regid=65534 --clear-groups test -r "$SHIM" -a -x "$WELKOM_BIN/welkom-desk" ||
	skip "another account cannot reach the programs"
new_register
machine offset $((m_begin + 3 * days))
expect_exit 3 purge --quiet

# as the system installation has it, with root as the keeper
group=65534
chmod 711 "$scratch" "$scratch/conf"
chmod 644 "$conf" "$scratch/machine"
chmod 755 "$register"
chgrp -R $group "$inbox" "$store" "$state"
find "$inbox" "$store" -type d -exec chmod 2770 {} +
find "$inbox" "$store" -type f -exec chmod 660 {} +
chmod 755 "$state"
chmod 644 "$state/last-purge"
chmod 664 "$state/clock"
chmod 660 "$state/ledger"

desk() {
	on setpriv --reuid=65533 --regid=$group --clear-groups "$@"
}

# the account is no more than that
! desk touch "$state/other" 2> "$scratch/err" || fail "it may make files in state/"
! desk rm -f "$state/clock" 2> "$scratch/err" || fail "it may remove state/clock"

inode=$(stat -c %i "$state/clock")
ls -i "$state" > "$scratch/names"
expect_exit 0 desk welkom-desk confirm-clock --config "$conf" "$(utc $((3 * days)))"
[ "$(stat -c '%i %u %a' "$state/clock")" = "$inode 0 664" ] || fail "state/clock is another file"
ls -i "$state" | diff "$scratch/names" - || fail "something was made in state/"
expect_lines 1 clock
expect_exit 0 purge --quiet

# the kiosk's account has no right to say it
expect_exit 1 on setpriv --reuid=65532 --regid=65532 --clear-groups \
	welkom-desk confirm-clock --config "$conf" "$(utc $((3 * days)))"
expect_lines 1 clock
