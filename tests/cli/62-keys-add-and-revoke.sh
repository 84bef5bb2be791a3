# SPDX-License-Identifier: ISC
# A key for a second person: made at the desk, announced in the ledger, installed by root, and then
# both read everything. Revoked: who was taken out reads nothing, new or old; the other everything.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
. "$WELKOM_TESTS/keys.sh"
sign_in 'Femke Visser' 0612345678
picture "$scratch/conf" > "$scratch/conf-before"

add_anna
has "$scratch/out" 'welkom-setup recipients install'
has "$scratch/out" "$scratch/owner/recipients.new"
[ "$(stat -c %a "$scratch/owner/recipients.new")" = 644 ] || fail "the mode of recipients.new"
[ "$(stat -c %a "$anna")" = 600 ] || fail "the mode of the new key"
same_files "$scratch/conf" "$scratch/conf-before" # the desk installs nothing itself
expect_lines 1 keys
grep -q "	keys	add=anna	print=[0-9a-f]\{32\}	list=$(b2sum -l 128 "$scratch/owner/recipients.new" |
	cut -d ' ' -f 1)	key=[0-9a-f]\{8\}	" "$state/ledger" || fail "the ledger's line"

# not installed: nothing has changed for anybody
day_of "$anna" "$anna_passphrase"
has_not "$scratch/out" Femke
expect_lines 0 rewrap
expect_exit 0 as_reception drill
has "$scratch/err" 'not installed yet'

install_list "$scratch/owner"
reception=$(print_of reception)
anna_print=$(print_of anna)
[ "$(sealed_to "$anna_print")" = 0 ] || fail "sealed before anybody unlocked"
# her own unlock cannot open what is not sealed to her, and says from when
expect_exit 1 as_anna drill
has "$scratch/err" 'not sealed to your key; a colleague'
has "$scratch/err" "  from $(date -u -d "@$((begin / 3600 * 3600))" '+%Y-%m-%d %H:%M') to "
[ "$(sealed_to "$anna_print")" = 0 ] || fail "sealed by who cannot open it"
expect_exit 0 as_reception drill
has "$scratch/err" '1 hour was sealed anew'
expect_lines 1 rewrap
grep -q '	rewrap	keys=1	list=' "$state/ledger" || fail "the line of the rewrap"
[ "$(sealed_to "$anna_print")/$(sealed_to "$reception")" = 1/1 ] || fail "not sealed to both"
expect_count 1 "$store/keys" '*'
day_of "$anna" "$anna_passphrase"
[ $got -eq 0 ] || fail "anna: exit $got"
has "$scratch/out" 'Femke Visser'
day_of "$key" "$passphrase"
has "$scratch/out" 'Femke Visser'
# once is enough
expect_exit 0 as_reception drill
has_not "$scratch/err" 'sealed anew'
expect_lines 1 rewrap
# the kiosk seals to both from the next hour key on
at $hours purge --quiet
sign_in 'Jan Jansen' 0612345679
[ "$(sealed_to "$anna_print")" = 2 ] || fail "the kiosk did not read the new list"

# revoked, by the other
cp "$scratch/conf/recipients" "$scratch/list-with-both"
expect_exit 0 as_anna keys revoke reception
has_not "$scratch/anna/recipients.new" ' reception'
expect_exit 0 as_anna drill
has "$scratch/err" 'root has not installed the new list yet'
install_list "$scratch/anna"
expect_exit 0 as_anna drill
has "$scratch/err" '2 hours were sealed anew'
[ "$(sealed_to "$reception")" = 0 ] || fail "an old wrap was left behind"
at $((2 * hours)) purge --quiet
sign_in 'Sanne Bakker' 0612345670
[ "$(sealed_to "$reception")" = 0 ] || fail "a new hour is sealed to who was revoked"
day_end=10800
day_of "$key" "$passphrase"
for name in Femke Jan Sanne; do
	has_not "$scratch/out" $name
done
has "$scratch/err" 'Your key was revoked'
day_of "$anna" "$anna_passphrase"
[ $got -eq 0 ] || fail "anna: exit $got"
for name in 'Femke Visser' 'Jan Jansen' 'Sanne Bakker'; do
	has "$scratch/out" "$name"
done
# and who was revoked changes nothing any more
expect_exit 1 as_reception keys add again --pk "$(printf '%064d' 9)"
has "$scratch/err" 'your key was revoked'
expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$anna"

# the list of before comes back while another change waits: nothing is sealed to who was revoked
expect_exit 0 as_anna keys add bert --pk "$(sed 's/ .*//' "$scratch/conf/recipients" | tr '0-9a-f' 'f0-9a-e')"
cp "$scratch/list-with-both" "$scratch/conf/recipients"
expect_exit 1 as_anna drill
has "$scratch/err" 'ALARM: an earlier list of recipients'
has "$scratch/err" 'revoked: reception'
[ "$(sealed_to "$reception")" = 0 ] || fail "sealed again to who was revoked"
