/* SPDX-License-Identifier: ISC */
/* Accounts and groups, and who starts the purge. */
#include "unit/tree.h"

#define CRON "/etc/cron.d/welkom"
#define LINE "*/15 * * * * welkom-keeper /usr/sbin/welkom-purge --quiet\n"
#define TIMER \
	{ \
		TREE_LINK, "/etc/systemd/system/timers.target.wants/welkom-purge.timer", \
			"/usr/lib/systemd/system/welkom-purge.timer", 0 \
	}
#define NO_CRON \
	{ \
		TREE_GONE, CRON, NULL, 0 \
	}
#define GROUPS(box, store) \
	{ \
		TREE_PUT, "/etc/group", "root:x:0:\nwinbox:x:801:" box "\nwstore:x:802:" store "\n", 0 \
	}
#define ALL "welkom-kiosk,welkom-desk,welkom-keeper"
#define TWO "welkom-desk,welkom-keeper"
#define ACCOUNTS(kiosk) \
	{ \
		TREE_PUT, "/etc/passwd", \
			kiosk "welkom-desk:x:902:902::/:/bin/sh\nwelkom-keeper:x:903:903::/:/bin/false\n", 0 \
	}

int
main(void)
{
	static const struct tree_case cases[] = {
		{"a missing account is wrong", checkaccounts_exist, FINDING_WRONG,
			"no account welkom-kiosk", "welkom-setup(8)", {ACCOUNTS("")}},
		{"a missing group is wrong", checkaccounts_exist, FINDING_WRONG, "no group winbox",
			"welkom-setup(8)", {{TREE_PUT, "/etc/group", "root:x:0:\nwstore:x:802:" TWO "\n", 0}}},
		{"one ordinary account has nothing to say", checkaccounts_exist, FINDING_NONE,
			"to the account anna", NULL, {{TREE_SINGLE, NULL, NULL, 1000}}},
		{"that holds for groups", checkaccounts_groups, FINDING_NONE, "anna", NULL,
			{{TREE_SINGLE, NULL, NULL, 1000}, GROUPS("", ALL)}},
		{"and for logins", checkaccounts_logins, FINDING_NONE, "anna", NULL,
			{{TREE_SINGLE, NULL, NULL, 1000}}},
		{"all as root is warned of", checkaccounts_exist, FINDING_WARNING, "all belongs to root",
			"welkom-setup(8)",
			{{TREE_SINGLE, NULL, NULL, 0},
				{TREE_PUT, "/etc/passwd", "root:x:0:0::/:/bin/sh\n", 0}}},
		{"root's register with the accounts there is half done", checkfiles_modes, FINDING_WRONG,
			"belongs to root instead of welkom-keeper", "chown welkom-keeper",
			{{TREE_SINGLE, NULL, NULL, 0}}},
		{"a kiosk in wstore is wrong", checkaccounts_groups, FINDING_WRONG,
			"welkom-kiosk is in the group wstore", "gpasswd -d welkom-kiosk wstore",
			{GROUPS(ALL, ALL)}},
		{"also when it is its first group", checkaccounts_groups, FINDING_WRONG,
			"welkom-kiosk is in the group wstore", "gpasswd -d",
			{ACCOUNTS("welkom-kiosk:x:901:802::/:/bin/false\n")}},
		{"a desk outside of wstore is wrong", checkaccounts_groups, FINDING_WRONG,
			"welkom-desk is not in the group wstore", "usermod -aG wstore welkom-desk",
			{GROUPS(ALL, "welkom-keeper")}},
		{"a keeper outside of winbox is wrong", checkaccounts_groups, FINDING_WRONG,
			"welkom-keeper is not in the group winbox", "usermod -aG",
			{GROUPS("welkom-kiosk,welkom-desk", TWO)}},
		{"somebody else in wstore is warned of", checkaccounts_groups, FINDING_WARNING,
			"anna is in the group wstore", "gpasswd -d anna wstore", {GROUPS(ALL, TWO ",anna")}},
		{"a name that only begins alike is somebody else", checkaccounts_groups, FINDING_WRONG,
			"welkom-desk is not", "usermod", {GROUPS(ALL, "welkom-desk2,welkom-keeper")}},
		{"a kiosk with a shell is wrong", checkaccounts_logins, FINDING_WRONG,
			"welkom-kiosk has the shell /bin/bash", "usermod -s /usr/sbin/nologin welkom-kiosk",
			{ACCOUNTS("welkom-kiosk:x:901:901::/:/bin/bash\n")}},
		{"no shell at all is one", checkaccounts_logins, FINDING_WRONG, "/bin/sh", "usermod -s",
			{ACCOUNTS("welkom-kiosk:x:901:901::/:\n")}},
		{"a keeper with a password is wrong", checkaccounts_logins, FINDING_WRONG,
			"welkom-keeper can log in with a password", "usermod -L welkom-keeper",
			{{TREE_PUT, "/etc/shadow", "welkom-kiosk:!:1:\nwelkom-keeper:$y$j9T$abc:1:\n", 0}}},
		{"an empty password is one", checkaccounts_logins, FINDING_WRONG, "welkom-kiosk can log in",
			"usermod -L", {{TREE_PUT, "/etc/shadow", "welkom-kiosk::1:\nwelkom-keeper:!:1:\n", 0}}},

		{"a crontab without a dot in its name starts it", checkschedule_start, FINDING_FINE, CRON,
			NULL, {{0}}},
		{"a timer starts it", checkschedule_start, FINDING_FINE, "welkom-purge.timer", NULL,
			{NO_CRON, TIMER}},
		{"nothing is wrong", checkschedule_start, FINDING_WRONG, "nothing starts welkom-purge",
			"enable --now welkom-purge.timer", {NO_CRON}},
		{"a comment is nothing", checkschedule_start, FINDING_WRONG, "nothing starts", "enable",
			{{TREE_PUT, CRON, "# " LINE, 0}}},
		{"both are noted", checkschedule_start, FINDING_NOTE, "by a timer and by " CRON, "Remove",
			{TIMER}},
		{"two crontabs are noted", checkschedule_start, FINDING_NOTE, "by 2 crontabs", NULL,
			{{TREE_PUT, "/etc/cron.d/welkom2", LINE, 0}}},
		{"the crontab of the keeper starts it", checkschedule_start, FINDING_FINE,
			"/var/spool/cron/crontabs/welkom-keeper", NULL,
			{NO_CRON,
				{TREE_PUT, "/var/spool/cron/crontabs/welkom-keeper",
					"*/15 * * * * /usr/sbin/welkom-purge --quiet\n", 0}}},
		{"that of another account is wrong", checkschedule_start, FINDING_WRONG,
			"/var/spool/cron/crontabs/anna starts it as anna instead of welkom-keeper",
			"Name welkom-keeper",
			{NO_CRON,
				{TREE_PUT, "/var/spool/cron/crontabs/anna",
					"*/15 * * * * /usr/sbin/welkom-purge --quiet\n", 0}}},
		{"root is another account", checkschedule_start, FINDING_WRONG,
			"starts it as root instead of welkom-keeper", "Name welkom-keeper",
			{{TREE_PUT, CRON, "7 3 * * * root /usr/sbin/welkom-purge\n", 0}}},
		{"on one account it is that one", checkschedule_start, FINDING_FINE, "crontabs/anna", NULL,
			{NO_CRON, {TREE_SINGLE, NULL, NULL, 1000},
				{TREE_PUT, "/var/spool/cron/crontabs/anna",
					"*/15 * * * * /usr/sbin/welkom-purge --quiet\n", 0}}},
		{"and not the keeper", checkschedule_start, FINDING_WRONG,
			"starts it as welkom-keeper instead of anna", "Name anna",
			{{TREE_SINGLE, NULL, NULL, 1000}, {TREE_OWNER, CRON, NULL, 0}}},
		{"the system's own crontab starts it", checkschedule_start, FINDING_FINE, "/etc/crontab",
			NULL, {NO_CRON, {TREE_ADD, "/etc/crontab", LINE, 0}}},
		{"a name with a dot is wrong", checkschedule_start, FINDING_WRONG, "its name has a dot",
			"mv /etc/cron.d/welkom.cron /etc/cron.d/welkom",
			{NO_CRON, {TREE_PUT, "/etc/cron.d/welkom.cron", LINE, 0}}},
		{"a last line without an end is wrong", checkschedule_start, FINDING_WRONG, "has no end",
			"echo >> " CRON, {{TREE_ADD, CRON, "#", 0}}},
		{"a crontab of another is wrong", checkschedule_start, FINDING_WRONG, "others could change",
			"chown root:root", {{TREE_OWNER, CRON, NULL, 1000}}},
		{"a crontab that others write is wrong", checkschedule_start, FINDING_WRONG,
			"others could change", "chmod 644", {{TREE_MODE, CRON, NULL, 0664}}},
		{"an account that does not exist is wrong", checkschedule_start, FINDING_WRONG,
			"names the account keeper", "welkom-keeper",
			{{TREE_PUT, CRON, "7 3 * * * keeper /usr/sbin/welkom-purge\n", 0}}},
		{"also at boot", checkschedule_start, FINDING_WRONG,
			"names the account /usr/sbin/welkom-purge", "welkom-keeper",
			{{TREE_PUT, CRON, "@reboot /usr/sbin/welkom-purge\n", 0}}},
		{"a timer makes a bad crontab harmless", checkschedule_start, FINDING_NOTE, "has no end",
			"echo", {{TREE_ADD, CRON, "#", 0}, TIMER}},
		{"no cron that runs is wrong", checkschedule_cron, FINDING_WRONG, "no cron runs",
			"systemctl enable --now cron", {{TREE_GONE, "/proc/70/comm", NULL, 0}}},
		{"a timer without systemd is wrong", checkschedule_cron, FINDING_WRONG,
			"systemd does not run", "Use cron", {NO_CRON, TIMER}},
		{"a timer with systemd is fine", checkschedule_cron, FINDING_FINE, "systemd runs", NULL,
			{NO_CRON, TIMER, {TREE_PUT, "/run/systemd/system/x", "", 0}}},
		{"without a schedule there is nothing to say", checkschedule_cron, FINDING_NONE,
			"no schedule", NULL, {NO_CRON}},

		{"26 hours of silence are fine", checkschedule_last, FINDING_FINE, "2025-12-05 11:05", NULL,
			{{TREE_LATER, NULL, NULL, 26 * 3600 - 900}}},
		{"more are wrong", checkschedule_last, FINDING_WRONG,
			"/etc/cron.d/welkom is there, but the last good run is 26 hours old (2025-12-05 11:05)",
			"runuser -u welkom-keeper -- welkom-purge --config /etc/welkom/welkom.conf",
			{{TREE_LATER, NULL, NULL, 26 * 3600}}},
		{"with a timer too", checkschedule_last, FINDING_WRONG, "welkom-purge.timer is there, but",
			"welkom-purge", {NO_CRON, TIMER, {TREE_LATER, NULL, NULL, 26 * 3600}}},
		{"without either too", checkschedule_last, FINDING_WRONG,
			"the last good run is 26 hours old", "welkom-purge",
			{NO_CRON, {TREE_LATER, NULL, NULL, 26 * 3600}}},
		{"a start without a run is warned of", checkschedule_last, FINDING_WARNING,
			"none since the machine started", "welkom-purge", {{TREE_BOOT, NULL, NULL, 0}}},
		{"a run in the future is warned of", checkschedule_last, FINDING_WARNING, "in the future",
			"Check the date", {{TREE_LATER, NULL, NULL, -3600}}},
		{"something overdue is wrong", checkschedule_last, FINDING_WRONG,
			"should have been destroyed", "welkom-purge",
			{{TREE_PUT, HEALTHY_STATE "/state/last-purge",
				"welkom-purge 1\ntime 1764932734\ngood 1764932734\n"
				"boot 11111111-1111-4111-8111-111111111111\noldest 489900\ndue 490258\n",
				0}}},
		{"a run that failed is warned of", checkschedule_last, FINDING_WARNING,
			"the last run failed", "welkom-purge",
			{{TREE_PUT, HEALTHY_STATE "/state/last-purge",
				"welkom-purge 1\ntime 1764932734\ngood 1764931834\n"
				"boot 11111111-1111-4111-8111-111111111111\noldest 0\ndue 0\n",
				0}}},
		{"no record of a run is wrong", checkschedule_last, FINDING_WRONG, "there is no",
			"welkom-purge", {{TREE_GONE, HEALTHY_STATE "/state/last-purge", NULL, 0}}},
		{"a damaged one is wrong", checkschedule_last, FINDING_WRONG, "damaged", "welkom-purge",
			{{TREE_PUT, HEALTHY_STATE "/state/last-purge", "welkom-purge 1\n", 0}}},
	};

	return tree_run(cases, sizeof cases / sizeof cases[0]);
}
