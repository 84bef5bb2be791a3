/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nls.h"
#include "base/text.h"
#include "doctor/checks.h"
#include "doctor/settings.h"

#define SYSTEM "/etc/systemd/system"
#define SHARE WELKOM_DATA "/console"
#define FONT "/usr/share/consolefonts/Uni2-TerminusBold32x16.psf"

/* The console on which a kiosk's service is enabled, and a login beside it. */
struct consoles {
	char kiosk[32]; /* such as tty1 */
	char login[32]; /* the first; "": none */
};

/* Copies the console of a unit such as welkom-kiosk@tty1.service, when name begins so. */
static void
take_console(const char *name, const char *begin, char out[static 32])
{
	size_t n = strlen(begin);

	if (*out == '\0' && strncmp(name, begin, n) == 0)
		snprintf(out, 32, "%.*s", (int)strcspn(name + n, "."), name + n);
}

static bool
take_unit(void *arg, const char *name)
{
	struct consoles *c = arg;

	take_console(name, "welkom-kiosk@", c->kiosk);
	take_console(name, "getty@", c->login);
	return true;
}

/* Finds the console of the kiosk. Returns 0, or -1 after saying that there is none. */
static int
find_consoles(const struct facts *facts, struct consoles *c, struct finding *f)
{
	static const char *const wants[] = {SYSTEM "/getty.target.wants",
		SYSTEM "/multi-user.target.wants", SYSTEM "/graphical.target.wants"};
	size_t i;

	memset(c, 0, sizeof *c);
	for (i = 0; i < sizeof wants / sizeof wants[0]; i++)
		facts_each(facts, wants[i], take_unit, c);
	if (*c->kiosk != '\0')
		return 0;
	finding_set(f, FINDING_NONE, _("no kiosk is enabled on a console"));
	return -1;
}

/* Says whether the font has all the letters of language. */
static bool
can_draw(const uint8_t font[static FACTS_FONT], const struct nls_language *language)
{
	const char *s = language->letters;
	size_t used, n = strlen(s);
	uint32_t uc;

	for (; n > 0; s += used, n -= used) {
		used = text_decode(s, n, &uc);
		if (used == 0 || uc >= FACTS_FONT * 8 || (font[uc / 8] >> uc % 8 & 1) == 0)
			return false;
	}
	return true;
}

static void
judge_font(const uint8_t font[static FACTS_FONT], struct finding *f)
{
	const struct nls_language *languages;
	char lacking[FINDING_TEXT / 2] = "";
	size_t i, count;

	languages = nls_languages(&count);
	for (i = 0; i < count; i++) {
		if (can_draw(font, &languages[i]))
			continue;
		snprintf(lacking + strlen(lacking), sizeof lacking - strlen(lacking), "%s%s",
			*lacking == '\0' ? "" : ", ", languages[i].name);
	}
	if (*lacking == '\0') {
		finding_set(f, FINDING_FINE, _("has the letters of all languages"));
		return;
	}
	finding_set(
		f, FINDING_WARNING, _("lacks letters of: %s; the kiosk does not offer these"), lacking);
	finding_remedy(
		f, _("apt-get install kbd console-setup-linux; then restart the kiosk's service."));
}

void
checkconsole_font(const struct facts *facts, struct finding *f)
{
	static const char *const kiosk[] = {FACTS_KIOSK};
	uint8_t font[FACTS_FONT];
	struct consoles c;
	char tty[48];

	if (find_consoles(facts, &c, f) != 0)
		return;
	snprintf(tty, sizeof tty, "/dev/%s", c.kiosk);
	/* the kiosk's service brings its font with it: before it has run, another one is loaded */
	if (facts_running(facts, kiosk, 1) != NULL && facts->font(facts, tty, font) == 0) {
		judge_font(font, f);
	} else if (!facts_has(facts, FONT ".gz") && !facts_has(facts, FONT)) {
		finding_set(f, FINDING_WARNING, _("the large font with all letters is not installed"));
		finding_remedy(f, _("apt-get install console-setup-linux"));
	} else if (!facts_has(facts, "/usr/bin/setfont") && !facts_has(facts, "/bin/setfont")) {
		finding_set(f, FINDING_WARNING, _("there is no setfont to load the kiosk's font"));
		finding_remedy(f, _("apt-get install kbd"));
	} else {
		finding_set(f, FINDING_FINE, _("the service of the kiosk loads a large one"));
	}
}

