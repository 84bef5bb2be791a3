# SPDX-License-Identifier: ISC
# When several things are wrong, --status names each, the one that the kiosk shows first, and its exit
# status is that of the worst: a restart or a doubt hides nothing that is overdue.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
chmod 0755 "$scratch/conf"
sign_in 'Femke Visser' 0612345678
purge --quiet

# codes EXIT CODE...: just these, in this order
codes() {
	expect_exit "$1" purge --status
	shift
	sed 's/|.*//' "$scratch/out" | grep -oE '\b[A-Z][0-9]: ' | tr -d ': \n' > "$scratch/codes"
	printf %s "$@" | cmp -s - "$scratch/codes" || fail "not $*: $(cat "$scratch/out")"
}

codes 0
at $((15 * days)) true
codes 2 P2 P3
has "$scratch/out" ' overdue_hours=24;;0;0 '

# the machine was started anew, and its clock is nothing to go by
reboot $((15 * days)) 20000001
codes 2 P1 P2 P3
reboot 60 20000002
codes 1 P1
m_boot=$m_first_boot
at $((15 * days)) true
machine offset $((m_begin + 16 * days))
codes 2 C1 P2 P3
at $((15 * days)) true

chmod 0666 "$scratch/conf/recipients"
codes 2 K1 P2 P3
has "$scratch/out" 'recipients could be changed by others'
mv "$inbox" "$inbox.away"
codes 2 S1 K1 P2 P3
has "$scratch/out" "(cannot open the folder $inbox: "
mv "$inbox.away" "$inbox"
chmod 0644 "$scratch/conf/recipients"

# the review is near, and the run fails: amber beside an alarm, and alone
sed "s/^review_by = .*/review_by = $(utc $((40 * days)) | cut -c 1-10)/" "$conf" > "$scratch/changed"
cat "$scratch/changed" > "$conf"
codes 2 P2 P3 R2
: > "$store/keys/strange"
expect_exit 1 purge --quiet
codes 2 P2 P4 R2
rm "$store/keys/strange"
purge --quiet
at $((15 * days + 60)) true
: > "$store/keys/strange"
expect_exit 1 purge --quiet
codes 1 P4 R2
rm "$store/keys/strange"
purge --quiet
codes 1 R2

# a lost record is S1, a lost clock is C1: by neither can it be said what else holds
mv "$state/last-purge" "$state/away"
codes 2 S1
mv "$state/away" "$state/last-purge"
mv "$state/clock" "$state/away"
codes 1 C1
mv "$state/away" "$state/clock"
codes 1 R2
