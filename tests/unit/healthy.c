/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE /* syncfs */
#include "unit/healthy.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "register/create.h"
#include "register/ledger.h"
#include "register/timekeeping.h"
#include "register/watch.h"

#define DISK "/sys/devices/pci/sda"

struct file {
	const char *path, *text;
};

#define PUBLIC "00112233445566778899aabbccddeeff00112233445566778899aabbccddee"
#define MOUNTS \
	"22 27 0:21 / /proc rw,relatime - proc proc rw\n" \
	"27 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n" \
	"28 27 8:2 /old\\040one /mnt rw - ext4 /dev/sda2 rw\n"

static const char configuration[] = "[register]\nstate_dir = " HEALTHY_STATE "\n[controller]\n"
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

static const struct {
	const char *path, *target;
} links[] = {
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

void
healthy_place(const struct facts *facts, const char *path, char full[static FACTS_PATH])
{
	char *slash;

	assert_int_equal(facts_path(facts, path, full), 0);
	for (slash = strchr(full + strlen(facts->root) + 1, '/'); slash != NULL;
		 slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(full, 0755) != 0)
			assert_int_equal(errno, EEXIST);
		*slash = '/';
	}
}

void
healthy_put(const struct facts *facts, const char *path, const void *bytes, size_t n, int flags)
{
	char full[FACTS_PATH];
	int fd;

	healthy_place(facts, path, full);
	fd = open(full, O_WRONLY | O_CREAT | flags, 0644);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
}

void
healthy_link(const struct facts *facts, const char *path, const char *target)
{
	char full[FACTS_PATH];

	healthy_place(facts, path, full);
	unlink(full);
	assert_int_equal(symlink(target, full), 0);
}

void
healthy_doubt(const struct facts *facts, struct visit_register *r)
{
	struct clock_reading ahead = facts->now;
	struct clock_verdict verdict;

	ahead.realtime += 10 * 24 * 3600;
	ahead.synchronised = false;
	clock_machine(ahead.machine); /* a clock of another machine would be thrown away */
	assert_int_equal(timekeeping_decide(r, &ahead, false, true, &verdict, NULL), 0);
	assert_true(verdict.doubt);
}

void
healthy_ext4(const struct facts *facts, const char *path, uint32_t features, uint32_t options)
{
	uint8_t bytes[2048] = {[1024 + 0x38] = 0x53, 0xEF};

	bytes_put32(bytes + 1024 + 0x60, features);
	bytes_put32(bytes + 1024 + 0x100, options);
	healthy_put(facts, path, bytes, sizeof bytes, O_TRUNC);
}

void
healthy_xfs(const struct facts *facts, const char *path, uint8_t features, uint8_t version)
{
	uint8_t bytes[2048] = {'X', 'F', 'S', 'B', [100] = 0xB4, version, [215] = features};

	healthy_put(facts, path, bytes, sizeof bytes, O_TRUNC);
}

/* A register in which the last run was a quarter of an hour ago. */
static void
make_register(const struct facts *facts, struct visit_register *r)
{
	struct clock_reading then = facts->now;
	struct watch_record last = {
		.time = HEALTHY_T - 900, .good = HEALTHY_T - 900, .boot = HEALTHY_BOOT};
	struct fail why = {{0}};
	struct ledger_head head;
	char full[FACTS_PATH];

	healthy_place(facts, HEALTHY_STATE, full);
	if (create_register(full, &why) != 0 || register_open(r, full, REGISTER_KEEPER, &why) != 0)
		fail_msg("%s", why.text);
	then.realtime = HEALTHY_T - 900;
	then.boottime -= 900;
	assert_int_equal(timekeeping_begin(r, &then, NULL), 0);
	assert_int_equal(watch_save(r, &last, NULL), 0);
	assert_int_equal(ledger_append(r->state, HEALTHY_T - 900, "init", "a=b", &head, NULL), 0);
}

void
healthy_make(const struct facts *facts, struct visit_register *r)
{
	size_t i;

	for (i = 0; i < sizeof files / sizeof files[0]; i++)
		healthy_put(facts, files[i].path, files[i].text, strlen(files[i].text), O_TRUNC);
	for (i = 0; i < sizeof links / sizeof links[0]; i++)
		healthy_link(facts, links[i].path, links[i].target);
	healthy_ext4(facts, "/dev/sda2", 0x2C2, 0); /* as mkfs makes it */
	make_register(facts, r);
}
