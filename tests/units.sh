# SPDX-License-Identifier: ISC
# units.sh: what the tests of units share, after lib.sh. They are read with systemd's own tools, offline,
# and programs run with exactly the system calls that a unit allows.

command -v systemd-analyze > /dev/null || skip "there is no systemd-analyze"

# install_programs: into $scratch/root, as make install does
install_programs() {
	MAKEFLAGS='' MAKELEVEL='' make -s -C "$top_builddir/src" install-exec \
		DESTDIR="$scratch/root" > "$scratch/install" 2>&1 && return 0
	cat "$scratch/install" >&2
	fail "the programs cannot be installed"
}

# commands_of UNIT: what it starts, but for what may be missing ("-")
commands_of() {
	grep -E '^Exec(StartPre|Start|StopPost)=' "$1" | sed 's/^[^=]*=//' | grep -v '^-' |
		sed 's/^[+!:@]*//'
}

# copy_unit UNIT FILE: a copy whose programs are those in $scratch/root
copy_unit() {
	mkdir -p "${2%/*}"
	sed -E "s,^(Exec(StartPre|Start|StopPost)=[-+]*)/,\\1$scratch/root/," "$1" > "$2"
	grep -q "^ExecStart=$scratch/root/" "$2" || fail "the copy has other paths"
}

# check UNIT: prints what is wrong with it, and then ends with 1
check() {
	SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --man=no "$1" > "$scratch/verify" 2>&1 ||
		echo "verify ends with $?" >> "$scratch/verify"
	# it may warn of units of the machine
	grep -E 'welkom|verify ends' "$scratch/verify" && return 1
	case $1 in
	*.service) ;;
	*) return 0 ;;
	esac
	systemd-analyze security --offline=yes --threshold=5 "$1" > "$scratch/security" 2>&1 &&
		return 0
	tail -n 1 "$scratch/security"
	return 1
}

# good UNIT: says its exposure
good() {
	check "$1" > "$scratch/said" || {
		cat "$scratch/said" "$scratch/security" >&2
		fail "the unit $1"
	}
	tail -n 1 "$scratch/security"
}

# sees UNIT SCRIPT WORDS: the check sees what is wrong when sed's SCRIPT has changed UNIT
sees() {
	mkdir -p "$scratch/worse"
	sed "$2" "$1" > "$scratch/worse/${1##*/}"
	! cmp -s "$1" "$scratch/worse/${1##*/}" || fail "nothing was changed by $2"
	! check "$scratch/worse/${1##*/}" > "$scratch/said" || fail "may be: $2"
	has "$scratch/said" "$3"
}

# calls SET: the system calls of it and of the sets in it
calls() {
	systemd-analyze syscall-filter "$1" | sed -n 's/^ \{4\}\([@a-z0-9_-]*\)$/\1/p' | while read -r call; do
		case $call in
		@*) calls "$call" ;;
		*) echo "$call" ;;
		esac
	done
}

# calls_of UNIT: $scratch/calls becomes the list of system calls that it allows
calls_of() {
	: > "$scratch/calls"
	sed -n 's/^SystemCallFilter=//p' "$1" > "$scratch/filters"
	while read -r words; do
		case $words in
		'~'*) without=yes words=${words#?} ;;
		*) without= ;;
		esac
		for word in $words; do
			case $word in
			@*) calls "$word" ;;
			*) echo "$word" ;;
			esac
		done | sort -u > "$scratch/these"
		if [ "$without" ]; then
			comm -23 "$scratch/calls" "$scratch/these" > "$scratch/left"
		else
			sort -u "$scratch/calls" "$scratch/these" > "$scratch/left"
		fi
		mv "$scratch/left" "$scratch/calls"
	done < "$scratch/filters"
	[ "$(wc -l < "$scratch/calls")" -gt 150 ] || fail "the system calls of the unit are not known"
}

may() {
	grep -qx "$1" "$scratch/calls"
}

# filter NAME: a program that runs another with the calls in $scratch/calls
filter() {
	[ -z "${WELKOM_SANITIZERS:-}" ] ||
		skip "a sanitizer makes system calls of its own; the unit is right"
	cc=$(sed -n 's/^CC = *//p' "$top_builddir/src/Makefile")
	mkdir -p "$scratch/$1.d"
	sed 's/.*/#ifdef __NR_&\n__NR_&,\n#endif/' "$scratch/calls" > "$scratch/$1.d/allowed.h"
	$cc -std=gnu11 -I "$scratch/$1.d" -o "$scratch/$1" "$WELKOM_TESTS/shim/filter.c" ||
		fail "the filter cannot be compiled"
	"$scratch/$1" true || {
		[ $? -ne 77 ] || skip "there are no system call filters here; the unit is right"
		fail "nothing runs with the filter of the unit"
	}
}
