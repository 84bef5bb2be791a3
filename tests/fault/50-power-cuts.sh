# SPDX-License-Identifier: ISC
# The power goes after every write, sync, rename, link, unlink that the programs do; what was not
# synced is lost, kept, torn or mixed. Recorded once each from the shipped programs, cut many times:
# fault/powercut.c says what must hold then. FAULT_CUTS: how many cuts at least, FAULT_SEED: which.
set -eu
[ ! -w /dev/shm ] || TMPDIR=/dev/shm # the disk of the cuts: nothing there waits for a device
export TMPDIR
. "$WELKOM_TESTS/lib.sh"
need_play
[ -f "${JOURNAL:-}" ] || skip "there is no journal.so"
[ -x "${POWERCUT:-}" ] || skip "there is no powercut"

folders='register conf owner anna'
journals=

# begin_journal NAME SECONDS: what is done from now on is one recording, that long after the test began.
begin_journal() {
	journal=$scratch/journal-$1
	journals="$journals $journal"
	# shellcheck disable=SC2086 # a word each
	"$POWERCUT" begin "$journal" "$scratch" $folders
	"$POWERCUT" mark "$journal" "clock $((begin + $2))"
	"$POWERCUT" mark "$journal" "passphrase owner $passphrase"
	"$POWERCUT" mark "$journal" "passphrase anna ${anna_passphrase:-$passphrase}"
	"$POWERCUT" mark "$journal" done
}

# mark TEXT: "step WORD": what comes next; "done": what was said until now was said to be done.
mark() {
	"$POWERCUT" mark "$journal" "$*"
}

end_journal() {
	# shellcheck disable=SC2086
	"$POWERCUT" end "$journal" "$scratch" $folders
}

# journaled COMMAND...: runs it, as it is set, and writes down what it does.
journaled() {
	expect_exit "${wanted_exit:-0}" env LD_PRELOAD="$JOURNAL:$SHIM" WELKOM_JOURNAL="$journal" \
		WELKOM_SHIM="$scratch/machine" "$@"
	mark done
}

# journaled_kiosk SCRIPT
journaled_kiosk() {
	"$PLAY" -l 20 -e LD_PRELOAD="$JOURNAL:$SHIM" -e WELKOM_JOURNAL="$journal" \
		-e WELKOM_SHIM="$scratch/machine" "$1" -- \
		welkom-kiosk --config "$conf" --language en >> "$scratch/screens" ||
		fail "the kiosk did not do what $1 says"
}

# noted WORD: a step of a script that says so when it comes to it.
noted() {
	echo "run '$POWERCUT' mark '$journal' '$*'"
}

# signs_in NAME PHONE: the steps of signing in; what the visitor reads is acknowledged.
signs_in() {
	to_phone "$1"
	cat <<TEXT
type $2
wait $2
key Enter
wait You are signed in
$(noted done)
print Code
key Enter
wait Start
TEXT
}

# --- init --------------------------------------------------------------------------------------

need_shim
mkdir -p "$scratch/owner"
echo 'correct horse battery staple' > "$passphrase"
begin_journal init 0
mark step init
journaled welkom-setup init --config "$conf" --state "$register" --key "$key" \
	--passphrase-file "$passphrase"
end_journal
rm -rf "$register" "$scratch/conf" "$scratch/owner"
new_register
. "$WELKOM_TESTS/keys.sh"

# --- at the kiosk ------------------------------------------------------------------------------

begin_journal kiosk 0
{
	noted step hour
	signs_in 'Femke Visser' 0612345678
	noted step visit
	signs_in 'Jan Jansen' 0612345679
	signs_in 'Zoe Last' 0612345670
	echo "$leave"
} > "$scratch/script"
journaled_kiosk "$scratch/script"
mark done
end_journal
codes=$(grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3} ' "$scratch/screens" | tr -d ' ' | uniq)
femke=$(echo "$codes" | sed -n 1p)
jan=$(echo "$codes" | sed -n 2p)

begin_journal collect 0
mark step collect
journaled welkom-purge --config "$conf" --quiet
end_journal

# another hour, with the one before in the store, and one who takes back what was collected and one
# who takes back what was not
machine offset $((m_begin + hours)) up "$hours"
purge --quiet
begin_journal erase "$hours"
{
	noted step hour
	signs_in 'Ali Demir' 0612345671
	signs_in 'Ida Holm' 0612345672
	noted step erase
	cat <<TEXT
key Left
key Enter
wait Type the code that was shown
type $femke
wait $femke
key Enter
wait Erase the entry with this code?
key Left
key Enter
wait Within 15 minutes nothing is kept under this code.
$(noted done)
key Enter
wait Start
$leave
TEXT
} > "$scratch/script"
journaled_kiosk "$scratch/script"
mark done
mark step carry-out
journaled welkom-purge --config "$conf" --quiet
end_journal

