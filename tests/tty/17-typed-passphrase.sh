#!/bin/sh
# SPDX-License-Identifier: ISC
# The passphrase typed at a verb of the desk: what is taken and what is refused, with which sentence; it is
# never shown, and what is typed afterwards always is. passwd and keys add offer a made one there.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/typed.sh"
need_play
new_register
. "$WELKOM_TESTS/keys.sh"

# at_desk VERB...: at the terminal, with the steps on standard input.
at_desk() {
	cat > "$scratch/steps"
	at_terminal "$scratch/steps" welkom-desk --config "$conf" --key "$key" "$@"
}

# typed TEXT: the steps of typing the passphrase of the key.
typed() {
	cat <<TEXT
cursor-after Passphrase of the reception key:
type $1
raw-residue $1
key Enter
TEXT
}

# refused SENTENCE [NEXT]: the steps of the end.
refused() {
	printf 'wait %s\n' "$1"
	ended 1 "${2:-next}"
}

# repeated TEXT N
repeated() {
	printf "%$2s" '' | sed "s/ /$1/g"
}

# composed in the file; the longest that there can be
own='Zoë drinkt café crème'
decomposed='Zoe\u{308} drinkt cafe\u{301} cre\u{300}me'
longest=$(repeated abcdefgh 32)
echo "$longest" > "$scratch/longest"
cp "$passphrase" "$scratch/first"
as() {
	expect_exit 0 as_reception passwd --new-passphrase-file "$1"
	cp "$1" "$passphrase"
}

# --- the longest -----------------------------------------------------------------------------------

as "$scratch/longest"
at_desk drill <<TEXT
$(typed "$longest")
wait The key opens with this passphrase
$(ended 0)
$(typed "${longest}i")
$(refused 'the passphrase is too long, or not UTF-8')
$(typed "$(repeated x 1000)")
$(refused 'the passphrase is too long, or not UTF-8' bye)
TEXT

# --- right, wrong and none ----------------------------------------------------------------------------

echo "$own" > "$scratch/own"
as "$scratch/own"
at_desk drill <<TEXT
$(typed "$own")
$(ended 0)
$(typed "$decomposed")
$(ended 0)
cursor-after Passphrase of the reception key:
type $decomposed
key Ctrl-D 2
$(ended 0)
$(typed "$own.")
$(refused 'this passphrase does not open the key')
$(typed "$(cat "$scratch/first")")
$(refused 'this passphrase does not open the key')
cursor-after Passphrase of the reception key:
key Enter
$(refused 'no passphrase was given')
cursor-after Passphrase of the reception key:
key Ctrl-D
$(refused 'no passphrase was given')
cursor-after Passphrase of the reception key:
type Zo\xeb drinkt
key Enter
$(refused 'the passphrase is too long, or not UTF-8')
cursor-after Passphrase of the reception key:
type $own
key Ctrl-C
$(ended 130)
cursor-after Passphrase of the reception key:
type $own
run kill -TERM \$(cat $pid)
$(ended 143)
cursor-after Passphrase of the reception key:
run kill -HUP \$(cat $pid)
$(ended 129 bye)
TEXT
expect_exit 1 on setsid welkom-desk --config "$conf" --key "$key" drill
has "$scratch/err" 'there is no terminal to ask for the passphrase; use --passphrase-file'

# --- another passphrase ---------------------------------------------------------------------------------

cp "$key" "$scratch/as-it-was"
at_desk passwd <<TEXT
$(typed "$own.")
wait this passphrase does not open the key
expect-not A passphrase was made
$(ended 1)
$(typed "$own")
cursor-after for one of your own:
save P Passphrase:
raw-residue $own
key Ctrl-D
wait input ended
raw-residue \${P}
run cmp $key $scratch/as-it-was
$(ended 1)
$(typed "$own")
cursor-after for one of your own:
save P Passphrase:
run printf '%s\n' "\$P" > $scratch/noted
key Enter
cursor-after (it is not shown):
type \${P}
raw-residue \${P}
key Enter
wait The passphrase of this key file is changed.
raw-residue \${P}
$(ended 0 bye)
TEXT
cp "$scratch/noted" "$passphrase"
expect_exit 0 as_reception drill
expect_exit 1 on setsid welkom-desk --config "$conf" --key "$key" --passphrase-file "$passphrase" passwd
has "$scratch/err" 'there is no terminal to ask for the passphrase; use --passphrase-file'

# --- the key of a second person, who chooses a passphrase -------------------------------------------------

at_desk keys add anna --new-key "$anna" <<TEXT
$(typed "$(cat "$passphrase")")
cursor-after for one of your own:
expect Now the passphrase for the new key, chosen by the person it is for.
save P Passphrase:
type own
key Enter
cursor-after Your passphrase (it is not shown):
raw-residue \${P}
type $decomposed
key Enter
cursor-after The same once more:
type $own
key Enter
wait it ended with 0
raw-residue $own
$(ended 0 bye)
TEXT
install_list "$scratch/owner"
expect_exit 0 on welkom-desk --config "$conf" --key "$anna" --passphrase-file "$scratch/own" drill
