# SPDX-License-Identifier: ISC
# On a ledger that can only grow (chattr +a) what a crash left of a line cannot be cut: it is ended, the
# next line names its size and covers its bytes, and no edit can hide in it.
set -eu
. "$WELKOM_TESTS/lib.sh"
[ "$(id -u)" -eq 0 ] || skip "only root can make a file append-only"
command -v chattr > /dev/null && command -v mkfs.ext4 > /dev/null || skip "there is no e2fsprogs"
need_shim
truncate -s 16M "$scratch/disk"
mkfs.ext4 -q "$scratch/disk" || skip "mkfs.ext4 makes nothing here"
mkdir "$scratch/mounted"
mount -o loop "$scratch/disk" "$scratch/mounted" 2> /dev/null || skip "nothing can be mounted here"
mounts=$scratch/mounted
register=$scratch/mounted/register
state=$register/state
new_register
ledger=$state/ledger
purge --quiet --confirm-clock "$(utc 0)"
expect_lines 2
cp "$ledger" "$scratch/two"
cp "$scratch/owner/ledger.head" "$scratch/head"
line_3=$(purge --quiet --confirm-clock "$(utc 0)" && sed -n 3p "$ledger")

verify() {
	on welkom-desk ledger verify --config "$conf" "$@"
}

# left TEXT: the ledger has two lines, and what a crash left
left() {
	chattr -a "$ledger"
	cp "$scratch/two" "$ledger"
	printf "$1" >> "$ledger"
	chattr +a "$ledger"
	cp "$scratch/head" "$scratch/owner/ledger.head"
}

left ''
(: > "$ledger") 2> /dev/null && skip "chattr +a does nothing here"
truncate -s 10 "$ledger" 2> /dev/null && skip "chattr +a does nothing here"
expect_exit 0 purge --quiet --confirm-clock "$(utc 0)"
expect_exit 0 verify
has "$scratch/out" 'Lines and head: 3 '
has_not "$ledger" torn

# torn TEXT SIZE: after such a rest a line is written, and all of it is whole; the two lines and the rest
# are what they were.
torn() {
	left "$1"
	cp "$ledger" "$scratch/left"
	expect_exit 1 verify
	has "$scratch/err" 'ledger line 3: it has no end'
	expect_exit 0 purge --quiet --confirm-clock "$(utc 0)"
	expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
	has_not "$scratch/err" ALARM
	expect_exit 0 verify --key "$key"
	has "$scratch/out" 'Lines and head: 4 '
	has "$ledger" "	torn=$2	"
	cmp -n "$(wc -c < "$scratch/left")" "$scratch/left" "$ledger" || fail "what was there was changed"
}
torn '3' 7
torn '3	2026-11-22T05:1' 23
torn "$(printf %s "$line_3" | cut -c 1-80)" $((80 + 6))
torn '\000\000\000\000' 10
# a crash while it was ended, and the same once more
torn '3	20\ttor' 14
torn '3	20\ttorn\n' 10
torn '3	20\ttorn\n3	2026-11' $((10 + 9 + 6))

# nothing of the rest can be changed, nor taken away, and none be made up
cp "$ledger" "$scratch/good"
chattr -a "$ledger"
# changed SED SENTENCE
changed() {
	sed "$1" "$scratch/good" > "$ledger"
	cmp -s "$scratch/good" "$ledger" && fail "$1 changes nothing"
	expect_exit 1 verify
	has "$scratch/err" "$2"
}
changed '3s/20/21/' 'ledger line 3 does not fit the piece before it that a crash left'
changed '4s/2026/2027/' 'ledger line 3 does not fit the piece before it that a crash left'
changed '5s/confirmed=1/confirmed=2/' 'ledger line 3 does not fit the piece before it that a crash left'
changed '3d' 'ledger line 3 does not fit the piece before it that a crash left'
changed '3,4d' 'ledger line 3 covers 25 bytes that a crash left before it, and they are not there'
changed '5s/torn=25/torn=24/' 'ledger line 3 does not fit the piece before it that a crash left'
changed '2s/$/\n3	put in\ttorn/' 'ledger line 3: something that is no line stands before it'
changed '5s/$/\n4	put in\ttorn/' 'ledger line 4: something that is no line stands before it'

# a line that lacks only its newline gets it
left "$line_3"
expect_exit 0 purge --quiet --confirm-clock "$(utc 0)"
expect_exit 0 verify
has "$scratch/out" 'Lines and head: 4 '
has_not "$ledger" torn
[ "$(sed -n 3p "$ledger")" = "$line_3" ] || fail "line 3 was changed"

# what no crash leaves is not built upon
left "$(printf '%05000d' 0)"
cp "$ledger" "$scratch/left"
expect_exit 1 purge --quiet --confirm-clock "$(utc 0)"
cmp "$scratch/left" "$ledger" || fail "something was added"
left "$(for i in 1 2 3 4 5; do printf '%0900d\ttorn\\n' "$i"; done)"
[ "$(wc -l < "$ledger")" -eq 7 ] || fail "there are not five pieces"
cp "$ledger" "$scratch/left"
expect_exit 1 purge --quiet --confirm-clock "$(utc 0)"
has "$scratch/err" 'what a crash left at the end of the ledger is too long'
cmp "$scratch/left" "$ledger" || fail "something was added"
chattr -a "$ledger"
