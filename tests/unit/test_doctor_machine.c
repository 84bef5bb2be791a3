/* SPDX-License-Identifier: ISC */
/* Clocks, libraries, and the console of a kiosk. */
#include "unit/tree.h"

#define NO_SOURCE \
	{ \
		TREE_GONE, "/proc/71/comm", NULL, 0 \
	}
#define UNSYNCED \
	{ \
		TREE_SYNCED, NULL, NULL, 0 \
	}
#define NO_HARDWARE \
	{ \
		TREE_HARDWARE, NULL, NULL, TREE_NONE \
	}
#define NO_KIOSK \
	{ \
		TREE_GONE, "/etc/systemd/system/getty.target.wants/welkom-kiosk@tty1.service", NULL, 0 \
	}
#define WESTERN "“”’éëïóöàâçèêîôùûœÀÇÉÊ«»äüßÄÖÜ„"

int
main(void)
{
	static const struct tree_case cases[] = {
		{"a synchronised clock names its source", checkclock_source, FINDING_FINE, "by chronyd",
			NULL, {{0}}},
		{"timesyncd has its whole name", checkclock_source, FINDING_FINE, "by systemd-timesyncd",
			NULL, {{TREE_PUT, "/proc/71/comm", "systemd-timesyn\n", 0}}},
		{"neither clock nor source is wrong", checkclock_source, FINDING_WRONG,
			"without a person who confirms the date after each start", "time server",
			{NO_SOURCE, UNSYNCED, NO_HARDWARE}},
		{"a hardware clock alone is noted", checkclock_source, FINDING_NOTE,
			"goes by the hardware clock", "watch", {NO_SOURCE, UNSYNCED}},
		{"a source that does not reach anybody is noted", checkclock_source, FINDING_NOTE,
			"chronyd runs, but", "time server", {UNSYNCED}},
		{"and warned of without a hardware clock", checkclock_source, FINDING_WARNING,
			"chronyd runs, but", "time server", {UNSYNCED, NO_HARDWARE}},
		{"a hardware clock may be two minutes off", checkclock_hardware, FINDING_FINE, "agrees",
			NULL, {{TREE_HARDWARE, NULL, NULL, 120}}},
		{"more is warned of", checkclock_hardware, FINDING_WARNING, "by 121 seconds", "hwclock",
			{{TREE_HARDWARE, NULL, NULL, 121}}},
		{"one that is late too", checkclock_hardware, FINDING_WARNING, "by 3600 seconds", "hwclock",
			{{TREE_HARDWARE, NULL, NULL, -3600}}},
		{"one in local time is told how", checkclock_hardware, FINDING_WARNING, "by 3600 seconds",
			"set-local-rtc 0",
			{{TREE_HARDWARE, NULL, NULL, 3600},
				{TREE_PUT, "/etc/adjtime", "0 0 0\n0\nLOCAL\n", 0}}},
		{"none is noted", checkclock_hardware, FINDING_NOTE, "there is none", NULL, {NO_HARDWARE}},
		{"fake-hwclock is noted", checkclock_hardware, FINDING_NOTE, "fake-hwclock", "confirms",
			{{TREE_PUT, "/etc/fake-hwclock.data", "2025-12-05 10:00:00\n", 0}}},
		{"a doubt of the keeper is warned of", checkclock_trusted, FINDING_WARNING, "in doubt",
			"runuser -u welkom-keeper -- welkom-purge --confirm-clock",
			{{TREE_DOUBT, NULL, NULL, 0}}},
		{"no keeper's clock is warned of", checkclock_trusted, FINDING_WARNING, "there is no",
			"--confirm-clock", {{TREE_GONE, HEALTHY_STATE "/state/clock", NULL, 0}}},
		{"a damaged one is warned of", checkclock_trusted, FINDING_WARNING, "damaged",
			"--confirm-clock", {{TREE_PUT, HEALTHY_STATE "/state/clock", "x\n", 0}}},
		{"another start is noted", checkclock_trusted, FINDING_NOTE, "since the machine started",
			NULL, {{TREE_BOOT, NULL, NULL, 0}}},

		{"SQLite 3.36 is too old", checklibraries_sqlite, FINDING_WRONG, "3.36.0 is too old",
			"Install", {{TREE_SQLITE, NULL, NULL, 3036000}}},
		{"SQLite 3.37 is not", checklibraries_sqlite, FINDING_FINE, "3.37.0", NULL,
			{{TREE_SQLITE, NULL, NULL, 3037000}}},
		{"libsodium 1.0.17 is too old", checklibraries_sodium, FINDING_WRONG, "1.0.17 is too old",
			"Install", {{TREE_SODIUM, NULL, "1.0.17", 0}}},
		{"libsodium 1.1.0 is not", checklibraries_sodium, FINDING_FINE, "1.1.0", NULL,
			{{TREE_SODIUM, NULL, "1.1.0", 0}}},

		{"a font without Polish is warned of", checkconsole_font, FINDING_WARNING, "of: Polski;",
			"console-setup-linux", {{TREE_FONT, "/dev/tty1", WESTERN, 0}}},
		{"one with nothing but ASCII lacks all languages", checkconsole_font, FINDING_WARNING,
			"English, Nederlands, Français, Deutsch, Polski", "console-setup-linux",
			{{TREE_FONT, "/dev/tty1", "a", 0}}},
		{"before the kiosk runs its font must be there", checkconsole_font, FINDING_WARNING,
			"is not installed", "console-setup-linux",
			{{TREE_GONE, "/proc/72/comm", NULL, 0},
				{TREE_GONE, "/usr/share/consolefonts/Uni2-TerminusBold32x16.psf.gz", NULL, 0}}},
		{"and what loads it", checkconsole_font, FINDING_WARNING, "no setfont", "kbd",
			{{TREE_GONE, "/proc/72/comm", NULL, 0}, {TREE_GONE, "/usr/bin/setfont", NULL, 0}}},
		{"and then another font does not matter", checkconsole_font, FINDING_FINE, "loads", NULL,
			{{TREE_GONE, "/proc/72/comm", NULL, 0}, {TREE_FONT, "/dev/tty1", "a", 0}}},
		{"keys with SysRq are warned of", checkconsole_keys, FINDING_WARNING, "SysRq work",
			"sysctl", {{TREE_PUT, "/proc/sys/kernel/sysrq", "438\n", 0}}},
		{"Ctrl-Alt-Del is warned of", checkconsole_restart, FINDING_WARNING,
			"Ctrl-Alt-Del restarts the machine", "systemctl mask ctrl-alt-del.target",
			{{TREE_LINK, "/etc/systemd/system/ctrl-alt-del.target", "/usr/lib/reboot.target", 0}}},
		{"seven times too", checkconsole_restart, FINDING_WARNING, "seven times", "system.conf",
			{{TREE_GONE, "/etc/systemd/system.conf.d/50-welkom.conf", NULL, 0}}},
		{"a later setting holds", checkconsole_restart, FINDING_WARNING, "seven times",
			"system.conf",
			{{TREE_PUT, "/etc/systemd/system.conf.d/90-more.conf", "CtrlAltDelBurstAction=reboot\n",
				0}}},
		{"an earlier one does not", checkconsole_restart, FINDING_FINE, "nothing", NULL,
			{{TREE_PUT, "/etc/systemd/system.conf.d/10-more.conf", "CtrlAltDelBurstAction=reboot\n",
				0}}},
		{"the kernel's own is warned of", checkconsole_restart, FINDING_WARNING, "at once",
			"sysctl", {{TREE_PUT, "/proc/sys/kernel/ctrl-alt-del", "1\n", 0}}},
		{"a login on a console is warned of", checkconsole_logins, FINDING_WARNING,
			"a login prompt is enabled on tty2", "systemctl disable getty@tty2.service",
			{{TREE_LINK, "/etc/systemd/system/getty.target.wants/getty@tty2.service", "/x", 0}}},
		{"logins that come up by themselves are warned of", checkconsole_logins, FINDING_WARNING,
			"comes up on other consoles", "logind.conf",
			{{TREE_PUT, "/etc/systemd/logind.conf.d/50-welkom.conf", "[Login]\nNAutoVTs=0\n", 0}}},
		{"so are those that are kept for one console", checkconsole_logins, FINDING_WARNING,
			"comes up on other consoles", "logind.conf",
			{{TREE_PUT, "/etc/systemd/logind.conf.d/90-more.conf", "[Login]\nReserveVT=6\n", 0}}},
		{"without a kiosk the font does not matter", checkconsole_font, FINDING_NONE, "no kiosk",
			NULL, {NO_KIOSK, {TREE_FONT, "/dev/tty1", "a", 0}}},
		{"nor do keys", checkconsole_keys, FINDING_NONE, "no kiosk", NULL,
			{NO_KIOSK, {TREE_PUT, "/proc/sys/kernel/sysrq", "438\n", 0}}},
		{"nor restarts", checkconsole_restart, FINDING_NONE, "no kiosk", NULL, {NO_KIOSK}},
		{"nor logins", checkconsole_logins, FINDING_NONE, "no kiosk", NULL, {NO_KIOSK}},
	};

	return tree_run(cases, sizeof cases / sizeof cases[0]);
}
