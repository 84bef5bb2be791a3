# SPDX-License-Identifier: ISC
# raw-device.sh: what is left on a disk of hour keys that were purged, and of names. Sourced with
# $kind, a file system, and $size, which it fits in. A register on a device of its own is filled; all
# is purged; the device is unmounted and searched from its first byte to its last:
# - before the purge the bytes of every hour key are found (the search works), after it none;
# - no name, and no number, is found at any time;
# - what was merely unlinked is found (so it would be seen).
# WELKOM_BIN=FOLDER takes other programs: with a purge that unlinks keys without overwriting them it
# must fail.
# The wraps of a reception key that was revoked: 32-raw-device-revoked.sh.

. "$WELKOM_TESTS/fault/device.sh"

# pieces FILE: some of its bytes as patterns: of a key file the header, the sealed secret and each
# part of it, and two places in what fills it up.
pieces() {
	od -An -v -tx1 -w4096 "$1" | tr -d ' ' | awk '{
		print substr($0, 1, 64)
		print substr($0, 2 * 48 + 1, 224)
		for (at = 48; at <= 112; at += 32)
			print substr($0, 2 * at + 1, 64)
		print substr($0, 2 * 2048 + 1, 64)
		print substr($0, 2 * 4000 + 1, 64)
	}'
}

new_register
"$FILL" --names > "$scratch/names"
echo 'Femke Zonnestraal-Visser' >> "$scratch/names"
# shorter ones are on every disk by chance
LC_ALL=C grep -aE '.{8}' "$scratch/names" | while read -r name; do
	printf %s "$name" | od -An -v -tx1 -w512 | tr -d ' '
done > "$scratch/words"
printf %s +31612345678 | od -An -v -tx1 -w512 | tr -d ' ' >> "$scratch/words"
on "$FILL" --config "$conf" --entries 1000 --hours 100
if [ -x "$PLAY" ]; then
	sign_in 'Femke Zonnestraal-Visser' 0612345678
	for file in "$inbox/keys/"*.key; do
		pieces "$file"
	done > "$scratch/kiosk-keys"
	detach
	found "$(wc -l < "$scratch/kiosk-keys")" "$scratch/kiosk-keys"
	found 0 "$scratch/words"
	attach
fi

# collected: the inbox's key is in the store now
purge --quiet
expect_count 0 "$inbox/keys" '*'
for file in "$store/keys/"*.key; do
	pieces "$file"
done > "$scratch/keys"
[ "$(wc -l < "$scratch/keys")" -ge $((100 * 7)) ] || fail "the store has not all keys"
detach
found "$(wc -l < "$scratch/keys")" "$scratch/keys"
found 0 "$scratch/words"

attach
at $((15 * days)) purge --quiet
expect_count 0 "$store/keys" '*'
detach
found 0 "$scratch/keys"
found 0 "$scratch/words"

# what was merely unlinked
attach
head -c 4096 /dev/urandom > "$scratch/other"
pieces "$scratch/other" > "$scratch/unlinked"
cat "$scratch/words" >> "$scratch/unlinked"
cp "$scratch/other" "$scratch/names" "$device"
echo +31612345678 > "$device/number"
sync -f "$device"
rm "$device/other" "$device/names" "$device/number"
detach
found "$(wc -l < "$scratch/unlinked")" "$scratch/unlinked"
