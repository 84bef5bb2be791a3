/* SPDX-License-Identifier: ISC */
#include "base/conf.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/text.h"
#include "config.h"

enum kind { TEXT, NUMBER, DAY, DIGITS, BASIS, YES_NO, FOLDER, LANGUAGE, FUNCTION_KEY };

struct key {
	const char *section, *name;
	enum kind kind;
	size_t offset;
	long least, most; /* of a NUMBER; of a TEXT the longest */
};

#define AT(member) offsetof(struct conf, member)

static const struct key keys[] = {
	{"register", "state_dir", FOLDER, AT(state_dir), 0, 0},
	{"register", "retention_days", NUMBER, AT(retention_days), 1, 14},
	{"controller", "organisation", TEXT, AT(organisation), 0, CONF_NAME},
	{"controller", "contact", TEXT, AT(contact), 0, CONF_REACH},
	{"controller", "officer", TEXT, AT(officer), 0, CONF_REACH},
	{"controller", "health_authority_phone", TEXT, AT(health_authority_phone), 0, 40},
	{"controller", "url", TEXT, AT(url), 0, 100},
	{"controller", "basis", BASIS, AT(basis), 0, 0},
	{"controller", "review_by", DAY, AT(review_by), 0, 0},
	{"kiosk", "language", LANGUAGE, AT(language), 0, 0},
	{"kiosk", "calling_code", DIGITS, AT(calling_code), 1, 3},
	{"kiosk", "idle_seconds", NUMBER, AT(idle_seconds), 20, 600},
	{"kiosk", "touch", YES_NO, AT(touch), 0, 0},
	{"kiosk", "bell", YES_NO, AT(bell), 0, 0},
	{"kiosk", "symptom_notice", YES_NO, AT(symptom_notice), 0, 0},
	{"kiosk", "house_rules", TEXT, AT(house_rules), 0, 100},
	{"kiosk", "demo", YES_NO, AT(demo), 0, 0},
	{"kiosk", "staff_key", FUNCTION_KEY, AT(staff_key), 0, 0},
};

#define KEYS (sizeof keys / sizeof keys[0])

static const char *const basis_names[] = {"", "consent", "legitimate-interest", "public-task"};

/* The state of one reading. */
struct reading {
	struct conf *conf;
	struct fail *why;
	FILE *stream;
	int line;
	bool failed;
	bool seen[KEYS];
};

/* Reads a line for inih, which cuts long ones in two, and passes over what stands behind a NUL, without
 * a word. */
static char *
next_line(char *buf, int cap, void *stream)
{
	struct reading *r = stream;
	size_t n = 0;
	int c = EOF;

	if (r->failed)
		return NULL;
	while (n + 1 < (size_t)cap && (c = getc(r->stream)) != EOF) {
		buf[n++] = (char)c;
		if (c == '\n' || c == '\0')
			break;
	}
	buf[n] = '\0';
	if (n == 0)
		return NULL;
	r->line++;
	r->failed = c == '\0' || (c != '\n' && c != EOF);
	if (c == '\0')
		fail_set(
			r->why, _("%s, line %d: neither [section] nor name = value"), r->conf->file, r->line);
	else if (r->failed)
		fail_set(r->why, _("%s, line %d: the line is too long"), r->conf->file, r->line);
	return r->failed ? NULL : buf;
}

static int
set_number(const struct key *key, const char *value, long *out)
{
	char *end;

	errno = 0;
	*out = strtol(value, &end, 10);
	return errno != 0 || end == value || *end != '\0' || *out < key->least || *out > key->most;
}

static int
set_basis(const char *value, enum conf_basis *out)
{
	size_t i;

	for (i = 0; i < sizeof basis_names / sizeof basis_names[0]; i++) {
		if (strcmp(value, basis_names[i]) == 0) {
			*out = (enum conf_basis)i;
			return 0;
		}
	}
	return -1;
}

/* F5 to F12 without F10, which ends the demo; the keys below mean something on every screen. */
static int
set_function_key(const char *value, long *out)
{
	static const char *const names[] = {
		[5] = "F5", "F6", "F7", "F8", "F9", [11] = "F11", "F12", "none"};
	size_t i;

	for (i = 5; i < sizeof names / sizeof names[0]; i++) {
		if (names[i] != NULL && strcmp(value, names[i]) == 0) {
			*out = i <= 12 ? (long)i : 0;
			return 0;
		}
	}
	return -1;
}