begin_journal desk-erase "$hours"
echo "$jan" > "$scratch/query"
mark step desk-erase
journaled welkom-desk erase --config "$conf" --query-file "$scratch/query" --yes
end_journal

# --- rights ------------------------------------------------------------------------------------

begin_journal rectify "$hours"
echo 'Zoe Last' > "$scratch/query"
printf 'Zoe Lasta\n\n' > "$scratch/right"
mark step rectify
journaled welkom-desk rectify --config "$conf" --query-file "$scratch/query" --key "$key" \
	--passphrase-file "$passphrase" --recognised in-person --correction-file "$scratch/right" --yes
end_journal

# --- keys --------------------------------------------------------------------------------------

sign_in 'Eve Vos' 0612345673
begin_journal keys-add "$hours"
mark step keys-add
journaled welkom-desk keys add anna --config "$conf" --key "$key" --passphrase-file "$passphrase" \
	--new-key "$anna" --new-passphrase-file "$anna_passphrase"
mark step install
journaled welkom-setup recipients install "$scratch/owner/recipients.new" --config "$conf" --yes
end_journal
cheapen "$anna" "$anna_passphrase"
begin_journal rewrap "$hours"
mark rewraps
mark step rewrap
journaled welkom-desk drill --config "$conf" --key "$key" --passphrase-file "$passphrase"
end_journal
expect_exit 0 as_anna drill
begin_journal revoke "$hours"
mark rewraps
mark step keys-revoke
journaled welkom-desk keys revoke reception --config "$conf" --key "$anna" \
	--passphrase-file "$anna_passphrase"
mark step install
journaled welkom-setup recipients install "$scratch/anna/recipients.new" --config "$conf" --yes
mark step rewrap
journaled welkom-desk drill --config "$conf" --key "$anna" --passphrase-file "$anna_passphrase"
end_journal
begin_journal rotate "$hours"
mark step keys-rotate
journaled welkom-desk keys rotate --config "$conf" --key "$anna" \
	--passphrase-file "$anna_passphrase"
end_journal
cheapen "$scratch/anna/anna.next.key" "$anna_passphrase"
begin_journal rotated "$hours"
mark rewraps
mark step install
journaled welkom-setup recipients install "$scratch/anna/recipients.new" --config "$conf" --yes
mark step rewrap
journaled welkom-desk drill --config "$conf" --key "$anna" --passphrase-file "$anna_passphrase"
end_journal

# --- what is due -------------------------------------------------------------------------------

# begin_due NAME SECONDS: nothing of it is recorded; the machine is on until then.
begin_due() {
	machine offset $((m_begin + $2)) up "$2"
	begin_journal "$1" "$2"
	mark step "$1"
}

# a line that a crash tore, and a line to add
printf '99\t2026' >> "$state/ledger"
begin_due ledger "$hours"
journaled welkom-purge --config "$conf" --quiet --confirm-clock \
	"$(date -u -d "@$((begin + hours))" +%Y-%m-%dT%H:%M)"
end_journal

# the first hour is due, the second not; one more has come in meanwhile
machine offset $((m_begin + 2 * hours)) up $((2 * hours))
purge --quiet
sign_in 'Mia Berg' 0612345674
purge --quiet
sign_in 'Uwe Kern' 0612345675
late=$((14 * days + 300))
machine synced 1
begin_due purge-one "$late"
journaled welkom-purge --config "$conf" --quiet
end_journal

# all are due, those of the inbox too
machine offset $((m_begin + late)) up "$late"
sign_in 'Leo Wolf' 0612345676
begin_due purge-all $((30 * days))
journaled welkom-purge --config "$conf" --quiet
end_journal

# --- the cuts -----------------------------------------------------------------------------------

# shellcheck disable=SC2086
"$POWERCUT" cut -n "${FAULT_CUTS:-50000}" -s "${FAULT_SEED:-1}" $journals ||
	fail "a power cut breaks a promise"
# What finds nothing shows nothing: where a sync of folders, of files, or of overwritten keys is taken
# for nothing, it is found.
while read -r ignored journal; do
	"$POWERCUT" cut -n 1 -i "$ignored" "$scratch/journal-$journal" ||
		fail "nobody misses the syncs of $ignored in $journal"
done <<TEXT
folders kiosk
files kiosk
files ledger
folders rewrap
keys collect
keys purge-one
TEXT
