/* SPDX-License-Identifier: ISC */
/* A register is opened for a role, from its own files only; what is broken on one side leaves the
 * other usable. */
#include "register/register.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/scratch.h"

/* Closes the register of s, so that a test can open it itself. */
static void
shut(struct scratch *s, char path[static SCRATCH_PATH])
{
	register_close(&s->reg);
	scratch_path(s, "reg", path);
}

static void
assert_broken(struct scratch *s, const char *words)
{
	size_t before = scratch_descriptors();
	struct fail why = {{0}};
	char path[SCRATCH_PATH];

	scratch_path(s, "reg", path);
	assert_int_equal(register_open(&s->reg, path, REGISTER_KEEPER, &why), 0);
	assert_int_equal(register_check_side(&s->reg.store, &why), -1);
	if (strstr(why.text, words) == NULL)
		fail_msg("“%s” does not say “%s”", why.text, words);
	assert_int_equal(register_check_side(&s->reg.inbox, &why), 0);
	register_close(&s->reg);
	assert_int_equal(scratch_descriptors(), before);
}

static void
each_role_gets_what_it_needs(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	char path[SCRATCH_PATH];
	size_t before;

	shut(s, path);
	before = scratch_descriptors();
	assert_int_equal(register_open(&s->reg, path, REGISTER_KIOSK, &why), 0);
	assert_int_equal(register_check_side(&s->reg.inbox, &why), 0);
	assert_int_equal(register_check_side(&s->reg.store, &why), -1);
	assert_null(s->reg.store.db);
	assert_int_equal(s->reg.store.folder, -1);
	assert_string_equal(s->reg.path, path);
	register_close(&s->reg);
	register_close(&s->reg);
	assert_int_equal(register_open(&s->reg, path, REGISTER_LOOK, &why), 0);
	assert_int_equal(register_check_side(&s->reg.store, &why), 0);
	assert_int_equal(database_run(s->reg.store.db, "DELETE FROM entry", &why), -1);
	assert_int_equal(database_run(s->reg.inbox.db, "DELETE FROM entry", &why), -1);
	register_close(&s->reg);
	assert_int_equal(scratch_descriptors(), before);
}

static void
a_path_through_a_link_is_resolved_once(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	char path[SCRATCH_PATH], link[SCRATCH_PATH];

	shut(s, path);
	assert_int_equal(symlinkat("reg", s->at, "link"), 0);
	scratch_path(s, "link", link);
	assert_int_equal(register_open(&s->reg, link, REGISTER_KEEPER, &why), 0);
	assert_string_equal(s->reg.path, path);
	assert_int_equal(register_check_side(&s->reg.store, &why), 0);
	register_close(&s->reg);
	scratch_path(s, "none", link);
	assert_int_equal(register_open(&s->reg, link, REGISTER_KEEPER, &why), -1);
	assert_string_not_equal(why.text, "");
}

static void
a_database_by_a_link_is_refused(void **state)
{
	struct scratch *s = *state;
	char path[SCRATCH_PATH];

	shut(s, path);
	assert_int_equal(renameat(s->at, "reg/store/db/store.db", s->at, "outside.db"), 0);
	assert_int_equal(symlinkat("../../../outside.db", s->at, "reg/store/db/store.db"), 0);
	assert_broken(s, "store.db");
	unlinkat(s->at, "reg/store/db/store.db", 0);
	assert_int_equal(linkat(s->at, "outside.db", s->at, "reg/store/db/store.db", 0), 0);
	assert_broken(s, "store.db");
	unlinkat(s->at, "outside.db", 0);
	scratch_path(s, "reg", path);
	assert_int_equal(register_open(&s->reg, path, REGISTER_KEEPER, &(struct fail){{0}}), 0);
	assert_int_equal(register_check_side(&s->reg.store, NULL), 0);
}

static void
folders_by_a_link_are_refused(void **state)
{
	static const char *const folders[] = {"reg/store/keys", "reg/store/db", "reg/store"};
	struct scratch *s = *state;
	char path[SCRATCH_PATH], target[SCRATCH_PATH];

	shut(s, path);
	scratch_path(s, "outside", target);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(renameat(s->at, folders[i], s->at, "outside"), 0);
		assert_int_equal(symlinkat(target, s->at, folders[i]), 0);
		assert_broken(s, folders[i] + strlen("reg/"));
		unlinkat(s->at, folders[i], 0);
		assert_int_equal(renameat(s->at, "outside", s->at, folders[i]), 0);
	}
}

