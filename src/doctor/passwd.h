/* SPDX-License-Identifier: ISC */
/* passwd: the accounts and groups of a machine, from its files (passwd(5), group(5), shadow(5)). */
#ifndef DOCTOR_PASSWD_H
#define DOCTOR_PASSWD_H

#include "doctor/facts.h"

#define PASSWD_NAME 64

struct passwd_account {
	char name[PASSWD_NAME];
	uid_t uid;
	gid_t gid; /* of its first group */
	char shell[FACTS_NAME];
};

struct passwd_group {
	char name[PASSWD_NAME];
	gid_t gid;
	char members[FACTS_PATH]; /* with a comma before and after each; not those whose first it is */
};

/* Finds the account name; that of uid. Return 0 and *account, or -1. */
int passwd_find(const struct facts *facts, const char *name, struct passwd_account *account);
int passwd_of(const struct facts *facts, uid_t uid, struct passwd_account *account);

/* Finds the group name; that of gid. Return 0 and *group, or -1. */
int passwd_group(const struct facts *facts, const char *name, struct passwd_group *group);
int passwd_group_of(const struct facts *facts, gid_t gid, struct passwd_group *group);

/* Says whether account is in group, by its first group or as a member. */
bool passwd_is_in(const struct passwd_account *account, const struct passwd_group *group);

/* Says whether the account name can log in with a password: its field in shadow begins with neither
 * "!" nor "*". Returns 0 and *can, or -1 with errno. */
int passwd_has_password(const struct facts *facts, const char *name, bool *can);

#endif
