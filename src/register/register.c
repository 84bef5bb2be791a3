/* SPDX-License-Identifier: ISC */
#include "register/register.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"

static const char *const folders[] = {[SCHEMA_INBOX] = "inbox", [SCHEMA_STORE] = "store"};
static const char *const files[] = {[SCHEMA_INBOX] = "inbox.db", [SCHEMA_STORE] = "store.db"};

static void
close_folder(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void
register_close_side(struct register_side *side)
{
	database_close(side->db);
	side->db = NULL;
	close_folder(&side->keys);
	close_folder(&side->folder);
}

/* Checks that the database file is a regular one with one link before SQLite opens it by path. */
static int
check_file(struct visit_register *r, struct register_side *side, char path[static REGISTER_PATH])
{
	const char *folder = folders[side->kind], *file = files[side->kind];
	int db, fd;

	if ((size_t)snprintf(path, REGISTER_PATH, "%s/%s/db/%s", r->path, folder, file) >=
		REGISTER_PATH)
		return fail_set(&side->why, _("the path of the register is too long"));
	db = folder_open(side->folder, "db");
	if (db < 0)
		return fail_errno(&side->why, errno, _("cannot open the folder %s/%s/db"), r->path, folder);
	fd = file_open(db, file, O_RDONLY, 1);
	if (fd < 0)
		fail_errno(&side->why, errno, _("cannot open %s"), path);
	else
		close(fd);
	close(db);
	return fd < 0 ? -1 : 0;
}

int
register_open_side(struct visit_register *r, struct register_side *side, enum register_role role)
{
	bool look = role == REGISTER_LOOK || role == REGISTER_LOOK_STORE;
	enum database_mode mode = look ? DATABASE_LOOK : DATABASE_USE;
	const char *folder = folders[side->kind];
	struct fail inner = {{0}};
	char path[REGISTER_PATH];

	register_close_side(side);
	side->why.text[0] = '\0';
	side->folder = folder_open(r->root, folder);
	if (side->folder < 0)
		return fail_errno(&side->why, errno, _("cannot open the folder %s/%s"), r->path, folder);
	side->keys = folder_open(side->folder, "keys");
	if (side->keys < 0)
		fail_errno(&side->why, errno, _("cannot open the folder %s/%s/keys"), r->path, folder);
	if ((role == REGISTER_STORE || role == REGISTER_LOOK_STORE) && side->kind == SCHEMA_INBOX)
		return side->keys < 0 ? -1 : 0;
	if (check_file(r, side, path) != 0)
		return -1;
	if (database_open(path, mode, &side->db, &side->why) != 0)
		return -1;
	if (schema_check(side->db, side->kind, &inner) != 0) {
		fail_set(&side->why, "%s: %s", path, inner.text);
		database_close(side->db);
		side->db = NULL;
		return -1;
	}
	return side->keys < 0 ? -1 : 0;
}

void
register_start(struct visit_register *r)
{
	memset(r, 0, sizeof *r);
	r->root = r->state = -1;
	r->inbox = (struct register_side){.kind = SCHEMA_INBOX, .folder = -1, .keys = -1};
	r->store = (struct register_side){.kind = SCHEMA_STORE, .folder = -1, .keys = -1};
}

int
register_open(
	struct visit_register *r, const char *state_dir, enum register_role role, struct fail *why)
{
	char real[PATH_MAX];
	int rc;

	register_start(r);
	if (realpath(state_dir, real) == NULL || strlen(real) >= sizeof r->path)
		return fail_errno(why, errno, _("cannot open the register %s"), state_dir);
	strcpy(r->path, real);
	r->root = folder_pass(AT_FDCWD, real);
	if (r->root < 0)
		return fail_errno(why, errno, _("cannot open the register %s"), state_dir);
	r->state = folder_open(r->root, "state");
	if (r->state < 0)
		return fail_errno(why, errno, _("cannot open the folder %s/state"), r->path);
	/* a side that failed says so itself, when it is used */
	rc = register_open_side(r, &r->inbox, role);
	if (role != REGISTER_KIOSK)
		rc = register_open_side(r, &r->store, role);
	(void)rc;
	return 0;
}

void
register_close(struct visit_register *r)
{
	register_close_side(&r->inbox);
	register_close_side(&r->store);
	close_folder(&r->state);
	close_folder(&r->root);
}

int
register_check_side(struct register_side *side, struct fail *why)
{
	if (side->db == NULL || side->keys < 0)
		return fail_set(why, "%s", side->why.text);
	if (database_has_moved(side->db))
		return fail_set(why, _("the register was moved away while it was in use"));
	return 0;
}

int
register_lock(struct visit_register *r, int wait, struct fail *why)
{
	int fd;

	if (r->store.folder < 0)
		return fail_set(why, "%s", r->store.why.text);
	fd = file_lock(r->store.folder, "lock", wait);
	if (fd < 0 && errno == EWOULDBLOCK)
		return fail_set(why, _("another program is working on the register; try again"));
	if (fd < 0)
		return fail_errno(why, errno, _("cannot lock the register %s"), r->path);
	return fd;
}

int
register_tag(struct visit_register *r, uint8_t tag[static REGISTER_TAG], struct fail *why)
{
	if (r->inbox.folder < 0)
		return fail_set(why, "%s", r->inbox.why.text);
	if (file_read(r->inbox.folder, "tag.key", tag, REGISTER_TAG) != REGISTER_TAG)
		return fail_set(why, _("cannot read %s/inbox/tag.key"), r->path);
	return 0;
}
