# SPDX-License-Identifier: ISC
# Somebody changes the store behind the register's back: reception is told what was done, each thing in
# words of its own, nothing that was changed is shown as a visit, and the other visits still are.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
command -v sqlite3 > /dev/null || skip "there is no sqlite3 shell"
new_register
# one hour key for Anna, Bram and Carla, another one for Dirk
{
	steps 'Anna Appel' 0612345671
	steps 'Bram Boom' 0612345672
	steps 'Carla Citroen' 0612345673
	echo "$leave"
} > "$scratch/script"
kiosk "$scratch/script"
sign_in 'Dirk Duif' 0612345674
purge > /dev/null
cp -a "$store" "$scratch/store"
db=$store/db/store.db
many="SELECT kid FROM entry GROUP BY kid HAVING count(*)=3"

# again: the store is whole
again() {
	rm -rf "$store"
	cp -a "$scratch/store" "$store"
}

# opened EXIT VISITS SENTENCE...: a trace ends so, shows so many visits, and says each SENTENCE, and
# no other alarm but the one of unlocking, which looks at all keys of the register
opened() {
	opened_exit=$1
	opened_visits=$2
	shift 2
	expect_exit "$opened_exit" trace "$(hour_from 0)" "$(hour_to 0)"
	[ "$(visits)" -eq $opened_visits ] || fail "not $opened_visits visits: $*"
	[ "$(grep ALARM "$scratch/err" | grep -vc 'cannot be read$')" -eq $# ] || fail "$(cat "$scratch/err"): not $# alarms"
	for sentence; do
		has "$scratch/err" "$sentence"
	done
	[ $# -eq 0 ] || has "$scratch/err" 'tell the privacy officer'
}

opened 0 4
has "$state/ledger" 'opened=4'

# a bit of a box
sqlite3 "$db" "UPDATE entry SET box=CAST(substr(box,1,200)||randomblob(4)||substr(box,205) AS BLOB)
	WHERE kid=($many) AND id=(SELECT min(id) FROM entry WHERE kid=($many))"
opened 1 3 '1 entry is damaged'

# boxes of two hour keys change places
again
sqlite3 "$db" "CREATE TEMP TABLE t AS SELECT kid,min(id) AS id,box FROM entry GROUP BY kid;
	UPDATE entry SET box=(SELECT box FROM t WHERE t.kid<>entry.kid)
	WHERE (kid,id) IN (SELECT kid,id FROM t)"
opened 1 2 '2 entries were moved or copied'
has "$state/ledger" 'opened=4'

# a row is there twice
again
sqlite3 "$db" "INSERT INTO entry SELECT kid,randomblob(16),box FROM entry WHERE kid=($many) LIMIT 1"
opened 1 4 '1 entry was moved or copied'

# a row is deleted, of which others follow
again
for id in $(sqlite3 "$db" "SELECT hex(id) FROM entry WHERE kid=($many)"); do
	again
	sqlite3 "$db" "DELETE FROM entry WHERE id=x'$id'"
	got=0
	trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/out" 2> "$scratch/err" || got=$?
	if grep -q 'Carla' "$scratch/out"; then
		[ $got -eq 1 ] || fail "a deleted row is not noticed"
		has "$scratch/err" '1 entry of the hour from'
		has "$scratch/err" 'missing and no erasure explains it'
	else
		# the last one: what followed it is not known
		[ $got -eq 0 ] || fail "exit $got"
	fi
	[ "$(visits)" -eq 3 ] || fail "not the other three visits"
done

# the database says another hour, or has forgotten the key: the visits are shown all the same
again
sqlite3 "$db" "UPDATE hourkey SET hour=hour+30 WHERE kid=($many)"
opened 1 4 'the database says another hour for 1 key'
again
sqlite3 "$db" "DELETE FROM hourkey WHERE kid=($many)"
opened 1 4 'the database says another hour for 1 key'

# the key file: of somebody else, changed, gone
name=$(sqlite3 "$db" "SELECT lower(hex(kid)) FROM ($many)").key
again
other=$(ls "$store/keys" | grep -v "^$name\$")
cat "$store/keys/$other" > "$store/keys/$name"
opened 1 1 'the key of 1 hour is unreadable'
again
printf 'XXXXXXXX' | dd of="$store/keys/$name" bs=1 seek=100 conv=notrunc status=none
opened 1 1 'the key of 1 hour is forged or damaged'
again
printf 'XXXXXXXXXXXXXXXX' | dd of="$store/keys/$name" bs=1 seek=32 conv=notrunc status=none
opened 1 1 'sealed to a key that no ledger line announced' # and not to ours
has "$scratch/err" '1 hour is not sealed to this key'
again
rm "$store/keys/$name"
opened 1 1 'the key of 1 hour is gone before its time'

again
opened 0 4
