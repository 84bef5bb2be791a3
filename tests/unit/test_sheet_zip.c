/* SPDX-License-Identifier: ISC */
/* Visits in an archive: only the passphrase opens it, and nothing of a name is outside it. */
#include "config.h"

#include "handover/sheet.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/wipe.h"
#include "unit/scratch.h"

#define ARRIVAL 1764933634
#define NAME "Zebedeus Quillfeather"
#define MANY 200000
#define MEMORY 24 /* MiB that many visits may cost */

static const struct sheet_facts facts = {.organisation = "Test school",
	.reference = "R-2026-014",
	.from = ARRIVAL - 34,
	.to = ARRIVAL + 86366,
	.made = ARRIVAL,
	.destroy_by = ARRIVAL - 34 + 1209600};

static struct passphrase *
word(const char *text)
{
	struct passphrase *p = passphrase_new();

	assert_non_null(p);
	p->n = strlen(text);
	memcpy(p->text, text, p->n);
	return p;
}

/* Writes n visits to fd. Returns what sheet_end says. */
static int
write_to(int fd, size_t n, struct fail *why)
{
	struct passphrase *p = word("abcd-efgh-jkmn-pqrs-tvwx");
	struct visit v = {.arrival = ARRIVAL};
	struct sheet *sheet = sheet_begin(fd, DESK_ZIP, &facts, p, why);
	char name[60];

	passphrase_free(p);
	if (sheet == NULL)
		return -1;
	memcpy(v.visitor.phone, "+31612345678", v.visitor.phone_len = 12);
	for (size_t i = 0; i < n; i++) {
		snprintf(name, sizeof name, NAME " %zu", i);
		memset(v.visitor.name, 0, sizeof v.visitor.name);
		memcpy(v.visitor.name, name, v.visitor.name_len = (uint8_t)strlen(name));
		if (sheet_add(sheet, &v, why) != 0) {
			sheet_abandon(sheet);
			return -1;
		}
	}
	return sheet_end(sheet, why);
}

/* Reads file name of the archive "out" with passphrase into text. Returns its length, or -1. */
static long
read_file(struct scratch *s, const char *name, const char *passphrase, char *text, size_t cap)
{
	char path[SCRATCH_PATH];
	zip_file_t *file;
	zip_t *zip;
	long n = -1;

	scratch_path(s, "out", path);
	zip = zip_open(path, ZIP_RDONLY, NULL);
	assert_non_null(zip);
	file = zip_fopen_encrypted(zip, name, 0, passphrase);
	if (file != NULL) {
		n = (long)zip_fread(file, text, cap);
		zip_fclose(file);
	}
	zip_discard(zip);
	return n;
}

static int
make(struct scratch *s)
{
	scratch_write(s->at, "out", "", 0);
	return openat(s->at, "out", O_WRONLY);
}

static bool
holds(const char *raw, size_t n, const char *text)
{
	size_t length = strlen(text);

	for (; n >= length; n--, raw++)
		if (memcmp(raw, text, length) == 0)
			return true;
	return false;
}

static void
only_the_passphrase_opens_it(void **state)
{
	struct scratch *s = *state;
	int fd = make(s);
	struct fail why = {{0}};
	char text[2000], raw[4000];
	size_t n;
	long got;

	assert_int_equal(write_to(fd, 3, &why), 0);
	close(fd);
	got = read_file(s, "visits.csv", "abcd-efgh-jkmn-pqrs-tvwx", text, sizeof text);
	assert_true(got > 0);
	text[got] = '\0';
	assert_string_equal(text,
		"arrived,name,phone,destroy_by\r\n"
		"2025-12-05T11:20:34Z,\"" NAME " 0\",\"'+31612345678\",2025-12-19T11:20:00Z\r\n"
		"2025-12-05T11:20:34Z,\"" NAME " 1\",\"'+31612345678\",2025-12-19T11:20:00Z\r\n"
		"2025-12-05T11:20:34Z,\"" NAME " 2\",\"'+31612345678\",2025-12-19T11:20:00Z\r\n");
	assert_int_equal(read_file(s, "visits.csv", "abcd-efgh-jkmn-pqrs-tvwy", text, sizeof text), -1);
	assert_int_equal(read_file(s, "visits.csv", NULL, text, sizeof text), -1);
	n = scratch_read(s->at, "out", raw, sizeof raw);
	assert_true(holds(raw, n, "README.txt"));
	assert_false(holds(raw, n, "Zebedeus"));
	assert_false(holds(raw, n, "612345678"));
	assert_false(holds(raw, n, "abcd-efgh"));
}

