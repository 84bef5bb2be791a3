/* SPDX-License-Identifier: ISC */
/* Files, configuration, recipients, databases, ledger, room, and what would copy them. */
#include "unit/tree.h"

#define REG HEALTHY_STATE
#define CONF(more) \
	{ \
		TREE_CONF, NULL, "[register]\nstate_dir = /var/lib/welkom\n[controller]\n" more, 0 \
	}
#define WHO "organisation = Test school\ncontact = a@school.example\nbasis = consent\n"
#define ADDED "/etc/welkom/more"
#define HEX "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define DAY 86400

int
main(void)
{
	static const struct tree_case cases[] = {
		/* modes and owners */
		{"a folder that is too open is wrong", checkfiles_modes, FINDING_WRONG,
			"/var/lib/welkom/store has mode 0755 instead of 0750",
			"chmod 0750 /var/lib/welkom/store", {{TREE_MODE, REG "/store", NULL, 0755}}},
		{"each path of the register is looked at", checkfiles_modes, FINDING_WRONG,
			"inbox/keys has", "chmod 2770", {{TREE_MODE, REG "/inbox/keys", NULL, 0770}}},
		{"a ledger that others read is wrong", checkfiles_modes, FINDING_WRONG,
			"ledger has mode 0664", "chmod 0660", {{TREE_MODE, REG "/state/ledger", NULL, 0664}}},
		{"a tag key that can be written is wrong", checkfiles_modes, FINDING_WRONG, "tag.key",
			"chmod 0440", {{TREE_MODE, REG "/inbox/tag.key", NULL, 0640}}},
		{"another owner is wrong", checkfiles_modes, FINDING_WRONG,
			"/var/lib/welkom/store belongs to welkom-kiosk instead of welkom-keeper",
			"chown welkom-keeper /var/lib/welkom/store", {{TREE_OWNER, REG "/store", NULL, 901}}},
		{"a tag key of root's is fine", checkfiles_modes, FINDING_FINE, "paths are", NULL,
			{{TREE_OWNER, REG "/inbox/tag.key", NULL, 0}}},
		{"another group is wrong", checkfiles_modes, FINDING_WRONG,
			"store/keys has the group winbox instead of wstore", "chgrp wstore",
			{{TREE_GROUP, REG "/store/keys", NULL, 801}}},
		{"what is missing is wrong", checkfiles_modes, FINDING_WRONG,
			"there is no /var/lib/welkom/store/lock", NULL,
			{{TREE_GONE, REG "/store/lock", NULL, 0}}},
		{"more than one are counted", checkfiles_modes, FINDING_WRONG, "(and 1 more)", "chmod",
			{{TREE_MODE, REG "/store", NULL, 0755}, {TREE_MODE, REG "/inbox", NULL, 0755}}},
		{"a configuration that others write is wrong", checkfiles_modes, FINDING_WRONG,
			"others can write /etc/welkom/welkom.conf", "chmod go-w",
			{{TREE_MODE, "/etc/welkom/welkom.conf", NULL, 0664}}},
		{"a configuration of another is wrong", checkfiles_modes, FINDING_WRONG,
			"/etc/welkom belongs to anna, who could change it", "chown root",
			{{TREE_OWNER, "/etc/welkom", NULL, 1000}}},
		{"recipients that no program can read are wrong", checkfiles_modes, FINDING_WRONG,
			"the programs cannot read /etc/welkom/recipients", "chmod go+r /etc",
			{{TREE_MODE, "/etc/welkom/recipients", NULL, 0600}}},
		{"keys of the desk that others write are wrong", checkfiles_modes, FINDING_WRONG,
			"others can write /etc/welkom/desk-keys", "chmod go-w",
			{{TREE_PUT, "/etc/welkom/desk-keys", "", 0},
				{TREE_MODE, "/etc/welkom/desk-keys", NULL, 0666}}},
		{"what may not be seen is said", checkfiles_modes, FINDING_UNSEEN,
			"4 paths may not be seen", "Run as root",
			{{TREE_UID, NULL, NULL, 1000}, {TREE_DENY, REG "/store/", NULL, 0}}},
		{"on one account all may belong to it", checkfiles_modes, FINDING_FINE, "paths are", NULL,
			{{TREE_SINGLE, NULL, NULL, 1000}}},
		{"on one account the group of folders does not matter", checkfiles_modes, FINDING_FINE, "",
			NULL, {{TREE_SINGLE, NULL, NULL, 1000}, {TREE_MODE, REG "/inbox/keys", NULL, 0770}}},
		{"on one account nothing may belong to another", checkfiles_modes, FINDING_WRONG,
			"belongs to root instead of anna", "chown anna",
			{{TREE_SINGLE, NULL, NULL, 1000}, {TREE_OWNER, REG "/store/db", NULL, 0}}},
		{"on one account others may not look", checkfiles_modes, FINDING_WRONG, "mode 0755",
			"chmod", {{TREE_SINGLE, NULL, NULL, 1000}, {TREE_MODE, REG "/store", NULL, 0755}}},

		/* secrets */
		{"a key by its name is wrong", checksecrets_beside, FINDING_WRONG,
			"the secret desk.key lies in", "stick", {{TREE_PUT, "/etc/welkom/desk.key", "", 0}}},
		{"a key by what is in it is wrong", checksecrets_beside, FINDING_WRONG, "the secret more",
			"stick", {{TREE_BYTES, ADDED, "WKRSK1\0\0rest", 12}}},
		{"a passphrase is wrong", checksecrets_beside, FINDING_WRONG, "passphrase.txt", "stick",
			{{TREE_PUT, "/etc/welkom/passphrase.txt", "", 0}}},
		{"in a demo it is only noted", checksecrets_beside, FINDING_NOTE, "demo.key", "stick",
			{{TREE_PUT, "/etc/welkom/demo.key", "", 0}, CONF(WHO "[kiosk]\ndemo = yes\n")}},
		{"another file is noted", checksecrets_beside, FINDING_NOTE,
			"1 file more in /etc/welkom: more", NULL, {{TREE_PUT, ADDED, "x", 0}}},

		{"what setting up makes there belongs there", checksecrets_beside, FINDING_FINE, "no key",
			NULL,
			{{TREE_PUT, "/etc/welkom/desk-keys", "x", 0},
				{TREE_PUT, "/etc/welkom/installed", "x", 0}}},
		{"on one account anything may lie there", checksecrets_beside, FINDING_FINE, "no key", NULL,
			{{TREE_PUT, ADDED, "x", 0}, {TREE_SINGLE, NULL, NULL, 1000}}},

		/* configuration */
		{"no configuration is wrong", checkrules_configuration, FINDING_WRONG,
			"/etc/welkom/welkom.conf", "welkom-setup init",
			{{TREE_GONE, "/etc/welkom/welkom.conf", NULL, 0}}},
		{"a mistake in it is wrong", checkrules_configuration, FINDING_WRONG, "line 3", "Mend",
			{{TREE_CONF, NULL, "[register]\nstate_dir = /x\nnonsense = 1\n", 0}}},
		{"without it nothing is said of the organisation", checkrules_controller, FINDING_NONE,
			"cannot be read", NULL, {{TREE_GONE, "/etc/welkom/welkom.conf", NULL, 0}}},
		{"a trial is warned of", checkrules_controller, FINDING_WARNING,
			"not set: contact, review_by; the screens say “Trial”",
			"Set them in /etc/welkom/welkom.conf",
			{CONF("organisation = Test\nbasis = consent\n")}},
		{"all that is not set is named", checkrules_controller, FINDING_WARNING,
			"not set: organisation, contact, basis, review_by;", "Set them", {CONF("")}},
		{"a demo is noted", checkrules_controller, FINDING_NOTE, "demo", NULL,
			{CONF(WHO "review_by = 2026-06-01\n[kiosk]\ndemo = yes\n")}},
		{"no review has nothing to say", checkrules_review, FINDING_NONE, "no review_by", NULL,
			{CONF(WHO)}},
		{"a review that is past is wrong", checkrules_review, FINDING_WRONG, "(2025-12-04) is past",
			"Think again", {CONF(WHO "review_by = 2025-12-04\n")}},
		{"a review within 30 days is warned of", checkrules_review, FINDING_WARNING, "is near",
			"Think again", {CONF(WHO "review_by = 2026-01-02\n")}},
		{"a review beyond 12 months is wrong", checkrules_review, FINDING_WRONG,
			"more than 12 months", "Think again", {CONF(WHO "review_by = 2026-12-31\n")}},

		/* recipients */
		{"no recipients are wrong", checkrules_recipients, FINDING_WRONG, "there is no",
			"put it back", {{TREE_GONE, "/etc/welkom/recipients", NULL, 0}}},
		{"without a configuration they may be anywhere", checkrules_recipients, FINDING_NONE,
			"cannot be read", NULL,
			{{TREE_GONE, "/etc/welkom/recipients", NULL, 0},
				{TREE_GONE, "/etc/welkom/welkom.conf", NULL, 0}}},
		{"a damaged list is wrong", checkrules_recipients, FINDING_WRONG, "line 3", "mended",
			{{TREE_ADD, "/etc/welkom/recipients", "0123 reception\n", 0}}},
		{"a list that others write is wrong", checkrules_recipients, FINDING_WRONG,
			"others could change", "chown root",
			{{TREE_MODE, "/etc/welkom/recipients", NULL, 0664}}},
		{"a folder that others write is wrong", checkrules_recipients, FINDING_WRONG,
			"others could change", "chmod go-w", {{TREE_OWNER, "/etc/welkom", NULL, 901}}},
		{"a single person is noted", checkrules_recipients, FINDING_NOTE, "one person", "second",
			{{TREE_PUT, "/etc/welkom/recipients", HEX " reception\n", 0}}},

		/* databases and ledger */
		{"a broken database is wrong", checkregister_databases, FINDING_WRONG, "store.db", "S1",
			{{TREE_PUT, REG "/store/db/store.db", "not a database, whatever its name says", 0}}},
		{"no register is wrong", checkregister_databases, FINDING_WRONG,
			"there is no register /var/lib/other", "or mend state_dir in /etc/welkom/welkom.conf",
			{{TREE_CONF, NULL, "[register]\nstate_dir = /var/lib/other\n", 0}}},
		{"a missing one is wrong", checkregister_databases, FINDING_WRONG, "inbox.db", "S1",
			{{TREE_GONE, REG "/inbox/db/inbox.db", NULL, 0}}},
		{"a changed ledger is wrong", checkregister_ledger, FINDING_WRONG, "ledger", "changed",
			{{TREE_PUT, REG "/state/ledger", "1\t2025-01-01T00:00:00Z\tinit\ta=b\th=00\n", 0}}},
		{"no ledger is wrong", checkregister_ledger, FINDING_WRONG, "there is no", NULL,
			{{TREE_GONE, REG "/state/ledger", NULL, 0}}},
		{"a ledger that can be rewritten is noted", checkregister_ledger, FINDING_NOTE, "1 line;",
			"chattr +a /var/lib/welkom/state/ledger", {{TREE_FLAGS, REG "/state/ledger", NULL, 0}}},
		{"on one account it is fine", checkregister_ledger, FINDING_FINE, "whole, 1 line", NULL,
			{{TREE_FLAGS, REG "/state/ledger", NULL, 0}, {TREE_SINGLE, NULL, NULL, 1000}}},

		/* switched off */
		{"a machine that was off is noted", checkregister_off, FINDING_NOTE,
			"at 2 due moments in 30 days, the longest for 9 hours", "Leave the machine on",
			{{TREE_LEDGER, NULL, "keys=1\tentries=3\tlate=32400\tcause=off", 20 * DAY},
				{TREE_LEDGER, NULL, "keys=1\tentries=3\tlate=900\tcause=off", DAY}}},
		{"minutes are told as minutes", checkregister_off, FINDING_NOTE,
			"at 1 due moment in 30 days, for 45 minutes", "Leave",
			{{TREE_LEDGER, NULL, "keys=1\tlate=2700\tcause=off", DAY}}},
		{"what is longer ago, or had another cause, is not told", checkregister_off, FINDING_FINE,
			"at no due moment", NULL,
			{{TREE_LEDGER, NULL, "keys=1\tlate=32400\tcause=off", 31 * DAY},
				{TREE_LEDGER, NULL, "keys=1\tlate=32400\tcause=clock", DAY},
				{TREE_LEDGER, NULL, "keys=1\tlate=32400\tcause=failure", DAY},
				{TREE_LEDGER, NULL, "keys=1\tlate=0", DAY}, {TREE_LEDGER, NULL, "keys=1", DAY}}},

		/* room */
		{"a disk that is nearly full is warned of", checkregister_space, FINDING_WARNING,
			"10 MiB are free; 14 days may take 18 MiB", "Make room",
			{{TREE_ROOM, NULL, NULL, 10 << 20}}},
		{"more visitors need more room", checkregister_space, FINDING_WARNING,
			"20 MiB are free; 14 days may take 45 MiB", "Make room",
			{{TREE_ROOM, NULL, NULL, 20 << 20},
				{TREE_LEDGER, NULL, "keys=1\thours=1\tentries=1500", 2 * DAY},
				{TREE_LEDGER, NULL, "keys=1\thours=1\tentries=500", 2 * DAY}}},
		{"files may run out first", checkregister_space, FINDING_WARNING, "room for 700 files",
			"Remove", {{TREE_INODES, NULL, NULL, 700}}},

		/* copies */
		{"a missing mark is warned of", checkbackup_marks, FINDING_WARNING,
			"/var/lib/welkom/store/CACHEDIR.TAG is missing", "echo 'Signature: 8a47",
			{{TREE_GONE, REG "/store/CACHEDIR.TAG", NULL, 0}}},
		{"a mark with other words is none", checkbackup_marks, FINDING_WARNING,
			"inbox/CACHEDIR.TAG", "echo",
			{{TREE_PUT, REG "/inbox/CACHEDIR.TAG", "Signature: 1\n", 0}}},
		{"programs that copy are noted", checkbackup_programs, FINDING_NOTE,
			"here: restic, rsnapshot;", "Leave out /var/lib/welkom/inbox",
			{{TREE_PUT, "/usr/bin/restic", "", 0}, {TREE_PUT, "/etc/rsnapshot.conf", "", 0}}},
	};

	return tree_run(cases, sizeof cases / sizeof cases[0]);
}
