/* SPDX-License-Identifier: ISC */
#include "unit/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "register/ledger.h"
#include "unit/healthy.h"

#define MOST 150 /* cases */
#define OTHER_BOOT "22222222-2222-4222-8222-222222222222"

/* The machine of one test. */
struct tree {
	struct facts facts; /* first: the functions below get only this */
	struct scratch *s;
	char root[SCRATCH_PATH];
	const struct tree_case *given;
};

/* --- what is in no file ------------------------------------------------------------------------ */

/* Returns the last change of kind for path, or NULL. */
static const struct tree_change *
find(const struct tree *t, enum tree_kind kind, const char *path)
{
	const struct tree_change *found = NULL, *c = t->given->changes;

	for (; c < t->given->changes + TREE_CHANGES; c++)
		if (c->kind == kind && strcmp(c->path, path) == 0)
			found = c;
	return found;
}

/* Returns the number of the last change of kind, or otherwise. */
static long long
number(const struct facts *facts, enum tree_kind kind, long long otherwise)
{
	const struct tree *t = (const struct tree *)facts;
	const struct tree_change *c = t->given->changes;

	for (; c < t->given->changes + TREE_CHANGES; c++)
		otherwise = c->kind == kind ? c->n : otherwise;
	return otherwise;
}

static bool
is_denied(const struct tree *t, const char *path)
{
	size_t i;

	for (i = 0; i < TREE_CHANGES; i++)
		if (t->given->changes[i].kind == TREE_DENY &&
			strncmp(path, t->given->changes[i].path, strlen(t->given->changes[i].path)) == 0)
			return true;
	return false;
}

/* Whose path is by the rules: the keeper's in the register, root's elsewhere. */
static void
own(const struct tree *t, const char *path, struct stat *st)
{
	const long long single = number(&t->facts, TREE_SINGLE, TREE_NONE);
	const size_t n = strlen(HEALTHY_STATE);

	st->st_uid = 0;
	st->st_gid = 0;
	if (single != TREE_NONE) {
		st->st_uid = (uid_t)single;
		st->st_gid = (gid_t)single;
	} else if (strncmp(path, HEALTHY_STATE "/", n + 1) == 0) {
		st->st_uid = 903;
		st->st_gid = path[n + 1] == 'i' ? 801 : 802;
	}
}

static int
look(const struct facts *facts, const char *path, struct stat *st)
{
	const struct tree *t = (const struct tree *)facts;
	const struct tree_change *c;
	char full[FACTS_PATH];

	if (is_denied(t, path)) {
		errno = EACCES;
		return -1;
	}
	if (facts_path(facts, path, full) != 0 || lstat(full, st) != 0)
		return -1;
	own(t, path, st);
	if ((c = find(t, TREE_MODE, path)) != NULL)
		st->st_mode = (st->st_mode & S_IFMT) | (mode_t)c->n;
	if ((c = find(t, TREE_OWNER, path)) != NULL)
		st->st_uid = (uid_t)c->n;
	if ((c = find(t, TREE_GROUP, path)) != NULL)
		st->st_gid = (gid_t)c->n;
	return 0;
}

static int
space(const struct facts *facts, const char *path, struct statvfs *fs)
{
	assert_string_equal(path, HEALTHY_STATE "/store");
	memset(fs, 0, sizeof *fs);
	fs->f_frsize = 1024;
	fs->f_bavail = (fsblkcnt_t)number(facts, TREE_ROOM, 1 << 30) / 1024;
	fs->f_files = 100000;
	fs->f_favail = (fsfilcnt_t)number(facts, TREE_INODES, 50000);
	return 0;
}

static int
flags(const struct facts *facts, const char *path, int *out)
{
	const struct tree_change *c = find((const struct tree *)facts, TREE_FLAGS, path);

	*out = c != NULL ? (int)c->n : strstr(path, "/ledger") != NULL ? 0x20 : 0;
	return 0;
}

static int
memlock(const struct facts *facts, uint64_t *bytes)
{
	*bytes = (uint64_t)number(facts, TREE_LOCK, 8 << 20);
	return 0;
}

static int
font(const struct facts *facts, const char *tty, uint8_t out[static FACTS_FONT])
{
	const struct tree_change *c = find((const struct tree *)facts, TREE_FONT, tty);
	size_t used, n = c == NULL ? 0 : strlen(c->text);
	const char *s = c == NULL ? "" : c->text;
	uint32_t uc;

	memset(out, c == NULL ? 0xFF : 0, FACTS_FONT);
	for (; n > 0; s += used, n -= used) {
		used = text_decode(s, n, &uc);
		out[uc / 8] |= (uint8_t)(1 << uc % 8);
	}
	return 0;
}

