/* SPDX-License-Identifier: ISC */
#include "desk/walls.h"

#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/confine_calls.h"
#include "base/folder.h"
#include "base/nls.h"
#include "base/program.h"
#include "config.h"
#include "handover/written.h"

#define MOST (48 + WRITTEN_MOST)

/* What is kept. Paths and descriptors that were made for it are its own. */
struct kept {
	struct confine_path paths[MOST];
	size_t n;
	char *own[MOST];
	size_t strings;
	int opened[8]; /* folders of the register */
	size_t folders;
};

static void
keep(struct kept *k, int at, const char *path, enum confine_right right)
{
	if (path != NULL && k->n < MOST)
		k->paths[k->n++] = (struct confine_path){at, path, right};
}

/* Keeps a file that was named, to be read. */
static void
keep_file(struct kept *k, const char *file)
{
	if (file != NULL && strcmp(file, "-") != 0)
		keep(k, AT_FDCWD, file, CONFINE_READ);
}

/* Keeps the folder of a file that was named, to make it there, and others beside it. */
static void
keep_folder_of(struct kept *k, const char *file)
{
	const char *slash = file == NULL ? NULL : strrchr(file, '/');
	char *folder = NULL;

	if (file == NULL || k->strings == MOST)
		return;
	folder = slash == NULL ? strdup(".") : strndup(file, (size_t)(slash - file) + 1);
	if (folder != NULL)
		k->own[k->strings++] = folder;
	keep(k, AT_FDCWD, folder, CONFINE_WRITE);
}

/* --- the register ---------------------------------------------------------------------------- */

/* Keeps the folder name of the register at root as register_open finds it: by no link. Returns its
 * descriptor, or -1. */
static int
keep_part(struct kept *k, int root, const char *name, enum confine_right right)
{
	int fd = folder_pass(root, name);

	if (fd < 0)
		return -1;
	k->opened[k->folders++] = fd;
	keep(k, fd, ".", right);
	return fd;
}

static void
keep_register(struct kept *k, const char *state_dir, enum walls_register need)
{
	char real[PATH_MAX];
	int store, state, root = -1;

	if (need != WALLS_LEAVES_IT && realpath(state_dir, real) != NULL)
		root = folder_pass(AT_FDCWD, real);
	if (root < 0)
		return; /* whoever opens it says why that cannot be done */
	keep_part(k, root, "inbox", CONFINE_READ);
	store = keep_part(k, root, "store", CONFINE_READ);
	/* SQLite makes its log and index also to read */
	keep_part(k, root, "inbox/db", CONFINE_WRITE);
	keep_part(k, root, "store/db", CONFINE_WRITE);
	if (need == WALLS_OPENS) {
		keep_part(k, root, "inbox/keys", CONFINE_WRITE);
		keep_part(k, root, "store/keys", CONFINE_WRITE);
	}
	/* the keeper replaces the clock's file, and the right to a file does not pass to the next */
	state = keep_part(k, root, "state", need == WALLS_CONFIRMS ? CONFINE_CHANGE : CONFINE_READ);
	if (state >= 0 && need >= WALLS_NOTES)
		keep(k, state, "ledger", CONFINE_CHANGE);
	if (store >= 0 && need >= WALLS_CONFIRMS)
		keep(k, store, "lock", CONFINE_CHANGE);
	close(root);
}

/* --- files that are named -------------------------------------------------------------------- */

static void
keep_options(struct kept *k, const struct desk_options *o)
{
	keep_file(k, o->passphrase_file);
	keep_file(k, o->new_passphrase_file);
	keep_file(k, o->secret_file);
	keep_file(k, o->query_file);
	keep_file(k, o->correction_file);
	keep_file(k, o->key); /* where it is a link */
	keep_folder_of(k, o->key);
	keep_folder_of(k, o->new_key);
	keep_folder_of(k, o->output);
	if (o->words[0] != NULL && strcmp(o->words[0], "copy") == 0)
		keep_folder_of(k, o->words[1]);
}

