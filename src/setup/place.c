/* SPDX-License-Identifier: ISC */
#include "setup/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"

int
place_join(const char *folder, const char *name, char out[static PLACE_PATH], struct fail *why)
{
	const char *slash = strcmp(folder, "/") == 0 ? "" : "/";

	if ((size_t)snprintf(out, PLACE_PATH, "%s%s%s", folder, slash, name) >= PLACE_PATH)
		return fail_set(why, _("the path %s is too long"), folder);
	return 0;
}

int
place_absolute(const char *path, char out[static PLACE_PATH], struct fail *why)
{
	char here[PLACE_PATH];
	size_t n;

	if (*path == '\0')
		return fail_set(why, _("an empty path was given"));
	if (*path == '/') {
		if (strlen(path) >= PLACE_PATH)
			return fail_set(why, _("the path %s is too long"), path);
		strcpy(out, path);
	} else {
		if (getcwd(here, sizeof here) == NULL)
			return fail_errno(why, errno, _("cannot tell the current folder"));
		while (strncmp(path, "./", 2) == 0)
			path += 2;
		if (place_join(here, path, out, why) != 0)
			return -1;
	}
	for (n = strlen(out); n > 1 && out[n - 1] == '/'; n--)
		out[n - 1] = '\0';
	return 0;
}

/* Writes the folder that the absolute path lies in to out. */
static void
parent_of(const char *path, char out[static PLACE_PATH])
{
	char *slash;

	snprintf(out, PLACE_PATH, "%s", path);
	slash = strrchr(out, '/');
	slash[slash == out ? 1 : 0] = '\0';
}

int
place_find(
	struct place *place, const char *config, const char *state, const char *key, struct fail *why)
{
	char beside[PLACE_PATH];

	memset(place, 0, sizeof *place);
	if (place_absolute(config, place->config, why) != 0 ||
		place_absolute(state, place->state, why) != 0 || place_absolute(key, place->key, why) != 0)
		return -1;
	parent_of(place->config, place->folder);
	parent_of(place->key, beside);
	if (place_join(place->folder, "recipients", place->recipients, why) != 0 ||
		place_join(beside, "ledger.head", place->head, why) != 0)
		return -1;
	if (strcmp(place->key, place->config) == 0 || strcmp(place->key, place->recipients) == 0 ||
		strcmp(place->key, place->head) == 0 || strcmp(place->config, place->recipients) == 0)
		return fail_set(why,
			_("two of the files would have the same name; choose another "
			  "with --config or --key"));
	return 0;
}

static int
check_absent(const char *path, struct fail *why)
{
	struct stat st;

	if (lstat(path, &st) == 0)
		return fail_set(why,
			_("%s exists already. Nothing was made or changed. Move it "
			  "away, or choose another place (see --help)."),
			path);
	if (errno != ENOENT)
		return fail_errno(why, errno, _("nothing was made: cannot look at %s"), path);
	return 0;
}

/* Checks that something can be made in folder. */
static int
check_folder(const char *folder, struct fail *why)
{
	struct stat st;

	if (stat(folder, &st) != 0 && errno == ENOENT)
		return fail_set(why,
			_("nothing was made: there is no folder %s. Make it first (mkdir), "
			  "or choose another place (see --help)."),
			folder);
	if (stat(folder, &st) != 0)
		return fail_errno(why, errno, _("nothing was made: the folder %s cannot be used"), folder);
	if (!S_ISDIR(st.st_mode))
		return fail_set(why, _("nothing was made: %s is not a folder"), folder);
	if (access(folder, W_OK | X_OK) != 0)
		return fail_errno(why, errno, _("nothing was made: cannot write in the folder %s"), folder);
	return 0;
}

/* Checks the configuration's folder: who else can write there could read all later entries. */
static int
check_config_folder(struct place *place, struct fail *why)
{
	char above[PLACE_PATH];
	bool private;
	int fd = open(place->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 && errno == ENOENT) {
		parent_of(place->folder, above);
		return check_folder(above, why);
	}
	if (fd < 0)
		return fail_errno(
			why, errno, _("nothing was made: the folder %s cannot be used"), place->folder);
	place->had_folder = true;
	private = file_is_private(fd);
	close(fd);
	if (!private)
		return fail_set(why,
			_("nothing was made: others than root and this account can "
			  "change the folder %s, so the kiosk would not trust it. Choose "
			  "another place, or change its mode (chmod go-w)."),
			place->folder);
	return check_folder(place->folder, why);
}

/* Returns whether folder holds anything, or -1 with errno. */
static int
holds_something(const char *folder)
{
	struct dirent *entry;
	DIR *dir = opendir(folder);
	int found = 0;

	if (dir == NULL)
		return -1;
	while (!found && (entry = readdir(dir)) != NULL)
		found = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(dir);
	return found;
}

int
place_is_empty(const char *folder, struct fail *why)
{
	int found = holds_something(folder);

	if (found < 0)
		return fail_errno(why, errno, _("nothing was made: the folder %s cannot be used"), folder);
	if (found > 0)
		return fail_set(why,
			_("the folder %s is not empty. Nothing was made or changed. "
			  "Choose another."),
			folder);
	return 0;
}

static int
check_state(struct place *place, struct fail *why)
{
	char above[PLACE_PATH];

	if (access(place->state, F_OK) != 0 && errno == ENOENT) {
		parent_of(place->state, above);
		return check_folder(above, why);
	}
	place->had_state = true;
	return place_is_empty(place->state, why) != 0 ? -1 : check_folder(place->state, why);
}

int
place_check(struct place *place, struct fail *why)
{
	char beside[PLACE_PATH];

	if (check_absent(place->config, why) != 0 || check_absent(place->recipients, why) != 0 ||
		check_absent(place->key, why) != 0 || check_absent(place->head, why) != 0 ||
		check_config_folder(place, why) != 0 || check_state(place, why) != 0)
		return -1;
	parent_of(place->key, beside);
	return check_folder(beside, why);
}

void
place_tell_made(const struct place *place)
{
	const char *const files[] = {place->key, place->head, place->recipients, place->config};
	bool folder = !place->had_folder && access(place->folder, F_OK) == 0;
	int state = holds_something(place->state);
	struct stat st;
	bool any = folder || state == 1 || (state == 0 && !place->had_state);
	size_t i;

	for (i = 0; i < sizeof files / sizeof files[0]; i++)
		any = any || lstat(files[i], &st) == 0;
	if (!any) {
		fprintf(stderr, _("Nothing was made.\n"));
		return;
	}
	fprintf(stderr,
		_("Nothing that existed was changed. This was made, and may be removed before "
		  "you try again:\n"));
	for (i = 0; i < sizeof files / sizeof files[0]; i++)
		if (lstat(files[i], &st) == 0)
			fprintf(stderr, "  %s\n", files[i]);
	if (folder)
		fprintf(stderr, _("  %s (the folder)\n"), place->folder);
	if (state == 1 || (state == 0 && !place->had_state))
		fprintf(stderr,
			place->had_state ? _("  %s (all that is in this folder)\n")
							 : _("  %s (the folder and all that is in it)\n"),
			place->state);
}
