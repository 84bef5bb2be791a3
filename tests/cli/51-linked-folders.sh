# SPDX-License-Identifier: ISC
# The folder of keys was replaced by a link to another folder, in which there is what looks like keys
# that are due: nothing there is touched, it is said, and what is due elsewhere is destroyed.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
sign_in 'Jan Jansen' 0612345679
mv "$register" "$scratch/first"
machine offset $((m_begin + 14 * days)) up $((14 * days))
mkdir "$scratch/victim"
cp "$scratch/first/store/keys/"*.key "$scratch/first/inbox/keys/"*.key "$scratch/victim"
cp "$scratch/victim/"* "$scratch"
printf 'WKGONE1\0 and more' > "$scratch/victim/00112233445566778899aabbccddeeff.key"
echo text > "$scratch/victim/00112233445566778899aabbccddeeff.tmp"
touch -t 202601010000 "$scratch/victim/"*
picture "$scratch/victim" > "$scratch/before"

# linked FOLDER: FOLDER/keys is a link; what the other folder has is destroyed
linked() {
	cp -a "$scratch/first" "$register"
	rm -r "$register/$1/keys"
	ln -s "$scratch/victim" "$register/$1/keys"
	expect_exit 1 purge
	has "$scratch/err" "$register/$1/keys"
	same_files "$scratch/victim" "$scratch/before"
	expect_count 0 "$register/$2/keys" '*.key'
	rm -r "$register"
}

linked inbox store
linked store inbox

# the folder above it, and the state folder
cp -a "$scratch/first" "$register"
mv "$inbox" "$scratch/moved"
ln -s "$scratch/moved" "$inbox"
picture "$scratch/moved" > "$scratch/before"
expect_exit 1 purge
has "$scratch/err" "$inbox"
same_files "$scratch/moved" "$scratch/before"
expect_count 0 "$store/keys" '*.key'

rm "$inbox"
mv "$scratch/moved" "$inbox"
mv "$state" "$scratch/moved"
ln -s "$scratch/moved" "$state"
picture "$scratch/moved" > "$scratch/before"
expect_exit 1 purge
has "$scratch/err" "$state"
same_files "$scratch/moved" "$scratch/before"
