/* SPDX-License-Identifier: ISC */
#include "desk/usage.h"

#include <stdio.h>

#include "base/nls.h"
#include "base/program.h"
#include "desk/desk.h"

int
usage_print(void)
{
	printf(_("Usage: %s [--key FILE] [OPTION]...\n"), DESK_NAME);
	printf(_("       %s overview [OPTION]...\n"), DESK_NAME);
	printf(_("       %s trace --key FILE --from T --to T --reason R [OPTION]...\n"), DESK_NAME);
	printf(_("       %s find|access|erase|rectify --key FILE [OPTION]...\n"), DESK_NAME);
	printf(_("       %s exports [--key FILE] [--confirm X] [OPTION]...\n"), DESK_NAME);
	printf(_("       %s ledger verify [--key FILE | --head H --count N] [OPTION]...\n"), DESK_NAME);
	printf(
		_("       %s keys list|add|revoke|rotate|copy|recovery [WORD] [OPTION]...\n"), DESK_NAME);
	printf(_("       %s drill|passwd --key FILE [OPTION]...\n"), DESK_NAME);
	printf(_("       %s recover --output FILE [OPTION]...\n\n"), DESK_NAME);
	puts(_("without a verb, on a terminal: the screen of reception"));
	puts(_("overview  counts per day and the state of the register; no name, no passphrase"));
	puts(_("trace     the visits of a window of at most 24 hours; the ledger notes it first"));
	puts(_("find      the entries of one person: whole name, whole number or erasure code"));
	puts(_("access    the letter about all that is held on that person"));
	puts(_("erase     erases them at once; by erasure code no key is needed"));
	puts(_("rectify   puts a misspelt name or number right"));
	puts(_("incident  a sheet for a data breach: counts, 72 hours, what to do; no name"));
	puts(_("exports   what was handed out; with --key, shreds the files that are due"));
	puts(_("confirm-clock YYYY-MM-DDTHH:MM  say that the machine's clock is right"));
	puts(_("ledger verify  check the chain of what was done"));
	puts(_("drill     prove that key and passphrase open the register; no entry is opened"));
	puts(_("keys list      who may open, with fingerprints"));
	puts(_("keys add LABEL --new-key FILE | --pk HEX   a key for one more person"));
	puts(_("keys revoke LABEL   take a key out of the list"));
	puts(_("keys rotate    another key in the place of your own"));
	puts(_("keys copy FILE      a second copy of your key file"));
	puts(_("keys recovery LABEL a key on paper, for the safe"));
	puts(_("passwd    another passphrase for your key file"));
	puts(_("recover   make a key file out of a recovery sheet\n"));
	puts(_("      --config FILE           read FILE instead of the usual configuration"));
	puts(_("      --key FILE              the reception key"));
	puts(_("      --passphrase-file FILE  read its passphrase from FILE (-: standard input)"));
	puts(_("      --from T, --to T        from T to just before T: YYYY-MM-DDTHH:MM, local\n"
		   "                              time, or with Z or an offset such as +02:00"));
	puts(_("      --reason R              contact-tracing, access, erasure, rectification,\n"
		   "                              objection or incident"));
	puts(_("      --reference X           letters, digits, . / - with a digit; made if\n"
		   "                              left out"));
	puts(_("      --format F              text (usual), csv, json or zip (AES-256, under a\n"
		   "                              passphrase that is shown for the phone)"));
	puts(_("      --output FILE           write to a new FILE that only you can read"));
	puts(_("      --query-file FILE       read whom to look for (-: standard input)"));
	puts(_("      --recognised HOW        the person: code, called-back or in-person"));
	puts(_("      --received DAY          when the person asked, YYYY-MM-DD; today"));
	puts(_("      --pick LIST             of the entries found, such as 1,3, or all"));
	puts(_("      --language LL           the language of the letter: en, nl, fr, de, pl"));
	puts(_("      --correction-file FILE  the right name and number, a line each"));
	puts(_("      --known T               incident: since when it is known; now if left out"));
	puts(_("      --key-exposed           incident: a reception key may be in other hands"));
	puts(_("      --yes                   do not ask for confirmation"));
	puts(_("      --head H, --count N     the head and number of lines on a certificate"));
	puts(_("      --confirm X             exports: what has reference X is destroyed"));
	puts(_("      --new-key FILE          the file of the key that is made"));
	puts(_("      --new-passphrase-file FILE  read the new passphrase from FILE"));
	puts(_("      --pk HEX                a public half, 64 hexadecimal digits"));
	puts(_("      --secret-file FILE      read the secret of a recovery sheet from FILE"));
	puts(_("      --idle-exit N           screen: end after N seconds without a key"));
	puts(_("      --help                  print this help"));
	puts(_("      --version               print the version"));
	puts(_("\nExit status: 0 done, 1 failed, 2 wrong use."));
	return PROGRAM_DONE;
}
