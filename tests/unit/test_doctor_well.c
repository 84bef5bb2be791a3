/* SPDX-License-Identifier: ISC */
/* Nothing is found on a machine on which all is well: each other test shows one change. */
#include "unit/tree.h"

#define WELL(look) \
	{ \
#look " is fine where all is well", look, FINDING_FINE, "", NULL, \
		{ \
			{ \
				0 \
			} \
		} \
	}

int
main(void)
{
	static const struct tree_case cases[] = {
		WELL(checkdisk_overwriting),
		WELL(checkdevice_layers),
		WELL(checkdevice_flash),
		WELL(checkmemory_swap),
		WELL(checkmemory_core),
		WELL(checkmemory_lock),
		WELL(checkfiles_modes),
		WELL(checksecrets_beside),
		WELL(checkrules_configuration),
		WELL(checkrules_controller),
		WELL(checkrules_review),
		WELL(checkrules_recipients),
		WELL(checkregister_databases),
		WELL(checkregister_ledger),
		WELL(checkregister_off),
		WELL(checkregister_space),
		WELL(checkbackup_marks),
		WELL(checkbackup_programs),
		WELL(checkaccounts_exist),
		WELL(checkaccounts_groups),
		WELL(checkaccounts_logins),
		WELL(checkschedule_start),
		WELL(checkschedule_cron),
		WELL(checkschedule_last),
		WELL(checkclock_source),
		WELL(checkclock_hardware),
		WELL(checkclock_trusted),
		WELL(checklibraries_sqlite),
		WELL(checklibraries_sodium),
		WELL(checkconsole_font),
		WELL(checkconsole_keys),
		WELL(checkconsole_restart),
		WELL(checkconsole_logins),
	};

	return tree_run(cases, sizeof cases / sizeof cases[0]);
}
