/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE /* syncfs */
#include "unit/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "register/create.h"
#include "register/ledger.h"
#include "register/timekeeping.h"
#include "register/watch.h"

#define MOST 150 /* cases */
#define BOOT "11111111-1111-4111-8111-111111111111"
#define OTHER_BOOT "22222222-2222-4222-8222-222222222222"
#define DISK "/sys/devices/pci/sda"

/* The machine of one test. */
struct tree {
	struct facts facts; /* first: the functions below get only this */
	struct scratch *s;
	char root[SCRATCH_PATH];
	const struct tree_case *given;
	uint64_t room, inodes, lock;
	const char *font;
	long long single; /* the one account, or TREE_NONE */
};

struct file {
	const char *path, *text;
};

#define PUBLIC "00112233445566778899aabbccddeeff00112233445566778899aabbccddee"
#define MOUNTS \
	"22 27 0:21 / /proc rw,relatime - proc proc rw\n" \
	"27 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n" \
	"28 27 8:2 /old\\040one /mnt rw - ext4 /dev/sda2 rw\n"

static const char configuration[] = "[register]\nstate_dir = " TREE_STATE "\n[controller]\n"
									"organisation = Test school\ncontact = a@school.example\n"
									"basis = consent\nreview_by = 2026-06-01\n";

static const struct file files[] = {
	{"/etc/welkom/welkom.conf", configuration},
	{"/etc/welkom/recipients", PUBLIC "01 reception\n" PUBLIC "02 recovery-sheet\n"},
	{"/etc/passwd",
		"root:x:0:0:root:/root:/bin/bash\n"
		"welkom-kiosk:x:901:901::/nonexistent:/usr/sbin/nologin\n"
		"welkom-desk:x:902:902::/nonexistent:/bin/sh\n"
		"welkom-keeper:x:903:903::/nonexistent:/usr/sbin/nologin\n"
		"anna:x:1000:1000:Anna:/home/anna:/bin/bash\n"},
	{"/etc/shadow", "root:*:1::::::\nwelkom-kiosk:!:1::::::\nwelkom-keeper:!*:1::::::\n"},
	{"/etc/group",
		"root:x:0:\nwelkom-kiosk:x:901:\nwelkom-desk:x:902:\nwelkom-keeper:x:903:\n"
		"winbox:x:801:welkom-kiosk,welkom-desk,welkom-keeper\n"
		"wstore:x:802:welkom-desk,welkom-keeper\nanna:x:1000:\n"},
	{"/etc/cron.d/welkom",
		"MAILTO=root\n# welkom-purge\n@reboot welkom-keeper /usr/sbin/welkom-purge --quiet\n"
		"*/15 * * * * welkom-keeper /usr/sbin/welkom-purge --quiet\n"},
	{"/etc/crontab", "17 * * * * root cd / && run-parts /etc/cron.hourly\n"},
	{"/etc/adjtime", "0.0 0 0.0\n0\nUTC\n"},
	{"/etc/systemd/system/getty.target.wants/welkom-kiosk@tty1.service", ""},
	{"/etc/systemd/system.conf", "[Manager]\n#CtrlAltDelBurstAction=reboot-force\n"},
	{"/etc/systemd/system.conf.d/50-welkom.conf", "[Manager]\nCtrlAltDelBurstAction=none\n"},
	{"/etc/systemd/logind.conf.d/50-welkom.conf", "[Login]\nNAutoVTs=0\nReserveVT=0\n"},
	{"/usr/lib/systemd/system/welkom-kiosk@.service", "[Service]\nLimitMEMLOCK=8M\n"},
	{"/usr/bin/setfont", ""},
	{"/usr/share/consolefonts/Uni2-TerminusBold32x16.psf.gz", ""},
	{"/proc/1/comm", "systemd\n"},
	{"/proc/70/comm", "cron\n"},
	{"/proc/71/comm", "chronyd\n"},
	{"/proc/72/comm", "welkom-kiosk\n"},
	{"/proc/self/mountinfo", MOUNTS},
	{"/proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n"},
	{"/proc/sys/kernel/core_pattern", "core\n"},
	{"/proc/sys/kernel/sysrq", "0\n"},
	{"/proc/sys/kernel/ctrl-alt-del", "0\n"},
	{"/proc/fs/ext4/sda2/options", "rw\ndata=ordered\n"},
	{DISK "/queue/rotational", "1\n"},
	{DISK "/sda2/uevent", "MAJOR=8\nMINOR=2\nDEVNAME=sda2\n"},
	{DISK "/sda3/uevent", "MAJOR=8\nMINOR=3\nDEVNAME=sda3\n"},
};

