/* SPDX-License-Identifier: ISC */
/* A process that has confined itself: each act is tried in a process of its own, once as it is and
 * once confined, so that none counts as refused that could not be done anyway. */
#define _GNU_SOURCE
#include "base/confine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "config.h"
#include "unit/scratch.h"

/* How a process ends that could not try; no errno is as high. */
enum { DONE = 0, NOT_HERE = 200, CONFINE_BROKEN };

/* Tries it below the folder at. Returns -1 with errno, or anything else. */
typedef int try_it(int at);

struct act {
	const char *name;
	try_it *try_it;
};

static int
close_it(int fd)
{
	return fd < 0 ? -1 : close(fd);
}

/* --- acts on files: rw is for writing, ro for reading, out is outside -------------------------- */

static int
read_ro(int at)
{
	char byte;
	int fd = openat(at, "ro/file", O_RDONLY);

	return fd < 0 || read(fd, &byte, 1) != 1 ? -1 : close(fd);
}

static int
read_below_ro(int at)
{
	return close_it(openat(at, "ro/below/file", O_RDONLY));
}

static int
list_ro(int at)
{
	return close_it(openat(at, "ro", O_RDONLY | O_DIRECTORY));
}

static int
make_rw(int at)
{
	return close_it(openat(at, "rw/new", O_WRONLY | O_CREAT | O_EXCL, 0600));
}

static int
empty_rw(int at)
{
	return close_it(openat(at, "rw/file", O_WRONLY | O_TRUNC));
}

static int
rename_in_rw(int at)
{
	return renameat(at, "rw/file", at, "rw/other");
}

static int
remove_rw(int at)
{
	return unlinkat(at, "rw/file", 0);
}

static int
pass_out(int at)
{
	/* to stand in a folder is not to read it */
	return close_it(openat(at, "out", O_PATH));
}

static int
read_out(int at)
{
	return close_it(openat(at, "out/file", O_RDONLY));
}

static int
list_out(int at)
{
	return close_it(openat(at, "out", O_RDONLY | O_DIRECTORY));
}

static int
list_above(int at)
{
	return close_it(openat(at, ".", O_RDONLY | O_DIRECTORY));
}

static int
write_ro(int at)
{
	return close_it(openat(at, "ro/file", O_WRONLY));
}

static int
empty_ro(int at)
{
	return close_it(openat(at, "ro/file", O_RDONLY | O_TRUNC));
}

static int
make_ro(int at)
{
	return close_it(openat(at, "ro/new", O_WRONLY | O_CREAT, 0600));
}

static int
remove_ro(int at)
{
	return unlinkat(at, "ro/file", 0);
}

static int
write_ro_file(int at)
{
	return close_it(openat(at, "single", O_WRONLY));
}

static int
make_folder(int at)
{
	return mkdirat(at, "rw/folder", 0700);
}

static int
make_link(int at)
{
	return symlinkat("/etc/passwd", at, "rw/link");
}

static int
make_fifo(int at)
{
	return mkfifoat(at, "rw/fifo", 0600);
}

static int
rename_out(int at)
{
	return renameat(at, "rw/file", at, "out/stolen");
}

static int
link_in(int at)
{
	return linkat(at, "out/file", at, "rw/hard", 0);
}

static int
run_true(int at)
{
	char *argv[] = {(char *)"true", NULL}, *env[] = {NULL};

	(void)at;
	return execve("/bin/true", argv, env);
}

static const struct act files_allowed[] = {{"read", read_ro}, {"read below", read_below_ro},
	{"list", list_ro}, {"make", make_rw}, {"empty", empty_rw}, {"rename", rename_in_rw},
	{"remove", remove_rw}, {"pass", pass_out}};

