# SPDX-License-Identifier: ISC
# A file includes its own folder and lower ranks only, and of those only what its program is made of;
# folders of rank 2 never include each other. Each library is included in one place; what opens is
# called in open/ only, what seals in seal/ only. See doc/ARCHITECTURE.md.
set -eu
. "$WELKOM_TESTS/lib.sh"

# check SRC: prints what is wrong in the sources below SRC, and then ends with 1.
check() {
	(cd "$1" && find . -name '*.[ch]' | sed 's,^\./,,' | LC_ALL=C sort | xargs awk '
	function wrong(what) {
		print FILENAME ":" FNR ": " what
		bad = 1
	}
	BEGIN {
		may["base"] = ""
		may["visit"] = "base"
		may["register"] = "base visit"
		may["seal"] = "base visit"
		may["open"] = "base visit"
		may["ui"] = "base visit"
		may["kiosk"] = "base visit register seal ui"
		may["desk"] = "base visit register seal open ui handover keys rights view"
		may["handover"] = "base visit register seal open desk"
		may["keys"] = "base visit register seal open desk"
		may["rights"] = "base visit register seal open desk handover"
		may["view"] = "base visit register seal open ui desk handover keys rights"
		may["purge"] = "base register"
		may["pdf"] = "base"
		may["doctor"] = "base visit register"
		may["setup"] = "base visit register seal open doctor"
		# folders that may include a library header
		lib["curses.h"] = lib["term.h"] = "ui"
		lib["sqlite3.h"] = "register"
		lib["ini.h"] = lib["seccomp.h"] = "base"
		lib["jansson.h"] = "purge desk handover setup"
		lib["zip.h"] = "handover"
		lib["qrencode.h"] = "ui"
		lib["hpdf.h"] = "pdf"
		lib["unistr.h"] = lib["unigbrk.h"] = lib["uninorm.h"] = lib["unictype.h"] = lib["unicase.h"] = "base visit"
	}
	function among(word, list) {
		return index(" " list " ", " " word " ") > 0
	}
	FNR == 1 {
		folder = FILENAME
		sub(/\/.*/, "", folder)
		if (!(folder in may))
			wrong("a folder without a rank")
		files++
	}
	/^[ \t]*#[ \t]*include[ \t]*"/ {
		name = $0
		sub(/^[^"]*"/, "", name)
		sub(/".*/, "", name)
		if (name == "config.h")
			next
		if (name !~ /^[a-z]+\/[a-z_]+\.h$/) {
			wrong("“" name "” is not folder/file.h")
			next
		}
		if ((getline line < name) < 0)
			wrong("there is no " name)
		close(name)
		other = name
		sub(/\/.*/, "", other)
		if (other != folder && !among(other, may[folder]))
			wrong(folder " may not include " name)
		next
	}
	/^[ \t]*#[ \t]*include[ \t]*</ {
		name = $0
		sub(/^[^<]*</, "", name)
		sub(/>.*/, "", name)
		if (name in lib && !among(folder, lib[name]))
			wrong(folder " may not include <" name ">")
		next
	}
	{
		rest = $0
		while (match(rest, /crypto_(box|aead|secretbox|secretstream|pwhash|scalarmult|sign|kx)[a-z0-9_]*[ \t]*\(/)) {
			call = substr(rest, RSTART, RLENGTH - 1)
			rest = substr(rest, RSTART + RLENGTH)
			if (folder == "open" || (folder == "seal" && call ~ /^crypto_box_(keypair|seal)$/))
				continue
			wrong(folder " may not call " call)
		}
	}
	END {
		if (files < 50) {
			print "only " files + 0 " files"
			bad = 1
		}
		exit bad
	}')
}

check "$top_srcdir/src" || fail "the ranks are broken"

# The check sees what is wrong.
cp -r "$top_srcdir/src" "$scratch/src"

# sees FILE LINE WORDS: with LINE in FILE it says WORDS
sees() {
	cp "$scratch/src/$1" "$scratch/saved"
	echo "$2" >> "$scratch/src/$1"
	! check "$scratch/src" > "$scratch/said" || fail "$1 may have the line $2"
	has "$scratch/said" "$3"
	[ "$(wc -l < "$scratch/said")" -eq 1 ] || fail "more than one line about $1"
	cp "$scratch/saved" "$scratch/src/$1"
}

sees base/file.c '#include "visit/record.h"' 'base may not include visit/record.h'
sees seal/hourkey.c '# include "open/openkey.h"' 'seal may not include open/openkey.h'
sees ui/page.c '#include "register/register.h"' 'ui may not include register/register.h'
sees kiosk/main.c '#include "open/openkey.h"' 'kiosk may not include open/openkey.h'
sees purge/run.c '#include "seal/hourkey.h"' 'purge may not include seal/hourkey.h'
sees purge/run.c '#include <hpdf.h>' 'purge may not include <hpdf.h>'
sees desk/main.c '#include "kiosk/kiosk.h"' 'desk may not include kiosk/kiosk.h'
sees kiosk/main.c '#include "gate.h"' '“gate.h” is not folder/file.h'
sees kiosk/main.c '#include "base/nothing.h"' 'there is no base/nothing.h'
sees kiosk/main.c '#include <curses.h>' 'kiosk may not include <curses.h>'
sees desk/main.c '#include <sqlite3.h>' 'desk may not include <sqlite3.h>'
sees kiosk/main.c '	crypto_box_seal_open(a, b, c, d, e);' 'kiosk may not call crypto_box_seal_open'
sees seal/hourkey.c '	x = crypto_box_seal_open (a);' 'seal may not call crypto_box_seal_open'
sees base/wipe.c '	crypto_pwhash(a);' 'base may not call crypto_pwhash'
