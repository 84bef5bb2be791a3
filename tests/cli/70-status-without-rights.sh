# SPDX-License-Identifier: ISC
# A monitoring account that is none of the register's, with no secret and no right to write, learns
# from --status whether the register forgets: what it may not open is named as not looked at and is no
# alarm, while the same is S1 or K1 for an account of the register; and nothing is changed.
set -eu
. "$WELKOM_TESTS/lib.sh"
[ "$(id -u)" -eq 0 ] || skip "only root can take another account"
command -v setpriv > /dev/null || skip "there is no setpriv"
new_register
keeper=65533
groups=--clear-groups
chmod 0755 "$scratch" "$scratch/conf"
chmod 0644 "$scratch/machine"
chown -R $keeper:$keeper "$register"
setpriv --reuid 65534 --regid 65534 --clear-groups test -r "$WELKOM_BIN/welkom-purge" -a -r "$SHIM" \
	-a -r "$conf" || skip "another account cannot reach the programs"

# as USER CODE WORDS [OPTION]...: what --status says to that account
as() {
	picture "$register" > "$scratch/before"
	as_user=$1
	as_code=$2
	as_words=$3
	shift 3
	expect_exit "$as_code" on setpriv --reuid "$as_user" --regid "$as_user" $groups \
		"$WELKOM_BIN/welkom-purge" --config "$conf" --status "$@"
	has "$scratch/out" "$as_words"
	[ "$(wc -l < "$scratch/out")" -eq 1 ] || fail "not one line"
	is_empty "$scratch/err"
	same_files "$register" "$scratch/before"
}

stranger() {
	as 65534 "$@"
}

keeper() {
	as $keeper "$@"
}

stranger 0 'WELKOM OK - last good purge '
has "$scratch/out" '; not looked at, for want of rights: inbox |'
has "$scratch/out" ' free_bytes='
stranger 0 '"not_looked_at":["inbox"],' --json
keeper 0 'WELKOM OK - last good purge '
has_not "$scratch/out" 'not looked at'

# The same mode is a fault for who should be able to look.
chmod 0000 "$inbox"
stranger 0 'not looked at, for want of rights: inbox |'
keeper 2 'WELKOM CRITICAL - S1: the register cannot be used'
has "$scratch/out" "(cannot open the folder $inbox: "
# of the register is its owner, whatever its group, and who is of its group
chgrp 65532 "$inbox"
keeper 2 'WELKOM CRITICAL - S1: '
as 65531 0 'not looked at, for want of rights: inbox |'
groups='--groups 65532'
as 65531 2 'WELKOM CRITICAL - S1: '
groups=--clear-groups
chgrp $keeper "$inbox"
chmod 0750 "$inbox"
chmod 0000 "$inbox/tag.key"
stranger 0 'WELKOM OK - '
keeper 2 'WELKOM CRITICAL - S1: '
chmod 0440 "$inbox/tag.key"

# What is not there at all, anybody can see.
mv "$inbox" "$inbox.away"
stranger 2 'WELKOM CRITICAL - S1: '
ln -s "$inbox.away" "$inbox"
stranger 2 'WELKOM CRITICAL - S1: '
rm "$inbox"
mv "$inbox.away" "$inbox"
mv "$state/last-purge" "$state/away"
stranger 2 'WELKOM CRITICAL - S1: '
mv "$state/away" "$state/last-purge"

# The recipients: of root, or of the account of the register, whoever looks.
chmod 0600 "$scratch/conf/recipients"
stranger 0 'not looked at, for want of rights: inbox recipients |'
keeper 2 'WELKOM CRITICAL - K1: the list of recipients cannot be used'
chmod 0644 "$scratch/conf/recipients"
chown $keeper "$scratch/conf/recipients"
stranger 0 'WELKOM OK - '
as 0 0 'WELKOM OK - '
keeper 0 'WELKOM OK - '
chown 65534 "$scratch/conf/recipients"
stranger 2 'WELKOM CRITICAL - K1: '
keeper 2 'WELKOM CRITICAL - K1: '
chown 0 "$scratch/conf/recipients"
chmod 0664 "$scratch/conf/recipients"
stranger 2 'WELKOM CRITICAL - K1: '
has "$scratch/out" 'could be changed by others'
chmod 0644 "$scratch/conf/recipients"

# From state/ alone: silence, a restart, a doubt.
at $((27 * hours)) true
stranger 2 'WELKOM CRITICAL - P2: '
machine offset $((m_begin + 40 * hours)) up 0
stranger 1 'WELKOM WARNING - C1: '
machine offset "$m_begin" up 0 boot 20000001-2222-4222-8222-222222222222
stranger 1 'WELKOM WARNING - P1: '

# Without state/ nothing can be said.
chmod 0700 "$state"
stranger 2 'WELKOM CRITICAL - S1: '
has "$scratch/out" "(cannot open the folder $state: "