static const struct act files_refused[] = {{"read outside", read_out}, {"list outside", list_out},
	{"list above", list_above}, {"write what is for reading", write_ro}, {"empty it", empty_ro},
	{"make beside it", make_ro}, {"remove it", remove_ro},
	{"write a file for reading", write_ro_file}, {"make a folder", make_folder},
	{"make a link", make_link}, {"make a FIFO", make_fifo}, {"rename away", rename_out},
	{"link from outside", link_in}, {"run a program", run_true}};

/* --- acts that are calls ----------------------------------------------------------------------- */

static int
end_child(pid_t child)
{
	if (child == 0)
		_exit(0);
	return child < 0 ? -1 : 0;
}

static int
fork_it(int at)
{
	(void)at;
	return end_child(fork());
}

static int
clone3_it(int at)
{
	uint64_t args[8] = {0};

	(void)at;
	return end_child((pid_t)syscall(SYS_clone3, args, sizeof args));
}

static int
inet(int at)
{
	(void)at;
	return close_it(socket(AF_INET, SOCK_DGRAM, 0));
}

static int
netlink(int at)
{
	(void)at;
	return close_it(socket(AF_NETLINK, SOCK_RAW, 0));
}

static int
trace_me(int at)
{
	(void)at;
	return (int)ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static int
read_memory(int at)
{
	char byte = 1, other;
	struct iovec to = {&other, 1}, from = {&byte, 1};

	(void)at;
	return (int)process_vm_readv(getpid(), &to, 1, &from, 1, 0);
}

static int
push_key(int at)
{
	char key = 'x';

	return ioctl(at, TIOCSTI, &key);
}

static int
take_terminal(int at)
{
	return ioctl(at, TIOCSCTTY, 0);
}

static int
ask_size(int at)
{
	struct winsize size;

	return ioctl(at, TIOCGWINSZ, &size);
}

static int
map_code(int at)
{
	(void)at;
	return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
		? -1
		: 0;
}

static int
map_both(int at)
{
	(void)at;
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
			   0) == MAP_FAILED
		? -1
		: 0;
}

