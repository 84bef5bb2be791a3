# SPDX-License-Identifier: ISC
# keys.sh: what the tests of reception keys share, after lib.sh and new_register.

anna=$scratch/anna/anna.key
anna_passphrase=$scratch/anna-passphrase
mkdir -p "$scratch/anna"
echo 'seven purple bicycles at noon' > "$anna_passphrase"

# as_reception VERB..., as_anna VERB...: the desk with the key and passphrase of that person.
as_reception() {
	on welkom-desk --config "$conf" --key "$key" --passphrase-file "$passphrase" "$@"
}

as_anna() {
	on welkom-desk --config "$conf" --key "$anna" --passphrase-file "$anna_passphrase" "$@"
}

# add_anna: the key of a second person, made by reception.
add_anna() {
	expect_exit 0 as_reception keys add anna --new-key "$anna" \
		--new-passphrase-file "$anna_passphrase"
	cheapen "$anna" "$anna_passphrase"
}

# install_list FOLDER: root installs the list that lies there.
install_list() {
	expect_exit 0 on welkom-setup recipients install "$1/recipients.new" --config "$conf" --yes
}

# print_of LABEL: the fingerprint in the list, 32 digits.
print_of() {
	pk=$(sed -n "s/ $1\$//p" "$scratch/conf/recipients")
	[ -n "$pk" ] || fail "nobody is called $1"
	print_of_pk "$pk"
}

print_of_pk() {
	# shellcheck disable=SC2046,SC2059 # a word for each byte, and then each byte
	printf "$(printf '\\%03o' $(echo "$1" | sed 's/../ 0x&/g'))" > "$scratch/pk"
	b2sum -l 128 "$scratch/pk" | cut -d ' ' -f 1
}

# sealed_to PRINT: how many hour keys of inbox and store name that fingerprint.
sealed_to() {
	for sealed_file in "$inbox"/keys/* "$store"/keys/*; do
		[ -f "$sealed_file" ] || continue
		od -An -v -tx1 "$sealed_file" | tr -d ' \n' | grep -c "$1" || true
	done | awk '{ n += $1 } END { print n + 0 }'
}

# day_of KEY PASSPHRASE: the visits of the last 24 hours, in $scratch/out and $scratch/err.
day_of() {
	got=0
	on welkom-desk trace --config "$conf" --key "$1" --passphrase-file "$2" --reason incident \
		--from "$(date -u -d "@$((begin + day_end - 86400))" +%Y-%m-%dT%H:%MZ)" \
		--to "$(date -u -d "@$((begin + day_end))" +%Y-%m-%dT%H:%MZ)" \
		> "$scratch/out" 2> "$scratch/err" || got=$?
}
day_end=7200
