/* SPDX-License-Identifier: ISC */
#include "setup/install_list.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"

#define NAME "installed"
#define HEAD \
	"# Made by \"welkom-setup init --system\"; \"welkom-setup init --undo\" takes it back.\n"
#define DONE "done"
#define TEXT (INSTALL_LIST_MOST * (PLACE_PATH + 16))

static const char *const kinds[] = {
	[INSTALL_FOLDER] = "folder",
	[INSTALL_FILE] = "file",
	[INSTALL_GROUP] = "group",
	[INSTALL_ACCOUNT] = "account",
	[INSTALL_REGISTER] = "register",
	[INSTALL_CONTENTS] = "contents",
	[INSTALL_KEEP] = "keep",
};

#define KINDS (sizeof kinds / sizeof kinds[0])

static int
add(struct install_list *list, enum install_kind kind, const char *name)
{
	if (list->n == INSTALL_LIST_MOST || strlen(name) >= PLACE_PATH || strchr(name, '\n') != NULL)
		return -1;
	list->items[list->n].kind = kind;
	strcpy(list->items[list->n].name, name);
	list->n++;
	return 0;
}

/* Opens the folder of the list. Returns a descriptor, or -1 with why. */
static int
open_folder(const struct install_list *list, struct fail *why)
{
	int at = open(list->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (at < 0)
		fail_errno(why, errno, _("cannot open the folder %s"), list->folder);
	return at;
}

/* Adds text to the file, durably. */
static int
append(const struct install_list *list, const char *text, struct fail *why)
{
	int rc = -1, fd = -1, at = open_folder(list, why);

	if (at < 0)
		return -1;
	fd = file_open(at, NAME, O_WRONLY | O_APPEND, 1);
	if (fd >= 0 && file_write_all(fd, text, strlen(text)) == 0 && fsync(fd) == 0)
		rc = 0;
	else
		fail_errno(why, errno, _("cannot write %s/%s"), list->folder, NAME);
	if (fd >= 0)
		close(fd);
	close(at);
	return rc;
}

int
install_list_begin(struct install_list *list, const char *folder, struct fail *why)
{
	char text[sizeof HEAD + PLACE_PATH + 16] = HEAD;
	const char *name;
	bool ours = access(folder, F_OK) != 0 || place_is_empty(folder, NULL) == 0;
	int at, above = folder_open_parent(folder, &name), rc = -1;

	memset(list, 0, sizeof *list);
	snprintf(list->folder, sizeof list->folder, "%s", folder);
	if (above < 0 || (folder_make(above, name, 0755) != 0 && errno != EEXIST))
		fail_errno(why, errno, _("cannot make the folder %s"), folder);
	else
		rc = 0;
	if (above >= 0)
		close(above);
	if (rc != 0)
		return -1;
	at = open_folder(list, why);
	if (at < 0)
		return -1;
	if (ours && add(list, INSTALL_FOLDER, folder) == 0)
		snprintf(text, sizeof text, "%s%s %s\n", HEAD, kinds[INSTALL_FOLDER], folder);
	rc = file_create(at, NAME, 0644, text, strlen(text));
	if (rc != 0)
		fail_errno(why, errno, _("cannot write %s/%s"), folder, NAME);
	close(at);
	return rc;
}

int
install_list_note(
	struct install_list *list, enum install_kind kind, const char *name, struct fail *why)
{
	char line[PLACE_PATH + 16];

	if (add(list, kind, name) != 0)
		return fail_set(why, _("the path %s is too long"), name);
	snprintf(line, sizeof line, "%s %s\n", kinds[kind], name);
	return append(list, line, why);
}

int
install_list_finish(struct install_list *list, struct fail *why)
{
	list->done = true;
	return append(list, DONE "\n", why);
}

/* Reads one line without its end. Returns 0, or -1. */
static int
read_line(struct install_list *list, const char *line)
{
	size_t i, n;

	if (*line == '#')
		return 0;
	if (strcmp(line, DONE) == 0) {
		list->done = true;
		return 0;
	}
	for (i = 0; i < KINDS; i++) {
		n = strlen(kinds[i]);
		if (strncmp(line, kinds[i], n) == 0 && line[n] == ' ' && line[n + 1] != '\0')
			return add(list, (enum install_kind)i, line + n + 1);
	}
	return -1;
}

int
install_list_read(struct install_list *list, const char *folder, struct fail *why)
{
	char text[TEXT], *line = text, *end;
	bool private = false;
	ssize_t n = -1;
	int fd, at;

	memset(list, 0, sizeof *list);
	snprintf(list->folder, sizeof list->folder, "%s", folder);
	at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (at < 0 && errno == ENOENT)
		return 0;
	fd = at < 0 ? -1 : file_open(at, NAME, O_RDONLY, 1);
	if (fd >= 0) {
		private = file_is_private(at) && file_is_private(fd);
		n = file_read_all(fd, text, sizeof text - 1);
		close(fd);
	}
	if (at >= 0)
		close(at);
	if (fd < 0 && errno == ENOENT)
		return 0;
	if (n < 0)
		return fail_errno(why, errno, _("cannot read %s/%s"), folder, NAME);
	if (!private)
		return fail_set(why, _("%s/%s could be changed by others; it is not used"), folder, NAME);
	text[n] = '\0';
	/* a line without an end was being written when the power went: its step was not begun */
	for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		*end = '\0';
		if (read_line(list, line) != 0)
			return fail_set(why, _("%s/%s has a line that is not of this program"), folder, NAME);
	}
	return 1;
}

int
install_list_remove(const struct install_list *list, struct fail *why)
{
	int rc, at = open(list->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (at < 0 && errno == ENOENT)
		return 0;
	if (at < 0)
		return open_folder(list, why);
	rc = unlinkat(at, NAME, 0) == 0 || errno == ENOENT ? 0 : -1;
	if (rc != 0)
		fail_errno(why, errno, _("cannot remove %s/%s"), list->folder, NAME);
	close(at);
	return rc;
}