static void *
map_data(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static int
data_to_code(int at)
{
	(void)at;
	return mprotect(map_data(), 4096, PROT_READ | PROT_EXEC);
}

static int
data_to_nothing(int at)
{
	void *p = map_data();

	(void)at;
	return p == MAP_FAILED || mprotect(p, 4096, PROT_NONE) != 0 ? -1 : munmap(p, 4096);
}

static int
memory_file(int at)
{
	(void)at;
	return close_it((int)syscall(SYS_memfd_create, "x", 0));
}

static int
signal_parent(int at)
{
	(void)at;
	return kill(getppid(), 0);
}

static int
signal_parents_thread(int at)
{
	(void)at;
	return (int)syscall(SYS_tgkill, getppid(), getppid(), 0);
}

static int
signal_by_owner(int at)
{
	return fcntl(at, F_SETOWN, getppid());
}

static int
be_dumpable(int at)
{
	(void)at;
	return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static int
change_mode(int at)
{
	return fchmodat(at, "rw/file", 04777, 0);
}

static int
change_user(int at)
{
	(void)at;
	return setuid(getuid());
}

static int
read_names(int at)
{
	DIR *dir = fdopendir(openat(at, "ro", O_RDONLY | O_DIRECTORY));

	errno = 0;
	return dir == NULL || readdir(dir) == NULL ? -1 : 0;
}

static int
change_limit(int at)
{
	struct rlimit limit = {0, 0};

	(void)at;
	return setrlimit(RLIMIT_CORE, &limit);
}

static int
local_socket(int at)
{
	struct sockaddr_un nobody = {.sun_family = AF_UNIX, .sun_path = "/nonexistent/log"};
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	(void)at;
	if (fd < 0)
		return -1;
	/* there is nobody: that is an answer of the kernel too */
	if (connect(fd, (struct sockaddr *)&nobody, sizeof nobody) != 0 && errno != ENOENT)
		return -1;
	return close(fd);
}

static int
random_bytes(int at)
{
	char bytes[16];

	(void)at;
	return getrandom(bytes, sizeof bytes, 0) == (ssize_t)sizeof bytes ? 0 : -1;
}

static int
lock_and_sync(int at)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int fd = openat(at, "rw/file", O_RDWR);

	if (fd < 0 || fcntl(fd, F_SETLK, &lock) != 0 || fchmod(fd, 0660) != 0 ||
		pwrite(fd, "x", 1, 0) != 1 || ftruncate(fd, 0) != 0 || fsync(fd) != 0)
		return -1;
	return close(fd);
}

static const struct act calls_allowed[] = {{"a socket of this machine", local_socket},
	{"random bytes", random_bytes}, {"a file locked and synced", lock_and_sync},
	{"memory", data_to_nothing}};

static const struct act calls_refused[] = {{"run a program", run_true}, {"fork", fork_it},
	{"clone3", clone3_it}, {"internet", inet}, {"netlink", netlink}, {"be traced", trace_me},
	{"read a process", read_memory}, {"push a key", push_key}, {"take a terminal", take_terminal},
	{"map code", map_code}, {"map code for writing", map_both}, {"make data code", data_to_code},
	{"a file in memory", memory_file}, {"signal another", signal_parent},
	{"signal its thread", signal_parents_thread}, {"signal as owner", signal_by_owner},
	{"be dumpable", be_dumpable}, {"change a mode", change_mode}, {"change user", change_user},
	{"read names", read_names}, {"change a limit", change_limit}};

/* --- trying ------------------------------------------------------------------------------------ */

static enum confine_result
only_files(int at)
{
	const struct confine_path paths[] = {{at, "rw", CONFINE_WRITE}, {at, "ro", CONFINE_READ},
		{at, "single", CONFINE_READ}, {at, "not there", CONFINE_WRITE},
		{at, "ro/file/not there", CONFINE_READ}};

	return confine_files(paths, sizeof paths / sizeof paths[0], NULL);
}

static enum confine_result
only_calls(int at)
{
	(void)at;
	return confine_calls(NULL);
}

static enum confine_result
calls_then_files(int at)
{
	return confine_calls(NULL) == CONFINE_DONE ? only_files(at) : CONFINE_FAILED;
}

static enum confine_result
nothing(int at)
{
	(void)at;
	return CONFINE_DONE;
}

/* Makes the files anew. */
static void
make_files(struct scratch *s)
{
	static const char *const folders[] = {"rw", "ro", "ro/below", "out"};
	static const char *const files[] = {
		"rw/file", "ro/file", "ro/below/file", "out/file", "single"};
	char command[SCRATCH_PATH + 64], path[SCRATCH_PATH];

	scratch_path(s, "", path);
	snprintf(command, sizeof command, "cd '%s' && rm -rf rw ro out single", path);
	assert_int_equal(system(command), 0);
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
		assert_int_equal(mkdirat(s->at, folders[i], 0700), 0);
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		scratch_write(s->at, files[i], "text", 4);
}

/* Tries act in a process confined by confine. Returns its errno, 0 when it was done, or one of the
 * other ways a process ends. */
static int
ends(struct scratch *s, const struct act *act, enum confine_result (*confine)(int at))
{
	enum confine_result result;
	int status = 0;
	pid_t child;

	make_files(s);
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		result = confine(s->at);
		if (result != CONFINE_DONE)
			_exit(result == CONFINE_NOT_HERE ? NOT_HERE : CONFINE_BROKEN);
		_exit(act->try_it(s->at) == -1 ? errno : DONE);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

/* Tries all acts. A refusal has errno error or another; what is allowed ends as when not confined. */
static void
try_all(struct scratch *s, const struct act *acts, size_t n, enum confine_result (*confine)(int at),
	bool refused, int error, int other)
{
	int before, after;

	for (size_t i = 0; i < n; i++) {
		before = ends(s, &acts[i], nothing);
		after = ends(s, &acts[i], confine);
		if (after == NOT_HERE) {
			print_message("this kernel cannot do that\n");
			skip();
		}
		if (before == error || (refused ? after != error && after != other : after != before))
			fail_msg("%s: ends with %d, confined with %d", acts[i].name, before, after);
	}
}

#define ALL(acts) (acts), sizeof(acts) / sizeof(acts)[0]

static void
the_paths_named_can_be_used(void **state)
{
	try_all(*state, ALL(files_allowed), only_files, false, EACCES, EACCES);
}

static void
no_other_file_can_be_used(void **state)
{
	/* EXDEV: to rename or link between folders */
	try_all(*state, ALL(files_refused), only_files, true, EACCES, EXDEV);
}

static void
the_calls_of_a_kiosk_can_be_made(void **state)
{
	static const struct act size = {"ask for the size", ask_size};
	struct scratch *s = *state;

	try_all(s, ALL(calls_allowed), only_calls, false, EPERM, EPERM);
	try_all(s, ALL(files_allowed), only_calls, false, EPERM, EPERM);
	if (ends(s, &size, only_calls) != ENOTTY) /* the kernel's word about a folder */
		fail_msg("the size of a terminal cannot be asked for");
}

static void
no_other_call_can_be_made(void **state)
{
	try_all(*state, ALL(calls_refused), only_calls, true, EPERM, EPERM);
}

static void
files_can_be_given_up_after_calls(void **state)
{
	try_all(*state, ALL(files_allowed), calls_then_files, false, EPERM, EPERM);
	try_all(*state, ALL(calls_refused), calls_then_files, true, EPERM, EPERM);
	try_all(*state, files_refused, 8, calls_then_files, true, EACCES, EXDEV);
}

static int
abort_it(int at)
{
	(void)at;
	abort();
}

static void
a_confined_process_can_still_abort(void **state)
{
	static const struct act act = {"abort", abort_it};
	const struct rlimit none = {0, 0};
	int end;

	setrlimit(RLIMIT_CORE, &none);
	end = ends(*state, &act, only_calls);
	if (end == NOT_HERE)
		skip();
	assert_int_equal(end, 1000 + SIGABRT);
}

static int
open_descriptors(void)
{
	int fd, n = 0;

	for (fd = 0; fd < 256; fd++)
		n += fcntl(fd, F_GETFD) != -1;
	return n;
}

/* Fails with EXDEV when a folder of a disk leaves no descriptor open, and one of procfs does. */
static int
left_open(int at)
{
	const struct confine_path disk = {at, "ro", CONFINE_READ};
	const struct confine_path proc = {AT_FDCWD, "/proc/sys/kernel/random", CONFINE_READ};
	int before = open_descriptors(), between;

	if (confine_files(&disk, 1, NULL) == CONFINE_NOT_HERE)
		return 0;
	between = open_descriptors();
	if (confine_files(&proc, 1, NULL) != CONFINE_DONE)
		return -1;
	errno = between == before && open_descriptors() == before + 1 ? EXDEV : EIO;
	return -1;
}

/* The kernel drops what it knows of procfs when memory is short, and then has another inode for it,
 * to which no right belongs; not while a descriptor is open. (Tried by writing 2 to
 * /proc/sys/vm/drop_caches four times: EACCES without the descriptor.) */
static void
a_folder_of_procfs_is_held_open(void **state)
{
	static const struct act act = {"count", left_open};
	int end = ends(*state, &act, nothing);

	if (end == 0)
		skip();
	assert_int_equal(end, EXDEV);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_paths_named_can_be_used, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(no_other_file_can_be_used, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(
			the_calls_of_a_kiosk_can_be_made, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(no_other_call_can_be_made, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(
			files_can_be_given_up_after_calls, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(
			a_confined_process_can_still_abort, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(
			a_folder_of_procfs_is_held_open, scratch_folder, scratch_end),
	};

	if (!CONFINE) {
		puts("1..0 # SKIP a sanitizer makes calls and reads files of its own");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
