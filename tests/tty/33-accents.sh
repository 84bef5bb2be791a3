#!/bin/sh
# SPDX-License-Identifier: ISC
# A name with accents is typed with nothing but the keys of a US keyboard: the plain letter, F4, and
# the label of the one that is meant, three keys for such a letter. It stands at the desk exactly.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register

# visit START AGREE TITLE SIGNED NUMBER LETTER...: a whole visit. An accented letter is written
# PLAIN:LETTER, a blank _; what was typed so far is on the screen after each.
visit() {
	printf 'wait %s\nkey Enter\nwait %s\nkey Enter\nwait %s\n' "$1" "$2" "$3"
	asked=$3
	said=$4
	phone=$5
	shift 5
	so_far=
	for letter in "$@"; do
		case $letter in
		?:*)
			printf 'type %s\nkey F4\npick %s\n' "${letter%%:*}" "${letter#*:}"
			so_far=$so_far${letter#*:}
			;;
		_)
			printf 'type \\x20\n'
			so_far="$so_far "
			continue
			;;
		*)
			printf 'type %s\n' "$letter"
			so_far=$so_far$letter
			;;
		esac
		echo "wait $so_far"
	done
	printf 'cursor-after %s\nkey Enter\nwait-gone %s\n' "$so_far" "$asked"
	printf 'type %s\nkey Enter\nwait %s\nkey Enter\n' "$phone" "$said"
}

for language in nl pl; do
	case $language in
	nl) start=Beginnen agree=Aanmelden title='Uw naam' signed=aangemeld number=+3161234567 ;;
	pl) start=Rozpocznij agree=Wpisuję title='Imię i' signed='wpis jest' number=+3161234569 ;;
	esac
	{
		visit "$start" "$agree" "$title" "$signed" "${number}1" \
			L:Ł u k a s z _ Z:Ź d z:ź b l:ł o
		visit "$start" "$agree" "$title" "$signed" "${number}2" \
			N g u y e:ễ n _ T h i:ị _ A:Á n h
		visit "$start" "$agree" "$title" "$signed" "${number}3" \
			T:Þ o:ó r d:ð u r _ S:Ş a h i:ı n _ A:Æ s a
		echo "wait $start"
		echo "$leave"
	} > "$scratch/typed"
	# nothing but ASCII is typed
	! grep '^type' "$scratch/typed" | LC_ALL=C grep -q '[^ -~]' || fail "this is no US keyboard"
	kiosk "$scratch/typed" --language "$language"
done

trace "$(hour_from 0)" "$(hour_to 0)" --format csv | tr -d '\r' > "$scratch/sheet"
for name in 'Łukasz Źdźbło' 'Nguyễn Thị Ánh' 'Þórður Şahın Æsa'; do
	[ "$(grep -cF "\"$name\"," "$scratch/sheet")" -eq 2 ] || {
		cat "$scratch/sheet" >&2
		fail "$name is not kept exactly, twice"
	}
done

# The offer is taken back by Esc and by any other key, which then means what it always means; the
# plain letter is offered back; where there is nothing to offer it is said how it goes.
cat > "$scratch/other" <<TEXT
wait Start
key Enter
wait Before you type anything
key Enter
wait Your name
key F4
wait Type the plain letter first
type 5
key F4
wait Type the plain letter first
type e
wait-gone Type the plain letter first
key F4
pick é
wait 5é
key F4
pick e
wait 5e
key F4
wait 1è
key F4
wait-gone 1è
key F4
wait 1è
key Esc
wait-gone 1è
expect 5e
key F4
wait 1è
type !
wait 5e!
expect-not 1è
key Backspace
key F4
wait 1è
key Home
wait-gone 1è
type x
wait x5e
key End
key F4
wait 1è
key F3
wait F3 Contrast
key F3
wait F3 Plain
key F3
wait F3 Standard
pick ê
wait x5ê
key F4
wait 1è
resize 40x12
wait 1è
pick ę
wait x5ę
key Enter
wait Your phone number
key F4
alive
type 1e
key F4
type 2
wait 1e2
$leave
TEXT
kiosk "$scratch/other"
