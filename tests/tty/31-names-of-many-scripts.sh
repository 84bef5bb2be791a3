#!/bin/sh
# SPDX-License-Identifier: ISC
# Names of many scripts, typed in pieces as input methods send them, come out at the desk as the
# NFC of what was typed.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
n=0
: > "$scratch/script"
: > "$scratch/wanted"
# typed | kept
while IFS='|' read -r typed kept; do
	n=$((n + 1))
	cat >> "$scratch/script" <<TEXT
wait Start
key Enter
wait Sign in
key Enter
wait Your name
type $typed
key Enter
wait Your phone number
type +3161234567$((n % 10))
key Enter
wait You are signed in
key Enter
TEXT
	printf '%s\n' "$kept" >> "$scratch/wanted"
done << 'TEXT'
Zoe\u{308} Nguye\u{302}\u{303}n|Zoë Nguyễn
Łukasz Źdźbło|Łukasz Źdźbło
\u{1112}\u{1161}\u{11ab} 글|한 글
محمد عبد الله|محمد عبد الله
दीपिका शर्मा|दीपिका शर्मा
王小明|王小明
Ελένη Παπαδοπούλου|Ελένη Παπαδοπούλου
Þórdís Æsa|Þórdís Æsa
Мар'яна Ґудзь|Мар'яна Ґудзь
נועה לוי|נועה לוי
=cmd 1|=cmd 1
Tom 👨\u{200d}👩\u{200d}👧|Tom 👨‍👩‍👧
TEXT
echo "wait Start" >> "$scratch/script"
echo "$leave" >> "$scratch/script"
kiosk "$scratch/script"
trace "$(hour_from 0)" "$(hour_to 0)" --format csv > "$scratch/sheet"
while read -r kept; do
	case $kept in
	=*) kept="'$kept" ;;
	esac
	has "$scratch/sheet" "\"$kept\","
done < "$scratch/wanted"
