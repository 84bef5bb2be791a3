# SPDX-License-Identifier: ISC
# A mistake in the configuration is an error that names file, line and key, in every program, and is
# never something silently ignored.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register
cp "$conf" "$scratch/good"
picture "$register" > "$scratch/before"

# mistake LINE WORDS TEXT: with line number LINE being TEXT, all programs say WORDS
mistake() {
	awk -v line="$1" -v text="$3" 'NR == line { print text; next } { print }' "$scratch/good" > "$conf"
	for command in 'welkom-purge' 'welkom-purge --status' 'welkom-desk overview' welkom-kiosk \
		'welkom-desk ledger verify'; do
		expect_exit 1 on $command --config "$conf"
		has "$scratch/err" "$conf, line $1: $2"
		[ "$(wc -l < "$scratch/err")" -eq 1 ] || fail "more than one line"
	done
}

[ "$(sed -n 6p "$scratch/good")" = 'basis = public-task' ] || fail "line 6 is another"
mistake 6 'unknown key “bassis” in [controller]' 'bassis = consent'
mistake 6 'unknown key “Basis” in [controller]' 'Basis = consent'
mistake 6 '“basis” cannot have this value' 'basis = because'
mistake 6 '“contact” stands there twice' 'contact = somebody@school.example'
mistake 6 'neither [section] nor name = value' 'basis'
mistake 6 'the line is too long' "contact = $(head -c 300 /dev/zero | tr '\000' x)"
mistake 6 '“url” cannot have this value' "url = $(printf 'https://\033[2J')"
mistake 6 '“review_by” cannot have this value' 'review_by = 2026-02-30'
mistake 2 '“state_dir” cannot have this value' 'state_dir = register'
mistake 2 'unknown key “idle_seconds” in [register]' 'idle_seconds = 60'
# kept for longer than the ceiling, or for ever
for time in 15 0 -1 14.5 14d '' 999999999999999999999; do
	mistake 2 '“retention_days” cannot have this value' "retention_days = $time"
done
mistake 9 '“language” cannot have this value' 'language = english'
mistake 10 '“calling_code” cannot have this value' 'calling_code = +31'
mistake 10 '“idle_seconds” cannot have this value' 'idle_seconds = 5'
mistake 10 '“demo” cannot have this value' 'demo = maybe'
mistake 10 '“staff_key” cannot have this value' 'staff_key = F10'
same_files "$register" "$scratch/before"

# none at all
expect_exit 1 on welkom-purge --config "$scratch/nowhere.conf"
has "$scratch/err" "cannot read the configuration $scratch/nowhere.conf: "

# and what is right is taken
cp "$scratch/good" "$conf"
expect_exit 0 purge
