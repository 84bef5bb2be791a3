# SPDX-License-Identifier: ISC
# init refuses a passphrase that is too weak, or cannot be read, and makes nothing.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_shim
mkdir "$scratch/all" "$scratch/all/owner"
picture "$scratch/all" > "$scratch/before"

# refused FILE
refused() {
	expect_exit 1 at 0 welkom-setup init --config "$scratch/all/conf/welkom.conf" \
		--state "$scratch/all/register" --key "$scratch/all/owner/reception.key" \
		--passphrase-file "$1"
	has "$scratch/err" 'welkom-setup: '
	has "$scratch/err" 'Nothing was made.'
	same_files "$scratch/all" "$scratch/before"
}

# the last has eleven letters, and twice as many bytes
for weak in '' Femke-1 'elf letters' 'ééééé üüüüü'; do
	echo "$weak" > "$passphrase"
	refused "$passphrase"
	[ -z "$weak" ] || has_not "$scratch/err" "$weak"
done
head -c 300 /dev/zero | tr '\000' x > "$passphrase"
refused "$passphrase"
printf 'correct horse \377\376 staple\n' > "$passphrase"
refused "$passphrase"
refused "$scratch/nowhere"
refused "$scratch"

# without a file and without a terminal nobody can be asked
expect_exit 1 at 0 setsid welkom-setup init --config "$scratch/all/conf/welkom.conf" \
	--state "$scratch/all/register" --key "$scratch/all/owner/reception.key"
has "$scratch/err" 'use --passphrase-file'
same_files "$scratch/all" "$scratch/before"

# from standard input
echo 'correct horse battery staple' > "$passphrase"
at 0 welkom-setup init --config "$scratch/all/conf/welkom.conf" --state "$scratch/all/register" \
	--key "$scratch/all/owner/reception.key" --passphrase-file - < "$passphrase" > "$scratch/out" ||
	fail "a passphrase from standard input"
