/* SPDX-License-Identifier: ISC */
/* register: the folders and databases of one register, opened for what a program may do.
 * Sealed bytes only: nothing here can hold a name. Two sides: the inbox, which the kiosk writes,
 * and the store, which it cannot open. */
#ifndef REGISTER_REGISTER_H
#define REGISTER_REGISTER_H

#include <sqlite3.h>
#include <stdint.h>

#include "base/fail.h"
#include "register/database.h"
#include "register/schema.h"

#define REGISTER_MUST_CHECK __attribute__((warn_unused_result))
#define REGISTER_TAG 32   /* bytes of the site's tag key */
#define REGISTER_PATH 640 /* bytes of a path */
#define REGISTER_WAIT 60  /* seconds to wait for the lock */

/* One side. What could not be opened is -1 or NULL, and why says so; the rest can be used: a
 * broken inbox must not stop the store from forgetting. */
struct register_side {
	enum schema_kind kind;
	int folder; /* inbox/ or store/ */
	int keys;   /* its keys/ */
	sqlite3 *db;
	struct fail why;
};

struct visit_register {
	char path[REGISTER_PATH]; /* state_dir, without symbolic links */
	int root;                 /* that folder, only as a way to those below */
	int state;                /* its state/ */
	struct register_side inbox;
	struct register_side store;
};

/* Who opens it. */
enum register_role {
	REGISTER_KIOSK,      /* the inbox only */
	REGISTER_KEEPER,     /* both sides, to change them */
	REGISTER_STORE,      /* the store, to change it; of the inbox the key files, not the database */
	REGISTER_LOOK,       /* both sides, nothing is changed */
	REGISTER_LOOK_STORE, /* as REGISTER_STORE, nothing is changed */
};

/* Begins *r with nothing open, so that it can be closed. */
void register_start(struct visit_register *r);

/* Opens the register at state_dir for role into *r. Returns 0 when its root and state folders
 * could be opened (each side's why tells the rest), or -1 with why. Close it in both cases. */
int register_open(struct visit_register *r, const char *state_dir, enum register_role role,
	struct fail *why) REGISTER_MUST_CHECK;

/* Closes what is open in *r. */
void register_close(struct visit_register *r);

/* Opens side anew after it failed or was closed. Returns 0, or -1 with side->why. */
int register_open_side(struct visit_register *r, struct register_side *side,
	enum register_role role) REGISTER_MUST_CHECK;

/* Closes one side. */
void register_close_side(struct register_side *side);

/* Returns 0 when side is whole and the database is still the one at its path, or -1 with why. */
int register_check_side(struct register_side *side, struct fail *why) REGISTER_MUST_CHECK;

/* Takes the register's lock, waiting at most wait seconds. Returns a descriptor to close, or -1
 * with why. Never held while a person is asked something. */
int register_lock(struct visit_register *r, int wait, struct fail *why) REGISTER_MUST_CHECK;

/* Reads the site's tag key, which turns an erasure code into an entry's id. Returns 0, or -1 with
 * why. */
int register_tag(struct visit_register *r, uint8_t tag[static REGISTER_TAG],
	struct fail *why) REGISTER_MUST_CHECK;

#endif
