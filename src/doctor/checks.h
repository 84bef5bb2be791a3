/* SPDX-License-Identifier: ISC */
/* checks: the doctor's questions. Each looks at facts and says in *f, which starts as {0}, what it
 * found, and a remedy where one is needed. None changes anything, and none fails because a file is
 * missing. Each is in the file whose name its own begins with. */
#ifndef DOCTOR_CHECKS_H
#define DOCTOR_CHECKS_H

#include "doctor/facts.h"
#include "doctor/finding.h"

/* Does what is overwritten go to where it was? By file system and its options. */
void checkdisk_overwriting(const struct facts *facts, struct finding *f);
/* Do layers below the file system keep older blocks? */
void checkdevice_layers(const struct facts *facts, struct finding *f);
/* Is it flash, whose cells nobody can overwrite? */
void checkdevice_flash(const struct facts *facts, struct finding *f);

/* Could memory reach a disk: by swapping, in a core file, because it may not be locked? */
void checkmemory_swap(const struct facts *facts, struct finding *f);
void checkmemory_core(const struct facts *facts, struct finding *f);
void checkmemory_lock(const struct facts *facts, struct finding *f);

/* Owners and modes of all files. */
void checkfiles_modes(const struct facts *facts, struct finding *f);
/* The folder of the configuration has no secret in it. */
void checksecrets_beside(const struct facts *facts, struct finding *f);

/* The configuration can be read, and has all that the law asks for; its review is ahead. */
void checkrules_configuration(const struct facts *facts, struct finding *f);
void checkrules_controller(const struct facts *facts, struct finding *f);
void checkrules_review(const struct facts *facts, struct finding *f);
void checkrules_recipients(const struct facts *facts, struct finding *f);

/* The databases can be used; the ledger is whole, and can only be added to. */
void checkregister_databases(const struct facts *facts, struct finding *f);
void checkregister_ledger(const struct facts *facts, struct finding *f);
/* What the ledger says about the last 30 days: was the machine off when something was due? */
void checkregister_off(const struct facts *facts, struct finding *f);
/* Room for 14 days. */
void checkregister_space(const struct facts *facts, struct finding *f);

/* Copies that nobody sees: the marks for backup programs are there; which programs are. */
void checkbackup_marks(const struct facts *facts, struct finding *f);
void checkbackup_programs(const struct facts *facts, struct finding *f);

/* Accounts and groups, each for its program; who can log in. */
void checkaccounts_exist(const struct facts *facts, struct finding *f);
void checkaccounts_groups(const struct facts *facts, struct finding *f);
void checkaccounts_logins(const struct facts *facts, struct finding *f);

/* Is the purge started by itself, by something that runs; and has it been? */
void checkschedule_start(const struct facts *facts, struct finding *f);
void checkschedule_cron(const struct facts *facts, struct finding *f);
void checkschedule_last(const struct facts *facts, struct finding *f);

/* Who sets the clock, the hardware clock, and what the keeper thinks of it. */
void checkclock_source(const struct facts *facts, struct finding *f);
void checkclock_hardware(const struct facts *facts, struct finding *f);
void checkclock_trusted(const struct facts *facts, struct finding *f);

/* Versions and options of libraries. */
void checklibraries_sqlite(const struct facts *facts, struct finding *f);
void checklibraries_sodium(const struct facts *facts, struct finding *f);

/* Where a kiosk is on a console: its font, and the ways out of it. */
void checkconsole_font(const struct facts *facts, struct finding *f);
void checkconsole_keys(const struct facts *facts, struct finding *f);
void checkconsole_restart(const struct facts *facts, struct finding *f);
void checkconsole_logins(const struct facts *facts, struct finding *f);

#endif