/* --- one case ---------------------------------------------------------------------------------- */

static void
change(struct tree *t, const struct tree_change *c)
{
	struct ledger_head head;
	char full[FACTS_PATH];

	switch (c->kind) {
	case TREE_PUT:
		healthy_put(&t->facts, c->path, c->text, strlen(c->text), O_TRUNC);
		break;
	case TREE_BYTES:
		healthy_put(&t->facts, c->path, c->text, (size_t)c->n, O_TRUNC);
		break;
	case TREE_EXT4:
		healthy_ext4(&t->facts, c->path, (uint32_t)(c->n & 0xFFFF), (uint32_t)(c->n >> 16));
		break;
	case TREE_XFS:
		healthy_xfs(&t->facts, c->path, (uint8_t)c->n, (uint8_t)(c->n >> 8));
		break;
	case TREE_ADD:
		healthy_put(&t->facts, c->path, c->text, strlen(c->text), O_APPEND);
		break;
	case TREE_GONE:
		healthy_place(&t->facts, c->path, full);
		assert_int_equal(remove(full), 0);
		break;
	case TREE_LINK:
		healthy_link(&t->facts, c->path, c->text);
		break;
	case TREE_SYNCED:
		t->facts.now.synchronised = c->n != 0;
		break;
	case TREE_HARDWARE:
		t->facts.now.has_hardware = c->n != TREE_NONE;
		t->facts.now.hardware += c->n;
		break;
	case TREE_LATER:
		t->facts.now.realtime += c->n;
		t->facts.now.boottime += c->n;
		t->facts.now.hardware += c->n;
		break;
	case TREE_DOUBT:
		healthy_doubt(&t->facts, &t->s->reg);
		break;
	case TREE_BOOT:
		strcpy(t->facts.now.boot, OTHER_BOOT);
		break;
	case TREE_SODIUM:
		t->facts.sodium = c->text;
		break;
	case TREE_LEDGER:
		assert_int_equal(
			ledger_append(t->s->reg.state, HEALTHY_T - c->n, "purge", c->text, &head, NULL), 0);
		break;
	case TREE_CONF:
		healthy_put(&t->facts, "/etc/welkom/welkom.conf", c->text, strlen(c->text), O_TRUNC);
		break;
	default: /* told by the functions above */;
	}
}

static int
set_up(void **state)
{
	struct tree *t = calloc(1, sizeof *t);
	void *s = NULL;
	size_t i;

	if (t == NULL || scratch_folder(&s) != 0)
		return -1;
	t->s = s;
	t->given = *state;
	*state = t;
	snprintf(t->root, sizeof t->root, "%s", t->s->path);
	t->facts = (struct facts){.root = t->root,
		.now = {.realtime = HEALTHY_T,
			.boottime = 5000,
			.boot = HEALTHY_BOOT,
			.synchronised = true,
			.has_hardware = true,
			.hardware = HEALTHY_T},
		.sqlite_threads = true,
		.sqlite_deletes = true,
		.sodium = "1.0.18",
		.stat = look,
		.space = space,
		.flags = flags,
		.memlock = memlock,
		.font = font};
	t->facts.uid = (uid_t)number(&t->facts, TREE_UID, 0);
	t->facts.sqlite = (int)number(&t->facts, TREE_SQLITE, 3040001);
	healthy_make(&t->facts, &t->s->reg);
	for (i = 0; i < TREE_CHANGES; i++)
		change(t, &t->given->changes[i]);
	facts_configure(&t->facts, "/etc/welkom/welkom.conf");
	return 0;
}

static int
tear_down(void **state)
{
	struct tree *t = *state;
	void *s = t->s;

	free(t);
	return scratch_end(&s);
}

static void
assert_has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("“%s” is not in “%s”", part, text);
}

static void
is_found(void **state)
{
	const struct tree *t = *state;
	struct finding f = {.result = FINDING_FINE};

	t->given->look(&t->facts, &f);
	if (f.result != t->given->result)
		fail_msg("%s instead of %s: %s", finding_word(f.result), finding_word(t->given->result),
			f.found);
	assert_has(f.found, t->given->found);
	if (t->given->remedy != NULL)
		assert_has(f.remedy, t->given->remedy);
	else
		assert_string_equal(f.remedy, "");
}

int
tree_run(const struct tree_case *cases, size_t n)
{
	struct CMUnitTest tests[MOST];
	size_t i;

	if (n > MOST)
		return 1;
	for (i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){
			cases[i].name, is_found, set_up, tear_down, (void *)(uintptr_t)&cases[i]};
	return _cmocka_run_group_tests("doctor", tests, n, NULL, NULL);
}
