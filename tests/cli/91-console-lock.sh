# SPDX-License-Identifier: ISC
# "console lock" brings a console to the front and asks its driver to keep it there, "unlock" lets it
# go; what is no console, and who is not root, is told so. The console is a made one: a test must not
# lock the screen of whoever runs it.
set -eu
. "$WELKOM_TESTS/lib.sh"
CONSOLE=${CONSOLE:-}
[ -f "$CONSOLE" ] || skip "there is no console.so"
[ -z "${WELKOM_SANITIZERS:-}" ] || skip "a sanitizer must be loaded before anything else"

console=$(cd "$scratch" && pwd -P)/console

# asked KIND ACTION CODE: what was asked of the console is in $console
asked() {
	: > "$console"
	expect_exit "$3" env LD_PRELOAD="$CONSOLE" WELKOM_CONSOLE="$console" WELKOM_CONSOLE_IS="$1" \
		welkom-setup console "$2" --tty "$console"
	is_empty "$scratch/out"
}

# was TEXT...: exactly these lines
was() {
	printf '%s\n' "$@" | diff -u - "$console" >&2 || fail "what was asked of the console"
}

asked good lock 0
is_empty "$scratch/err"
was unlock 'activate 7' 'wait 7' lock

asked good unlock 0
is_empty "$scratch/err"
was unlock

for action in lock unlock; do
	asked refuse $action 1
	has "$scratch/err" 'welkom-setup: only root may lock and unlock consoles'
	is_empty "$console"
done

# a console that never comes to the front is not locked, nor waited for for ever
asked stuck lock 1
has "$scratch/err" 'did not come to the front within 5 seconds'
was unlock 'activate 7' 'wait 7'

# nor is another one locked in its place: the last thing is that it lets go
asked restless lock 1
has "$scratch/err" 'another console is in front again and again'
[ "$(tail -n 1 "$console")" = unlock ] || fail "another console stays locked"
[ "$(grep -c '^activate 7$' "$console")" -eq 5 ] || fail "not five times"

# What is no console. Nothing is asked of it, and nobody is waited for.
touch "$scratch/file"
mkfifo "$scratch/pipe"
for action in lock unlock; do
	for tty in /dev/null "$scratch/file" "$scratch/pipe"; do
		expect_exit 1 welkom-setup console $action --tty "$tty"
		has "$scratch/err" "welkom-setup: $tty is no console"
		is_empty "$scratch/out"
	done
	for tty in "$scratch/missing" "$scratch"; do
		expect_exit 1 welkom-setup console $action --tty "$tty"
		has "$scratch/err" "welkom-setup: cannot open the console $tty: "
	done
done
is_empty "$scratch/file"

# a terminal that is no console either
if [ -x "$PLAY" ] && (: <> /dev/ptmx) 2> /dev/null; then
	cat > "$scratch/steps" <<TEXT
wait is no console
exit 1
TEXT
	"$PLAY" -l 20 "$scratch/steps" -- sh -c 'exec welkom-setup console lock --tty "$(tty)"' ||
		fail "a pseudo terminal"
fi

# wrong use
for words in 'console' 'console lock' 'console burn --tty /dev/null' 'console lock now --tty /dev/null' \
	'console lock --config x --tty /dev/null' 'init --tty /dev/null'; do
	expect_exit 2 welkom-setup $words
	has "$scratch/err" 'Try “welkom-setup --help”.'
done