void
checkconsole_keys(const struct facts *facts, struct finding *f)
{
	struct consoles c;
	char value[32];

	if (find_consoles(facts, &c, f) != 0)
		return;
	if (facts_line(facts, "/proc/sys/kernel/sysrq", value, sizeof value) != 0) {
		finding_unread(f, FINDING_NOTE, "/proc/sys/kernel/sysrq", errno);
	} else if (strcmp(value, "0") != 0) {
		finding_set(
			f, FINDING_WARNING, _("keys with SysRq work: a visitor could restart the machine"));
		finding_remedy(f, "cp %s/50-welkom.conf /etc/sysctl.d/; sysctl --system", SHARE);
	} else {
		finding_set(f, FINDING_FINE, _("keys with SysRq do nothing"));
	}
}

/* Says whether unit is masked: a link to nothing. */
static bool
is_masked(const struct facts *facts, const char *unit)
{
	char path[FACTS_PATH], full[FACTS_PATH], target[32];
	ssize_t n;

	snprintf(path, sizeof path, SYSTEM "/%s", unit);
	if (facts_path(facts, path, full) != 0)
		return false;
	n = readlink(full, target, sizeof target - 1);
	if (n < 0)
		return false;
	target[n] = '\0';
	return strcmp(target, "/dev/null") == 0;
}

void
checkconsole_restart(const struct facts *facts, struct finding *f)
{
	char value[SETTINGS_VALUE];
	struct consoles c;

	if (find_consoles(facts, &c, f) != 0)
		return;
	if (facts_line(facts, "/proc/sys/kernel/ctrl-alt-del", value, sizeof value) == 0 &&
		strcmp(value, "0") != 0) {
		finding_set(f, FINDING_WARNING, _("Ctrl-Alt-Del restarts the machine at once"));
		finding_remedy(f, "sysctl -w kernel.ctrl-alt-del=0");
	} else if (!is_masked(facts, "ctrl-alt-del.target")) {
		finding_set(f, FINDING_WARNING, _("Ctrl-Alt-Del restarts the machine"));
		finding_remedy(f, "systemctl mask ctrl-alt-del.target kbrequest.target");
	} else if (settings_find(facts, "system", "CtrlAltDelBurstAction", value) != 0 ||
		strcmp(value, "none") != 0) {
		finding_set(f, FINDING_WARNING, _("Ctrl-Alt-Del seven times restarts the machine"));
		finding_remedy(
			f, "install -D -m 644 %s/system.conf /etc/systemd/system.conf.d/50-welkom.conf", SHARE);
	} else {
		finding_set(f, FINDING_FINE, _("Ctrl-Alt-Del does nothing"));
	}
}

void
checkconsole_logins(const struct facts *facts, struct finding *f)
{
	char automatic[SETTINGS_VALUE], reserved[SETTINGS_VALUE];
	struct consoles c;

	if (find_consoles(facts, &c, f) != 0)
		return;
	if (*c.login != '\0') {
		finding_set(f, FINDING_WARNING, _("a login prompt is enabled on %s"), c.login);
		finding_remedy(f, "systemctl disable getty@%s.service", c.login);
	} else if (settings_find(facts, "logind", "NAutoVTs", automatic) != 0 ||
		settings_find(facts, "logind", "ReserveVT", reserved) != 0 || strcmp(automatic, "0") != 0 ||
		strcmp(reserved, "0") != 0) {
		finding_set(f, FINDING_WARNING, _("a login prompt comes up on other consoles"));
		finding_remedy(
			f, "install -D -m 644 %s/logind.conf /etc/systemd/logind.conf.d/50-welkom.conf", SHARE);
	} else {
		finding_set(f, FINDING_FINE, _("no login prompt on any console"));
	}
}
