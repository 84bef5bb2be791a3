# SPDX-License-Identifier: ISC
# A key is revoked while a kiosk registers visitor after visitor, the hour changes and a purge runs
# every 50 ms: nobody who was welcomed is lost, the other key opens everything, and nothing, new or
# live, is sealed to the key that was revoked.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
# The clock begins so far back that it is never a day ahead of the times that files are given, which are
# real: one that is just being written must not look old.
begin=$((begin - 48 * hours)) m_begin=$((m_begin - 48 * hours))
machine synced 1 offset $m_begin
purge --quiet
. "$WELKOM_TESTS/keys.sh"
add_anna
install_list "$scratch/owner"

# More of them than a fast machine serves in that time.
steps "Visitor NUMBER." "+3161NUMBER" | sed '/^print/d;/^wait Vis/d;/^wait +/d' |
	sed "/^wait You are/a run echo 'Visitor NUMBER.' >> $scratch/welcomed; [ ! -e $scratch/stop ]" \
		> "$scratch/one"
awk '{ lines[NR] = $0 }
	END { for (i = 0; i < 20000; i++) for (j = 1; j <= NR; j++) {
		line = lines[j]; gsub(/NUMBER/, sprintf("%07d", i), line); print line } }' \
	"$scratch/one" > "$scratch/crowd"
: > "$scratch/welcomed"
# it strikes ten seconds from now, for a jump of the clock would be a doubt
machine synced 1 offset $((begin + 3000 - 10 - $(date +%s)))
struck=$(($(date +%s) + 11))
purge --quiet
(
	"$PLAY" -i -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/crowd" -- \
		welkom-kiosk --config "$conf" --language en > "$scratch/screens" 2>&1 || true
) &
crowd=$!
(
	while [ ! -e "$scratch/stop-purging" ]; do
		purge --quiet || echo "a purge ended with $?" >> "$scratch/purges"
		sleep 0.05
	done
) &
keeper=$!
helpers="$crowd $keeper"

# more N: that many more were welcomed
more() {
	more_than=$(($(wc -l < "$scratch/welcomed") + $1))
	more_tries=1500
	until [ "$(wc -l < "$scratch/welcomed")" -ge $more_than ]; do
		kill -0 $crowd 2> /dev/null || fail "the visitors ran out"
		more_tries=$((more_tries - 1))
		[ $more_tries -gt 0 ] || fail "nobody came"
		sleep 0.02
	done
}

more 20
expect_exit 0 as_reception drill
revoked=$(print_of reception)
expect_exit 0 as_anna keys revoke reception
more 5
install_list "$scratch/anna"
more 20
expect_exit 0 as_anna drill
has "$scratch/err" 'sealed anew'
# what came under the hour key of before goes on, and the next hour begins with the new list
more 20
until [ "$(date +%s)" -gt $struck ]; do
	more 1
done
more 20
expect_exit 0 as_anna drill
more 5
: > "$scratch/stop"
wait $crowd
: > "$scratch/stop-purging"
wait $keeper
helpers=
[ ! -s "$scratch/purges" ] || fail "$(cat "$scratch/purges")"
purge --quiet
expect_exit 0 as_anna drill
[ "$(sealed_to "$revoked")" = 0 ] || fail "something is sealed to the key that was revoked"
[ "$(sealed_to "$(print_of anna)")" = "$(count "$store/keys" '*')" ] || fail "not all is sealed to anna"
[ "$(count "$store/keys" '*.key')" -ge 2 ] || fail "the hour did not change"

day_end=10800
day_of "$anna" "$anna_passphrase"
[ $got -eq 0 ] || fail "anna: exit $got: $(cat "$scratch/err")"
grep -o 'Visitor [0-9]*\.' "$scratch/out" | sort > "$scratch/found"
sort "$scratch/welcomed" > "$scratch/acknowledged"
echo "welcomed $(wc -l < "$scratch/acknowledged"), found $(wc -l < "$scratch/found")"
[ -z "$(comm -23 "$scratch/acknowledged" "$scratch/found")" ] || fail "a welcomed visitor is lost"
[ -z "$(uniq -d "$scratch/found")" ] || fail "a visitor is there twice"
day_of "$key" "$passphrase"
has_not "$scratch/out" 'Visitor 0'
