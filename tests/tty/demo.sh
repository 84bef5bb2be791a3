#!/bin/sh
# SPDX-License-Identifier: ISC
# The demo where there is no terminal: one visitor goes through the real kiosk on a pty, reception
# reads the hour, fifteen days pass, the purge forgets. Ends with 0 only if each step really
# happened. Wants the programs in PATH and the player in PLAY.
set -eu

PLAY=${PLAY:?names the pty player}
dir=$(mktemp -d "${TMPDIR:-/tmp}/welkom-demo.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
name="Zoë Nguyễn-O'Brien"
phone='+31612345678'
conf=$dir/welkom.conf

say() { printf '\n== %s\n\n' "$*"; }
fail() { printf 'demo: %s\n' "$*" >&2; exit 1; }
trace() {
	"$@" welkom-desk trace --config "$conf" --key "$dir/reception.key" \
		--passphrase-file "$dir/passphrase" --from "$from" --to "$to" --reason contact-tracing
}

say "A throw-away register with made-up visits of 14 days"
welkom-setup demo --prepare "$dir"
from=$(date +%Y-%m-%dT%H:00)

say "A visitor signs in at the real kiosk"
cat >"$dir/script" <<EOF
wait Start
print Welcome
key Enter
wait Before you type anything
print Notice
key Enter
wait Your name
type $name
wait $name
print Name
key Enter
wait Your phone number
type 06 12 34 56 78
wait 06 12 34 56 78
print Phone
key Enter
wait You are signed in
print Signed in
key Enter
wait Start
expect-not $name
key F10
exit 0
EOF
"$PLAY" "$dir/script" -- welkom-kiosk --config "$conf" --language en

say "No file of the register holds the name or the number"
if grep -raqF -e "Nguy" -e "O'Brien" -e "612345678" "$dir/register"; then
	fail "the name or the number is readable in the register"
fi
echo "grep over every file: nothing found."

say "What reception sees without a passphrase"
welkom-desk overview --config "$conf"

say "With key, passphrase and a reason: the visits of this hour"
to=$(date -d '+1 hour' +%Y-%m-%dT%H:00)
trace env >"$dir/sheet"
cat "$dir/sheet"
grep -qF "$name" "$dir/sheet" || fail "the visit is not on the sheet"
grep -qF "$phone" "$dir/sheet" || fail "the number is not on the sheet"

say "The purge of now: destroys what is 14 days old"
welkom-purge --config "$conf"

say "15 days later (a pretended clock, confirmed): everything is destroyed"
later=$(date -d '+15 days' +%Y-%m-%dT%H:%M)
export FAKETIME_DONT_FAKE_MONOTONIC=1
faketime -f +15d welkom-purge --config "$conf" --confirm-clock "$later" | tee "$dir/purged"
grep -q 'entries destroyed *[1-9]' "$dir/purged" || fail "the purge destroyed nothing"
if ls "$dir/register/store/keys" "$dir/register/inbox/keys" | grep -q '\.key$'; then
	fail "an hour key is left"
fi
if trace faketime -f +15d >"$dir/sheet" 2>"$dir/refused"; then
	fail "the desk still opens the hour"
fi
cat "$dir/refused"
[ ! -s "$dir/sheet" ] || fail "the desk still shows something"

say "What was done, without a name: the ledger"
cut -c1-110 "$dir/register/state/ledger"
welkom-desk ledger verify --config "$conf" --key "$dir/reception.key"
say "Every step happened. ./bootstrap demo in a terminal lets you type yourself."