static const struct file links[] = {
	{"/sys/dev/block/8:2", "../../devices/pci/sda/sda2"},
	{"/sys/class/block/sda2", "../../devices/pci/sda/sda2"},
	{"/sys/class/block/sda3", "../../devices/pci/sda/sda3"},
	{"/etc/systemd/system/ctrl-alt-del.target", "/dev/null"},
};

/* --- how it is made, and that quickly: nothing of it has to outlive a power cut ------------------ */

int
fsync(int fd)
{
	(void)fd;
	return 0;
}

int
fdatasync(int fd)
{
	(void)fd;
	return 0;
}

int
syncfs(int fd)
{
	(void)fd;
	return 0;
}

/* Writes the path on this machine, and makes the folders it lies in. */
static void
place(struct tree *t, const char *path, char full[static FACTS_PATH])
{
	char *slash;

	assert_int_equal(facts_path(&t->facts, path, full), 0);
	for (slash = strchr(full + strlen(t->root) + 1, '/'); slash != NULL;
		 slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(full, 0755) != 0)
			assert_int_equal(errno, EEXIST);
		*slash = '/';
	}
}

static void
put(struct tree *t, const char *path, const void *bytes, size_t n, int flags)
{
	char full[FACTS_PATH];
	int fd;

	place(t, path, full);
	fd = open(full, O_WRONLY | O_CREAT | flags, 0644);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
}

static void
put_text(struct tree *t, const char *path, const char *text)
{
	put(t, path, text, strlen(text), O_TRUNC);
}

static void
link_to(struct tree *t, const char *path, const char *target)
{
	char full[FACTS_PATH];

	place(t, path, full);
	unlink(full);
	assert_int_equal(symlink(target, full), 0);
}

/* ext4 as mkfs makes it, as far as it is read. */
static void
put_superblock(struct tree *t)
{
	uint8_t bytes[2048] = {[1024 + 0x38] = 0x53, 0xEF, [1024 + 0x60] = 0xC2, 0x02};

	put(t, "/dev/sda2", bytes, sizeof bytes, O_TRUNC);
}

/* A register in which the last run was a quarter of an hour ago. */
static void
make_register(struct tree *t)
{
	struct clock_reading then = t->facts.now;
	struct watch_record last = {.time = TREE_T - 900, .good = TREE_T - 900, .boot = BOOT};
	struct fail why = {{0}};
	struct ledger_head head;
	char full[FACTS_PATH];

	place(t, TREE_STATE, full);
	if (create_register(full, &why) != 0 ||
		register_open(&t->s->reg, full, REGISTER_KEEPER, &why) != 0)
		fail_msg("%s", why.text);
	then.realtime = TREE_T - 900;
	then.boottime -= 900;
	assert_int_equal(timekeeping_begin(&t->s->reg, &then, NULL), 0);
	assert_int_equal(watch_save(&t->s->reg, &last, NULL), 0);
	assert_int_equal(ledger_append(t->s->reg.state, TREE_T - 900, "init", "a=b", &head, NULL), 0);
}

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

static bool
is_denied(const struct tree *t, const char *path)
{
	const struct tree_change *c = t->given->changes;

	for (; c < t->given->changes + TREE_CHANGES; c++)
		if (c->kind == TREE_DENY && strncmp(path, c->path, strlen(c->path)) == 0)
			return true;
	return false;
}

