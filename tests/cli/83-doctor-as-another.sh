# SPDX-License-Identifier: ISC
# Another account is told what it may not see, and nothing that is not so.
set -eu
. "$WELKOM_TESTS/lib.sh"
[ "$(id -u)" -eq 0 ] || skip "only root can become another account"
command -v setpriv > /dev/null || skip "there is no setpriv"
nobody=$(id -u nobody) || skip "there is no account nobody"
new_register
chmod 755 "$scratch"
setpriv --reuid "$nobody" --regid "$nobody" --clear-groups true || skip "no other account can be had"
as_nobody() {
	setpriv --reuid "$nobody" --regid "$nobody" --clear-groups "$@"
}
as_nobody test -x "$WELKOM_BIN/welkom-setup" || skip "the programs are in a folder of root's"

at 60 as_nobody welkom-setup doctor --config "$conf" > "$scratch/out" 2> "$scratch/err" || [ $? -eq 1 ] ||
	fail "exit $?"
cat "$scratch/out"
is_empty "$scratch/err"
[ "$(tail -n 1 "$scratch/out")" = 'Run as root to see what this account may not.' ] || fail 'no last line'
for title in Register Ledger Files 'Backup marks'; do
	grep -q "^unseen  *$title" "$scratch/out" || fail "$title"
done
for title in Configuration Review Room "Last purge"; do
	grep -q "^fine  *$title" "$scratch/out" || fail "$title"
done
has_not "$scratch/out" 'Permission denied'

# The same for all that can be hidden: no configuration, and a closed register.
chmod 700 "$scratch/conf" "$register"
at 60 as_nobody welkom-setup doctor --config "$conf" > "$scratch/out" 2> "$scratch/err" || [ $? -eq 1 ] ||
	fail "exit $?"
is_empty "$scratch/err"
grep -q '^unseen  *Configuration' "$scratch/out" || fail "the configuration"
has_not "$scratch/out" 'Permission denied'
