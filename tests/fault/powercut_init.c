/* SPDX-License-Identifier: ISC */
#include "fault/powercut_init.h"

#include <fcntl.h>
#include <ftw.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/file.h"
#include "base/recipients.h"
#include "fault/powercut_keeper.h"
#include "register/chronicle.h"
#include "register/timekeeping.h"
#include "register/watch.h"

#define REFUSED 1

static crypto_generichash_state sum;

static void
add_file(const char *path, const char *name)
{
	uint8_t bytes[8192];
	ssize_t n = file_read(AT_FDCWD, path, bytes, sizeof bytes);

	crypto_generichash_update(&sum, (const uint8_t *)name, strlen(name) + 1);
	crypto_generichash_update(&sum, (const uint8_t *)&n, sizeof n);
	if (n > 0)
		crypto_generichash_update(&sum, bytes, (size_t)n);
}

static uint64_t
finish(void)
{
	uint8_t h[16];
	uint64_t hash;

	crypto_generichash_final(&sum, h, sizeof h);
	memcpy(&hash, h, sizeof hash);
	return hash;
}

uint64_t
powercut_init_whole(const char *base)
{
	static const char *const files[] = {"owner/reception.key", "conf/recipients",
		"conf/welkom.conf", "register/inbox/tag.key", "register/store/lock",
		"register/state/ledger", "owner/ledger.head"};
	char path[1024];
	size_t i;

	crypto_generichash_init(&sum, NULL, 0, 16);
	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", base, files[i]);
		add_file(path, files[i]);
	}
	return finish();
}

static int
add_any(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)ftw;
	if (strstr(path, "-shm") == NULL)
		add_file(kind == FTW_F ? path : "/nowhere", path);
	return 0;
}

/* A hash of all files. */
static uint64_t
picture(const char *base)
{
	static const char *const all[] = {"register", "conf", "owner"};
	char path[1024];
	size_t i;

	crypto_generichash_init(&sum, NULL, 0, 16);
	for (i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/%s", base, all[i]);
		nftw(path, add_any, 8, FTW_PHYS);
	}
	return finish();
}

/* Says whether the kiosk would take somebody, once the keeper has run. */
static bool
is_open(const struct conf *conf, const struct clock_reading *now)
{
	uint8_t tag[REGISTER_TAG];
	struct recipients list;
	struct watch_record last;
	struct clock_verdict clock;
	struct visit_register r;
	struct fail why;
	bool is = false;

	if (recipients_read(conf->folder, &list, &why) != 0)
		return false;
	if (register_open(&r, conf->state_dir, REGISTER_KIOSK, &why) == 0 &&
		register_check_side(&r.inbox, &why) == 0 && register_tag(&r, tag, &why) == 0 &&
		timekeeping_follow(&r, now, &clock, &why) == 0)
		is = watch_look(&r, &clock, now, conf->review_time, &last) == WATCH_FINE;
	register_close(&r);
	return is;
}

static int
check_ledger(const struct conf *conf, struct fail *why)
{
	struct chronicle ledger = {.each = NULL};
	struct visit_register r;
	int rc = register_open(&r, conf->state_dir, REGISTER_KEEPER, why);

	if (rc == 0 &&
		(register_check_side(&r.store, why) != 0 || chronicle_read(r.state, &ledger, why) != 0))
		rc = -1;
	register_close(&r);
	return rc;
}

/* welkom-setup init on what is there; what it says goes to the file said. Returns its exit. */
static int
make_again(const struct powercut_place *place, const char *said)
{
	char conf[1024], state[1024], key[1024];
	int status, fd;
	pid_t pid = fork();

	if (pid == 0) {
		snprintf(conf, sizeof conf, "%s/conf/welkom.conf", place->base);
		snprintf(state, sizeof state, "%s/register", place->base);
		snprintf(key, sizeof key, "%s/owner/reception.key", place->base);
		fd = open(said, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		dup2(fd, 1);
		dup2(fd, 2);
		fd = open("/dev/null", O_RDONLY);
		dup2(fd, 0);
		execlp("welkom-setup", "welkom-setup", "init", "--config", conf, "--state", state, "--key",
			key, "--passphrase-file", place->people[0].passphrase, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

/* Returns 1 when it was made, 0 when that was refused, or -1 with why. */
static int
check_again(const struct powercut_place *place, struct fail *why)
{
	uint64_t before = picture(place->base);
	char said[1024], text[4096] = "";
	int rc;

	snprintf(said, sizeof said, "%s/said", place->base);
	rc = make_again(place, said);
	if (rc == 0)
		return 1;
	if (file_read(AT_FDCWD, said, text, sizeof text - 1) < 0)
		return fail_set(why, "init again says nothing");
	if (rc != REFUSED)
		return fail_set(why, "init again: exit %d: %s", rc, text);
	if (strstr(text, "Move it") == NULL && strstr(text, "elsewhere") == NULL &&
		strstr(text, "other") == NULL)
		return fail_set(why, "init again does not say what to do: %s", text);
	if (picture(place->base) != before)
		return fail_set(why, "init again refused, and changed something: %s", text);
	return 0;
}

int
powercut_init_check(
	const struct powercut_place *place, uint64_t whole, bool must, bool again, struct fail *why)
{
	struct clock_reading now;
	struct fail inner = {{0}};
	struct conf conf;
	char path[1024];
	bool is_whole, made = false;
	int rc;

	if (again) {
		rc = check_again(place, why);
		if (rc < 0)
			return -1;
		made = rc > 0;
	}
	is_whole = powercut_init_whole(place->base) == whole;
	snprintf(path, sizeof path, "%s/conf/welkom.conf", place->base);
	if (conf_read(&conf, path, &inner) != 0 ||
		powercut_keeper_run(conf.state_dir, place->now, &now, &inner) != 0 || !is_open(&conf, &now))
		return must || made
			? fail_set(why, "an installation that was made cannot be used: %s", inner.text)
			: 0;
	if (!is_whole && !made)
		return fail_set(why, "an installation that is not whole takes visitors");
	return check_ledger(&conf, why);
}