static void
the_other_sides_database_is_refused(void **state)
{
	struct scratch *s = *state;
	char path[SCRATCH_PATH];
	uint8_t bytes[65536];
	size_t n;

	shut(s, path);
	n = scratch_read(s->at, "reg/inbox/db/inbox.db", bytes, sizeof bytes);
	scratch_write(s->at, "reg/store/db/store.db", bytes, n);
	assert_broken(s, "its tables are not those this program made");
}

static void
an_extra_table_or_trigger_is_refused(void **state)
{
	static const char *const extra[] = {"CREATE TABLE name(x)",
		"DROP TABLE name; "
		"CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM hourkey; END"};
	struct scratch *s = *state;
	char path[SCRATCH_PATH], file[SCRATCH_PATH];
	sqlite3 *db;

	shut(s, path);
	scratch_path(s, "reg/store/db/store.db", file);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
		assert_int_equal(sqlite3_exec(db, extra[i], NULL, NULL, NULL), SQLITE_OK);
		sqlite3_close(db);
		assert_broken(s, "its tables are not those this program made");
	}
}

static void
a_side_that_came_back_is_opened_anew(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};

	assert_int_equal(renameat(s->at, "reg/inbox", s->at, "reg/away"), 0);
	assert_int_equal(register_check_side(&s->reg.inbox, &why), -1);
	assert_non_null(strstr(why.text, "moved away"));
	assert_int_equal(register_open_side(&s->reg, &s->reg.inbox, REGISTER_KEEPER), -1);
	assert_int_equal(register_check_side(&s->reg.inbox, &why), -1);
	assert_non_null(strstr(why.text, "inbox"));
	assert_int_equal(renameat(s->at, "reg/away", s->at, "reg/inbox"), 0);
	assert_int_equal(register_open_side(&s->reg, &s->reg.inbox, REGISTER_KEEPER), 0);
	assert_int_equal(register_check_side(&s->reg.inbox, &why), 0);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM entry"), 0);
}

static void
the_lock_is_for_one(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	int first = register_lock(&s->reg, 0, &why), second;

	assert_true(first >= 0);
	assert_int_equal(register_lock(&s->reg, 0, &why), -1);
	assert_non_null(strstr(why.text, "another program"));
	close(first);
	second = register_lock(&s->reg, 0, &why);
	assert_true(second >= 0);
	close(second);
	unlinkat(s->at, "reg/store/lock", 0);
	assert_int_equal(register_lock(&s->reg, 0, &why), -1);
}

static void
the_tag_key_is_read_whole_or_not(void **state)
{
	struct scratch *s = *state;
	uint8_t tag[REGISTER_TAG], bytes[REGISTER_TAG + 1] = {0};
	char path[SCRATCH_PATH];
	struct fail why = {{0}};

	assert_int_equal(register_tag(&s->reg, tag, &why), 0);
	assert_int_equal(scratch_read(s->at, "reg/inbox/tag.key", bytes, sizeof bytes), REGISTER_TAG);
	assert_memory_equal(tag, bytes, REGISTER_TAG);
	unlinkat(s->at, "reg/inbox/tag.key", 0);
	assert_int_equal(register_tag(&s->reg, tag, &why), -1);
	scratch_write(s->at, "reg/inbox/tag.key", bytes, REGISTER_TAG - 1);
	assert_int_equal(register_tag(&s->reg, tag, &why), -1);
	scratch_write(s->at, "reg/inbox/tag.key", bytes, REGISTER_TAG + 1);
	assert_int_equal(register_tag(&s->reg, tag, &why), -1);
	register_close(&s->reg);
	assert_int_equal(mkdirat(s->at, "bare", 0755), 0);
	assert_int_equal(mkdirat(s->at, "bare/state", 0755), 0);
	scratch_path(s, "bare", path);
	assert_int_equal(register_open(&s->reg, path, REGISTER_KEEPER, &why), 0);
	assert_int_equal(register_tag(&s->reg, tag, &why), -1);
	assert_string_equal(why.text, s->reg.inbox.why.text);
	assert_string_not_equal(why.text, "");
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(each_role_gets_what_it_needs),
		IN_REGISTER(a_path_through_a_link_is_resolved_once),
		IN_REGISTER(a_database_by_a_link_is_refused),
		IN_REGISTER(folders_by_a_link_are_refused),
		IN_REGISTER(the_other_sides_database_is_refused),
		IN_REGISTER(an_extra_table_or_trigger_is_refused),
		IN_REGISTER(a_side_that_came_back_is_opened_anew),
		IN_REGISTER(the_lock_is_for_one),
		IN_REGISTER(the_tag_key_is_read_whole_or_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