/* Keeps the folders of the files that were handed out, which are shredded when they are due. */
static void
keep_handed_out(struct kept *k, const char *key)
{
	struct written *w = key == NULL ? NULL : written_read(key, NULL);
	size_t i;

	for (i = 0; w != NULL && i < w->n; i++)
		keep_folder_of(k, w->file[i].path);
	free(w);
}

/* Keeps folder, but not all there is. */
static void
keep_place(struct kept *k, const char *folder)
{
	struct stat st, root;

	if (folder != NULL && *folder != '\0' && stat(folder, &st) == 0 && stat("/", &root) == 0 &&
		(st.st_dev != root.st_dev || st.st_ino != root.st_ino))
		keep(k, AT_FDCWD, folder, CONFINE_WRITE);
}

/* What a screen needs: its terminal's description, and where files may be named on it. */
static void
keep_for_screen(struct kept *k)
{
	keep(k, AT_FDCWD, "/etc/terminfo", CONFINE_READ);
	keep(k, AT_FDCWD, "/lib/terminfo", CONFINE_READ);
	keep(k, AT_FDCWD, "/usr/share/terminfo", CONFINE_READ);
	keep(k, AT_FDCWD, getenv("TERMINFO"), CONFINE_READ);
	/* with what is mounted on folders below them later; not on themselves (landlock(7)) */
	keep_place(k, "/media");
	keep_place(k, "/run/media");
	keep_place(k, "/mnt");
	keep_place(k, getenv("HOME"));
	keep_place(k, ".");
}

/* --- all of it ------------------------------------------------------------------------------- */

/* What libraries read, and the terminal that passphrases are asked on. */
static void
keep_system(struct kept *k)
{
	keep(k, AT_FDCWD, bindtextdomain(PACKAGE, NULL), CONFINE_READ);
	keep(k, AT_FDCWD, "/usr/share/locale", CONFINE_READ);
	keep(k, AT_FDCWD, "/etc/localtime", CONFINE_READ);
	keep(k, AT_FDCWD, "/usr/share/zoneinfo", CONFINE_READ);
	/* first random numbers of SQLite and jansson */
	keep(k, AT_FDCWD, "/dev/urandom", CONFINE_READ);
	/* the boot id, beside other numbers that are no secret; the mark of a confirmed clock */
	keep(k, AT_FDCWD, "/proc/sys/kernel/random", CONFINE_READ);
	keep(k, AT_FDCWD, "/etc/machine-id", CONFINE_READ);
	keep(k, AT_FDCWD, "/dev/tty", CONFINE_TERMINAL);
}

static void
let_go(struct kept *k)
{
	while (k->folders > 0)
		close(k->opened[--k->folders]);
	while (k->strings > 0)
		free(k->own[--k->strings]);
}

/* Says whether the desk may go on. */
static bool
may_go_on(enum confine_result result, const struct fail *why)
{
	if (result == CONFINE_NOT_HERE)
		program_warn(DESK_NAME, why->text);
	return result != CONFINE_FAILED;
}

int
walls_raise(const struct desk *d, enum walls_register need, bool screen, struct fail *why)
{
	struct kept k = {.n = 0};
	bool stand;

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (!CONFINE) /* built with sanitizers */
		return 0;
	tzset(); /* TZ may name a file elsewhere */
	keep_system(&k);
	keep(&k, AT_FDCWD, d->conf.folder, CONFINE_READ);
	keep_register(&k, d->conf.state_dir, need);
	keep_options(&k, &d->options);
	if (need == WALLS_NOTES)
		keep_handed_out(&k, d->options.key);
	if (screen)
		keep_for_screen(&k);
	stand = may_go_on(confine_files(k.paths, k.n, why), why);
	let_go(&k);
	return stand && may_go_on(confine_calls_of(CONFINE_DESK, why), why) ? 0 : -1;
}