static void
it_says_by_when_to_destroy_it_without_the_passphrase(void **state)
{
	struct scratch *s = *state;
	int fd = make(s), length;
	struct fail why = {{0}};
	char text[2000], path[SCRATCH_PATH];
	const char *comment;
	zip_stat_t st;
	zip_t *zip;
	long got;

	setenv("TZ", "UTC0", 1);
	assert_int_equal(write_to(fd, 1, &why), 0);
	close(fd);
	got = read_file(s, "README.txt", NULL, text, sizeof text - 1);
	assert_true(got > 0);
	text[got] = '\0';
	assert_non_null(strstr(text, "DESTROY THIS AND ALL COPIES BY 2025-12-19 11:20"));
	assert_non_null(strstr(text, "R-2026-014"));
	scratch_path(s, "out", path);
	zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	assert_non_null(zip);
	comment = zip_get_archive_comment(zip, &length, 0);
	assert_int_equal(length, 31);
	assert_memory_equal(comment, "destroy_by=2025-12-19T11:20:00Z", 31);
	assert_int_equal(zip_get_num_entries(zip, 0), 2);
	assert_int_equal(zip_stat(zip, "visits.csv", 0, &st), 0);
	assert_int_equal(st.encryption_method, ZIP_EM_AES_256);
	zip_discard(zip);
}

/* What a pipe brought; read by a thread, since a pipe holds little. */
struct drain {
	int from, into;
};

static void *
drain(void *arg)
{
	struct drain *d = arg;
	char part[4096];
	ssize_t n;

	while ((n = read(d->from, part, sizeof part)) > 0)
		if (file_write_all(d->into, part, (size_t)n) != 0)
			break;
	return NULL;
}

static void
a_pipe_gets_a_whole_archive(void **state)
{
	struct scratch *s = *state;
	int ends[2];
	struct drain d = {.into = make(s)};
	struct fail why = {{0}};
	char text[200];
	pthread_t thread;

	assert_int_equal(pipe(ends), 0);
	d.from = ends[0];
	assert_int_equal(pthread_create(&thread, NULL, drain, &d), 0);
	assert_int_equal(write_to(ends[1], 30000, &why), 0);
	close(ends[1]);
	pthread_join(thread, NULL);
	close(ends[0]);
	close(d.into);
	assert_int_equal(
		read_file(s, "visits.csv", "abcd-efgh-jkmn-pqrs-tvwx", text, sizeof text), sizeof text);
	assert_memory_equal(text, "arrived,", 8);
}

/* A file that is not empty is not written over in place. */
static void
what_stands_in_a_file_stays(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	char raw[4000];
	int fd;

	scratch_write(s->at, "out", "before", 6);
	fd = openat(s->at, "out", O_WRONLY | O_APPEND);
	assert_int_equal(write_to(fd, 1, &why), 0);
	close(fd);
	assert_true(scratch_read(s->at, "out", raw, sizeof raw) > 200);
	assert_memory_equal(raw, "beforePK", 8);
}

static void
no_temporary_file_is_made(void **state)
{
	struct scratch *s = *state;
	int fd = make(s);
	struct fail why = {{0}};

	assert_int_equal(chdir(s->path), 0);
	assert_int_equal(write_to(fd, 5000, &why), 0);
	close(fd);
	assert_int_equal(scratch_names(s->at), 1);
	assert_int_equal(chdir("/"), 0);
}

static void
what_cannot_be_written_is_said(void **state)
{
	struct fail why = {{0}};
	size_t before = scratch_descriptors();
	int fd = open("/dev/full", O_WRONLY);

	(void)state;
	if (fd < 0)
		skip();
	assert_int_equal(write_to(fd, 10, &why), -1);
	assert_non_null(strstr(why.text, "No space left"));
	close(fd);
	assert_int_equal(scratch_descriptors(), before);
}

