# SPDX-License-Identifier: ISC
# A list of recipients that no ledger line announced raises an alarm at every unlock, with the hours
# affected, and nothing is sealed to it: who slips a key into the list gets no hour that was there.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
. "$WELKOM_TESTS/keys.sh"
list=$scratch/conf/recipients
sign_in 'Femke Visser' 0612345678
expect_exit 0 as_reception drill
cp "$list" "$scratch/first"

# a key of somebody: it is made by a register of their own, and gets into this list
mkdir "$scratch/evil"
on welkom-setup init --config "$scratch/evil/welkom.conf" --state "$scratch/evil/register" \
	--key "$scratch/evil/evil.key" --passphrase-file "$anna_passphrase" > "$scratch/init.out" \
	< /dev/null || fail "init"
sed 's/reception$/evil/' "$scratch/evil/recipients" >> "$list"
evil=$(print_of evil)
expect_exit 1 as_reception drill
has "$scratch/err" 'ALARM: no ledger line announced this list'
has "$scratch/err" 'never announced: evil'
has_not "$scratch/err" 'never announced: reception'
[ "$(sealed_to "$evil")" = 0 ] || fail "an hour was sealed to a key that nobody announced"
expect_lines 0 rewrap
# what the kiosk wrote meanwhile is named by its hours, and still read
at $hours purge --quiet
sign_in 'Jan Jansen' 0612345679
day_of "$key" "$passphrase"
[ $got -eq 1 ] || fail "exit $got with an alarm"
has "$scratch/out" 'Jan Jansen'
has "$scratch/err" 'ALARM: these hours are sealed to a key that no ledger line announced'
has "$scratch/err" "from $(date -u -d "@$(((begin + 3600) / 3600 * 3600))" '+%Y-%m-%d %H:%M') to $(
	date -u -d "@$(((begin + 7200) / 3600 * 3600))" '+%Y-%m-%d %H:%M')"
expect_exit 0 on welkom-desk keys list --config "$conf"
has "$scratch/out" 'no ledger line announced this key'

# one's own key taken out: the hours since then are named
grep evil "$list" > "$scratch/only-evil"
cp "$scratch/only-evil" "$list"
at $((2 * hours)) purge --quiet
sign_in 'Sanne Bakker' 0612345670
expect_exit 1 as_reception drill
has "$scratch/err" 'ALARM: your key is not in the list'
has "$scratch/err" 'These hours are not sealed to your key'
has "$scratch/err" "from $(date -u -d "@$(((begin + 7200) / 3600 * 3600))" '+%Y-%m-%d %H:%M') to "
[ "$(sealed_to "$evil")" = 2 ] || fail "sealed anew to the wrong list"

# the way out: any change of keys begins from what was announced
expect_exit 1 as_reception keys add anna --new-key "$anna" --new-passphrase-file "$anna_passphrase"
has "$scratch/err" 'evil is left out of the new list'
[ "$(sed 's/^[0-9a-f]* //' "$scratch/owner/recipients.new" | tr '\n' ' ')" = 'reception anna ' ] ||
	fail "the new list: $(cat "$scratch/owner/recipients.new")"
install_list "$scratch/owner"
expect_exit 1 as_reception drill # the hour of who came meanwhile is lost to us, and said
has "$scratch/err" '2 hours were sealed anew'
has "$scratch/err" 'a colleague'
[ "$(sealed_to "$evil")" = 1 ] || fail "only the hour that nobody else can open"

# an older list brought back after the new one was in use
cp "$scratch/first" "$list"
expect_exit 1 as_reception drill
has "$scratch/err" 'ALARM: an earlier list of recipients'
[ "$(sealed_to "$(print_of_pk "$(sed -n 's/ anna$//p' "$scratch/owner/recipients.new")")")" = 2 ] ||
	fail "sealed to the list that was brought back"
# and a ledger that is not the one this key has seen announces nothing
cp "$scratch/owner/recipients.new" "$list"
cp "$scratch/evil/register/state/ledger" "$scratch/theirs"
cat "$scratch/theirs" > "$state/ledger"
expect_exit 1 as_reception drill
has "$scratch/err" 'cannot be compared with the ledger'