static bool
is_safe_text(const char *value, size_t most)
{
	size_t at = 0, used, n = strlen(value);
	uint32_t uc;

	if (n > most)
		return false;
	for (; at < n; at += used) {
		used = text_decode(value + at, n - at, &uc);
		if (used == 0 || !text_is_allowed(uc))
			return false;
	}
	return true;
}

/* Stores value under key. Returns 0, or non-zero when it cannot be. */
static int
set(struct conf *conf, const struct key *key, const char *value)
{
	char *out = (char *)conf + key->offset;
	size_t n = strlen(value);

	if (n >= CONF_VALUE)
		return -1;
	switch (key->kind) {
	case NUMBER:
		return set_number(key, value, (long *)out);
	case BASIS:
		return set_basis(value, (enum conf_basis *)out);
	case FUNCTION_KEY:
		return set_function_key(value, (long *)out);
	case YES_NO:
		*(bool *)out = strcmp(value, "yes") == 0;
		return !*(bool *)out && strcmp(value, "no") != 0;
	case DIGITS:
		if (n > (size_t)key->most || strspn(value, "0123456789") != n || *value == '0')
			return -1;
		break;
	case DAY:
		if (n > 0 && moment_parse_day(value, &conf->review_time) != 0)
			return -1;
		if (n > 0)
			conf->review_time += 24 * MOMENT_HOUR;
		break;
	case FOLDER:
		if (*value != '/' || !is_safe_text(value, CONF_VALUE - 1))
			return -1;
		break;
	case LANGUAGE:
		if (!nls_speaks(value))
			return -1;
		break;
	case TEXT:
		if (!is_safe_text(value, (size_t)key->most))
			return -1;
		break;
	}
	memcpy(out, value, n + 1);
	return 0;
}

/* Takes one "name = value" from inih. Returns 1 (go on) or 0 (a mistake). */
static int
take(void *user, const char *section, const char *name, const char *value)
{
	struct reading *r = user;
	size_t i;

	r->failed = true;
	for (i = 0; i < KEYS; i++)
		if (strcmp(keys[i].section, section) == 0 && strcmp(keys[i].name, name) == 0)
			break;
	if (i == KEYS) {
		fail_set(r->why, _("%s, line %d: unknown key “%s” in [%s]"), r->conf->file, r->line, name,
			section);
	} else if (r->seen[i]) {
		fail_set(r->why, _("%s, line %d: “%s” stands there twice"), r->conf->file, r->line, name);
	} else if (set(r->conf, &keys[i], value) != 0) {
		fail_set(r->why, _("%s, line %d: “%s” cannot have this value; see welkom.conf(5)"),
			r->conf->file, r->line, name);
	} else {
		r->seen[i] = true;
		r->failed = false;
	}
	return !r->failed;
}

static int
set_defaults(struct conf *conf, const char *file, struct fail *why)
{
	char *slash;

	memset(conf, 0, sizeof *conf);
	if (strlen(file) >= sizeof conf->file)
		return fail_set(why, _("the path of the configuration file is too long"));
	strcpy(conf->file, file);
	strcpy(conf->folder, file);
	slash = strrchr(conf->folder, '/');
	if (slash == NULL)
		strcpy(conf->folder, ".");
	else
		slash[slash == conf->folder ? 1 : 0] = '\0';
	strcpy(conf->state_dir, WELKOM_STATE);
	conf->retention_days = 14;
	conf->idle_seconds = 60;
	conf->bell = true;
	strcpy(conf->language, "en");
	return 0;
}

int
conf_read(struct conf *conf, const char *file, struct fail *why)
{
	struct reading r = {.conf = conf, .why = why};
	int rc;

	if (set_defaults(conf, file, why) != 0)
		return -1;
	r.stream = fopen(file, "re");
	if (r.stream == NULL)
		return fail_errno(why, errno, _("cannot read the configuration %s"), file);
	rc = ini_parse_stream(next_line, &r, take, &r);
	if (ferror(r.stream) && !r.failed) {
		r.failed = true;
		fail_errno(why, errno, _("cannot read the configuration %s"), file);
	}
	fclose(r.stream);
	/* rc is the first line that is none, which may stand before the one that failed */
	if (rc != 0 && (!r.failed || rc < r.line))
		return fail_set(why, _("%s, line %d: neither [section] nor name = value"), file, rc);
	return r.failed ? -1 : 0;
}

bool
conf_is_trial(const struct conf *conf)
{
	return conf->organisation[0] == '\0' || conf->contact[0] == '\0' ||
		conf->basis == CONF_BASIS_UNSET || conf->review_time == 0;
}

const char *
conf_basis_name(enum conf_basis basis)
{
	return basis_names[basis];
}