static void
a_full_disk_ends_it_in_the_middle(void **state)
{
	struct scratch *s = *state;
	struct rlimit before, small;
	struct fail why = {{0}};
	int fd = make(s);

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 100000;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(write_to(fd, MANY, &why), -1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_non_null(strstr(why.text, "File too large"));
	close(fd);
}

static void
an_abandoned_one_ends(void **state)
{
	struct scratch *s = *state;
	struct passphrase *p = word("abcd");
	struct visit v = {.arrival = ARRIVAL, .visitor = {.name_len = 1, .name = "A"}};
	char path[SCRATCH_PATH];
	struct fail why = {{0}};
	struct sheet *sheet;
	int fd = make(s);

	sheet = sheet_begin(fd, DESK_ZIP, &facts, p, &why);
	passphrase_free(p);
	assert_non_null(sheet);
	for (int i = 0; i < 5000; i++)
		assert_int_equal(sheet_add(sheet, &v, &why), 0);
	sheet_abandon(sheet);
	close(fd);
	/* and is no archive that looks whole */
	scratch_path(s, "out", path);
	assert_null(zip_open(path, ZIP_RDONLY, NULL));
	assert_null(sheet_begin(-1, DESK_ZIP, &facts, NULL, &why));
	assert_non_null(strstr(why.text, "passphrase"));
}

static void
a_terminal_gets_none(void **state)
{
	struct fail why = {{0}};
	int fd = posix_openpt(O_RDWR | O_NOCTTY), tty;

	(void)state;
	if (fd < 0 || grantpt(fd) != 0 || unlockpt(fd) != 0)
		skip();
	tty = open(ptsname(fd), O_RDWR | O_NOCTTY);
	assert_true(tty >= 0);
	assert_int_equal(write_to(tty, 1, &why), -1);
	assert_non_null(strstr(why.text, "--output"));
	close(tty);
	close(fd);
}

static void
many_visits_cost_little_memory(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	struct rusage before, after;
	int fd = make(s);

	assert_int_equal(getrusage(RUSAGE_SELF, &before), 0);
	assert_int_equal(write_to(fd, MANY, &why), 0);
	assert_int_equal(getrusage(RUSAGE_SELF, &after), 0);
	close(fd);
	print_message("%d visits: %ld KiB more\n", MANY, after.ru_maxrss - before.ru_maxrss);
	assert_true(after.ru_maxrss - before.ru_maxrss < MEMORY * 1024);
}

/* How often "Zebedeus Q" is in this process's writable memory; the pattern itself is not in it. */
static size_t
count_in_memory(void)
{
	static const char shifted[] = "[fcfefvt!R"; /* each letter one on */
	char line[512];
	const char *p, *end;
	unsigned long from, to;
	size_t i, n = 0;
	FILE *maps = fopen("/proc/self/maps", "r");
	int memory = open("/proc/self/mem", O_RDONLY);
	static char part[1 << 20];
	ssize_t got;

	assert_non_null(maps);
	assert_true(memory >= 0);
	while (fgets(line, sizeof line, maps) != NULL) {
		if (sscanf(line, "%lx-%lx rw", &from, &to) != 2 || strstr(line, " rw") == NULL)
			continue;
		for (; from < to; from += (unsigned long)sizeof part - 16) {
			/* what this reads into must not be counted */
			if (from + sizeof part > (unsigned long)part &&
				from < (unsigned long)part + sizeof part)
				continue;
			got = pread(
				memory, part, to - from < sizeof part ? to - from : sizeof part, (off_t)from);
			for (p = part, end = part + got; got > 10 && p + 10 <= end; p++) {
				for (i = 0; i < 10 && p[i] == shifted[i] - 1; i++)
					;
				n += i == 10;
			}
			memset(part, 0, sizeof part);
		}
	}
	close(memory);
	fclose(maps);
	return n;
}

static void
nothing_of_a_name_stays_in_memory(void **state)
{
	struct scratch *s = *state;
	struct passphrase *p = word("abcd-efgh-jkmn-pqrs-tvwx");
	struct visit *v = wipe_alloc(sizeof *v);
	struct fail why = {{0}};
	struct sheet *sheet;
	int fd;

	assert_non_null(v);
	v->arrival = ARRIVAL;
	for (int format = DESK_TEXT; format <= DESK_ZIP; format++) {
		fd = make(s);
		sheet = sheet_begin(fd, (enum desk_format)format, &facts, p, &why);
		assert_non_null(sheet);
		for (int i = 0; i < 20000; i++) {
			for (int k = 0; k < 10; k++)
				v->visitor.name[k] = (char)("[fcfefvt!R"[k] - 1);
			for (int k = 10; k < 20; k++)
				v->visitor.name[k] = (char)('a' + (i * 7 + k * i) % 26);
			v->visitor.name_len = 20;
			memcpy(v->visitor.phone, "+31612345678", v->visitor.phone_len = 12);
			assert_int_equal(sheet_add(sheet, v, &why), 0);
		}
		/* they can be found while they are there */
		assert_true(count_in_memory() >= 1);
		assert_int_equal(sheet_end(sheet, &why), 0);
		close(fd);
		wipe_bytes(&v->visitor, sizeof v->visitor);
		wipe_stack();
		assert_int_equal(count_in_memory(), 0);
	}
	wipe_free(v);
	passphrase_free(p);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(many_visits_cost_little_memory),
		IN_FOLDER(only_the_passphrase_opens_it),
		IN_FOLDER(it_says_by_when_to_destroy_it_without_the_passphrase),
		IN_FOLDER(a_pipe_gets_a_whole_archive),
		IN_FOLDER(what_stands_in_a_file_stays),
		IN_FOLDER(no_temporary_file_is_made),
		cmocka_unit_test(what_cannot_be_written_is_said),
		IN_FOLDER(a_full_disk_ends_it_in_the_middle),
		IN_FOLDER(an_abandoned_one_ends),
		cmocka_unit_test(a_terminal_gets_none),
		IN_FOLDER(nothing_of_a_name_stays_in_memory),
	};
	size_t n = sizeof tests / sizeof tests[0];

#ifndef WIPE_ON_FREE
	n--; /* the last one: a sanitizer keeps what was freed */
#endif
	return _cmocka_run_group_tests("tests", tests, n, NULL, NULL);
}
