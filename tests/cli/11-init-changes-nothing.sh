# SPDX-License-Identifier: ISC
# init never changes what exists: with any one of the things it makes already there, or a place that
# will not do, it says so and makes nothing at all.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_shim
mkdir "$scratch/all" "$scratch/all/owner" "$scratch/all/conf"
echo 'correct horse battery staple' > "$passphrase"
conf=$scratch/all/conf/welkom.conf
key=$scratch/all/owner/reception.key
register=$scratch/all/register

# refused SENTENCE [OPTION]...
refused() {
	sentence=$1
	shift
	picture "$scratch/all" > "$scratch/before"
	expect_exit 1 at 0 welkom-setup init --config "$conf" --state "$register" --key "$key" \
		--passphrase-file "$passphrase" "$@"
	has "$scratch/err" "$sentence"
	is_empty "$scratch/out"
	same_files "$scratch/all" "$scratch/before"
}

for path in "$conf" "$key" "$scratch/all/conf/recipients" "$scratch/all/owner/ledger.head"; do
	echo mine > "$path"
	refused "$path exists already. Nothing was made or changed."
	rm "$path"
	ln -s "$scratch/all/nowhere" "$path"
	refused "$path exists already. Nothing was made or changed."
	rm "$path"
	mkdir "$path"
	refused "$path exists already. Nothing was made or changed."
	rmdir "$path"
done
mkdir "$register"
echo mine > "$register/file"
refused "$register is not empty"
rm "$register/file"
echo mine > "$register/.hidden"
refused "$register is not empty"
rm -r "$register"
echo mine > "$register"
refused "$register"
rm "$register"

refused 'there is no folder' --key "$scratch/all/nowhere/reception.key"
refused 'there is no folder' --state "$scratch/all/nowhere/register"
refused 'there is no folder' --config "$scratch/all/nowhere/conf/welkom.conf"
refused 'two of the files would have the same name' --key "$scratch/all/conf/recipients"
chmod 777 "$scratch/all/conf"
refused 'others than root and this account can change the folder'
chmod 755 "$scratch/all/conf"

# a clock that cannot be right
picture "$scratch/all" > "$scratch/before"
machine offset -$((10 * 365 * days))
expect_exit 1 on welkom-setup init --config "$conf" --state "$register" --key "$key" \
	--passphrase-file "$passphrase"
has "$scratch/err" 'which is before this program was made'
same_files "$scratch/all" "$scratch/before"

# what makes no difference: an empty folder for the register
mkdir "$register"
expect_exit 0 at 0 welkom-setup init --config "$conf" --state "$register" --key "$key" \
	--passphrase-file "$passphrase"
# and a second time
refused 'exists already. Nothing was made or changed.'