/* Whose path is by the rules: the keeper's in the register, root's elsewhere. */
static void
own(const struct tree *t, const char *path, struct stat *st)
{
	const size_t n = strlen(TREE_STATE);

	st->st_uid = 0;
	st->st_gid = 0;
	if (t->single != TREE_NONE) {
		st->st_uid = (uid_t)t->single;
		st->st_gid = (gid_t)t->single;
	} else if (strncmp(path, TREE_STATE "/", n + 1) == 0) {
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
	const struct tree *t = (const struct tree *)facts;

	assert_string_equal(path, TREE_STATE "/store");
	memset(fs, 0, sizeof *fs);
	fs->f_frsize = 1024;
	fs->f_bavail = t->room / 1024;
	fs->f_files = 100000;
	fs->f_favail = t->inodes;
	return 0;
}

static int
flags(const struct facts *facts, const char *path, int *out)
{
	const struct tree_change *c = find((const struct tree *)facts, TREE_FLAGS, path);
	const char *name = strrchr(path, '/');

	*out = c != NULL ? (int)c->n : strcmp(name, "/ledger") == 0 ? 0x20 : 0;
	return 0;
}

static int
memlock(const struct facts *facts, uint64_t *bytes)
{
	*bytes = ((const struct tree *)facts)->lock;
	return 0;
}

static int
font(const struct facts *facts, const char *tty, uint8_t out[static FACTS_FONT])
{
	const char *s = ((const struct tree *)facts)->font;
	uint32_t uc;
	size_t n;

	assert_string_equal(tty, "/dev/tty1");
	memset(out, s == NULL ? 0xFF : 0, FACTS_FONT);
	for (n = s == NULL ? 0 : strlen(s); n > 0; n -= text_encode(uc, (char[4]){0})) {
		s += text_decode(s, n, &uc);
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
		put_text(t, c->path, c->text);
		break;
	case TREE_BYTES:
		put(t, c->path, c->text, (size_t)c->n, O_TRUNC);
		break;
	case TREE_ADD:
		put(t, c->path, c->text, strlen(c->text), O_APPEND);
		break;
	case TREE_GONE:
		place(t, c->path, full);
		assert_int_equal(remove(full), 0);
		break;
	case TREE_LINK:
		link_to(t, c->path, c->text);
		break;
	case TREE_FOLDER:
		place(t, c->path, full);
		assert_int_equal(mkdir(full, 0755), 0);
		break;
	case TREE_UID:
		t->facts.uid = (uid_t)c->n;
		break;
	case TREE_ROOM:
		t->room = (uint64_t)c->n;
		break;
	case TREE_INODES:
		t->inodes = (uint64_t)c->n;
		break;
	case TREE_LOCK:
		t->lock = (uint64_t)c->n;
		break;
	case TREE_FONT:
		t->font = c->text;
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
	case TREE_BOOT:
		strcpy(t->facts.now.boot, OTHER_BOOT);
		break;
	case TREE_SQLITE:
		t->facts.sqlite = (int)c->n;
		break;
	case TREE_SODIUM:
		t->facts.sodium = c->text;
		break;
	case TREE_SINGLE:
		t->single = c->n;
		break;
	case TREE_LEDGER:
		assert_int_equal(
			ledger_append(t->s->reg.state, TREE_T - c->n, "purge", c->text, &head, NULL), 0);
		break;
	case TREE_CONF:
		put_text(t, "/etc/welkom/welkom.conf", c->text);
		break;
	default: /* told by the functions above */
		break;
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
		.now = {.realtime = TREE_T,
			.boottime = 5000,
			.boot = BOOT,
			.synchronised = true,
			.has_hardware = true,
			.hardware = TREE_T},
		.sqlite = 3040001,
		.sqlite_threads = true,
		.sqlite_deletes = true,
		.sodium = "1.0.18",
		.stat = look,
		.space = space,
		.flags = flags,
		.memlock = memlock,
		.font = font};
	t->room = 1 << 30;
	t->inodes = 50000;
	t->lock = 8 << 20;
	t->single = TREE_NONE;
	for (i = 0; i < sizeof files / sizeof files[0]; i++)
		put_text(t, files[i].path, files[i].text);
	for (i = 0; i < sizeof links / sizeof links[0]; i++)
		link_to(t, links[i].path, links[i].text);
	put_superblock(t);
	make_register(t);
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
