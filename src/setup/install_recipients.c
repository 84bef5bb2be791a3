/* SPDX-License-Identifier: ISC */
/* recipients install: a new list of those who can read visits, made at the desk, is put in the place
 * of the old one, after a person has seen what changes. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/recipients.h"
#include "setup/ask.h"
#include "setup/settle.h"
#include "setup/setup.h"

/* Reads the new list. It may belong to the desk's account, but nobody else may be able to change it.
 * Returns 0, or -1 with why. */
static int
read_new(const char *path, struct recipients *list, struct fail *why)
{
	char text[RECIPIENTS_TEXT];
	const char *name;
	struct stat st = {0};
	ssize_t n = -1;
	int fd = -1, at = folder_open_parent(path, &name);

	if (at >= 0)
		fd = file_open(at, name, O_RDONLY, 1);
	if (fd >= 0 && fstat(fd, &st) == 0)
		n = file_read_all(fd, text, sizeof text);
	if (n < 0)
		fail_errno(why, errno, _("cannot read %s"), path);
	if (fd >= 0)
		close(fd);
	if (at >= 0)
		close(at);
	if (n < 0)
		return -1;
	if ((st.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		return fail_set(
			why, _("%s can be changed by others (chmod go-w); nothing was changed"), path);
	if ((size_t)n == sizeof text)
		return fail_set(why, _("%s is too long for a list of recipients"), path);
	return recipients_parse(text, (size_t)n, list, why);
}

/* Returns the one of list that has the key of r, or NULL. */
static const struct recipient *
find(const struct recipients *list, const struct recipient *r)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (memcmp(list->list[i].pk, r->pk, RECIPIENTS_PK) == 0)
			return &list->list[i];
	return NULL;
}

/* Prints the keys of list with what becomes of each: here when other has it too, else alone. */
static void
print_keys(const struct recipients *list, const struct recipients *other, const char *here,
	const char *alone)
{
	char print[SETTLE_PRINT];
	const struct recipient *twin;
	size_t i;

	for (i = 0; i < list->n; i++) {
		twin = find(other, &list->list[i]);
		if (twin != NULL && here == NULL)
			continue;
		settle_print_key(list->list[i].pk, print);
		printf("  %-6s %-24s %s\n", twin != NULL ? here : alone, list->list[i].label, print);
		if (twin != NULL && strcmp(twin->label, list->list[i].label) != 0)
			printf(_("         until now called %s\n"), twin->label);
	}
}

static void
print_change(const struct recipients *old, const struct recipients *new)
{
	char print[SETTLE_PRINT];

	settle_print_list(old, print);
	printf(_("Fingerprint of the list until now  %s\n"), print);
	settle_print_list(new, print);
	printf(_("Fingerprint of the new list        %s\n\n"), print);
	print_keys(old, new, NULL, _("goes"));
	print_keys(new, old, _("stays"), _("comes"));
	puts(_(
		"\nWhoever has one of these keys can read the visits from the next full hour on. Compare\n"
		"the fingerprints of those that come with their owners."));
	fflush(stdout);
}

static int
install(const char *folder, const struct recipients *new, struct fail *why)
{
	char text[RECIPIENTS_TEXT];
	size_t n = recipients_print(new, text);
	int rc, at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	rc = at < 0 ? -1 : file_replace(at, "recipients", 0644, text, n);
	if (rc != 0)
		fail_errno(why, errno, _("cannot write %s/recipients"), folder);
	if (at >= 0)
		close(at);
	return rc;
}

static bool
is_same(const struct recipients *a, const struct recipients *b)
{
	char one[RECIPIENTS_TEXT], two[RECIPIENTS_TEXT];

	recipients_print(a, one);
	recipients_print(b, two);
	return strcmp(one, two) == 0;
}

static int
confirm(const struct setup_options *o, struct fail *why)
{
	if (o->yes)
		return 0;
	if (!ask_can())
		return fail_set(why, _("there is no terminal to ask on; use --yes. Nothing was changed"));
	return ask_word(_("Install the new list? Type “yes”: "), N_("yes"), why);
}

int
install_recipients_run(const struct setup_options *o)
{
	struct recipients old, new;
	struct fail why = {{0}};
	struct conf conf;

	if (o->action == NULL || strcmp(o->action, "install") != 0 || o->file == NULL) {
		program_warn(SETUP_NAME, _("recipients: say which list, as in: recipients install FILE"));
		return program_wrong_use(SETUP_NAME);
	}
	if (conf_read(&conf, o->config, &why) != 0 || recipients_read(conf.folder, &old, &why) != 0 ||
		read_new(o->file, &new, &why) != 0)
		return program_fail(SETUP_NAME, &why);
	if (is_same(&old, &new)) {
		puts(_("This list is installed already; nothing was changed."));
		return PROGRAM_DONE;
	}
	print_change(&old, &new);
	if (confirm(o, &why) != 0 || install(conf.folder, &new, &why) != 0)
		return program_fail(SETUP_NAME, &why);
	puts(
		_("The new list is installed. The next time reception opens the register, visits that are\n"
		  "there already are sealed to it too."));
	return PROGRAM_DONE;
}
