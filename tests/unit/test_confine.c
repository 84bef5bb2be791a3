/* SPDX-License-Identifier: ISC */
/* A process that has confined itself: each act is tried in a process of its own, once as it is and
 * once confined, so that none counts as refused that could not be done anyway. */
#define _GNU_SOURCE
#include "base/confine_calls.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <setjmp.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
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

static int
link_in_rw(int at)
{
	return linkat(at, "rw/file", at, "rw/hard", 0);
}

static int
write_change(int at)
{
	return close_it(openat(at, "change/file", O_WRONLY | O_TRUNC));
}

static int
make_change(int at)
{
	return close_it(openat(at, "change/new", O_WRONLY | O_CREAT, 0600));
}

static int
remove_change(int at)
{
	return unlinkat(at, "change/file", 0);
}

static int
link_change(int at)
{
	return linkat(at, "change/file", at, "change/hard", 0);
}

static const struct act files_allowed[] = {{"read", read_ro}, {"read below", read_below_ro},
	{"list", list_ro}, {"make", make_rw}, {"empty", empty_rw}, {"rename", rename_in_rw},
	{"remove", remove_rw}, {"pass", pass_out}, {"write what may be changed", write_change}};

static const struct act link_allowed = {"link", link_in_rw};

static const struct act files_refused[] = {{"read outside", read_out}, {"list outside", list_out},
	{"list above", list_above}, {"write what is for reading", write_ro}, {"empty it", empty_ro},
	{"make beside it", make_ro}, {"remove it", remove_ro},
	{"write a file for reading", write_ro_file}, {"make a folder", make_folder},
	{"make a link", make_link}, {"make a FIFO", make_fifo}, {"rename away", rename_out},
	{"link from outside", link_in}, {"run a program", run_true},
	{"make beside what may be changed", make_change}, {"remove it", remove_change},
	{"link it", link_change}};

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

/* --- the desk's calls -------------------------------------------------------------------------- */

static void *
add_one(void *arg)
{
	++*(int *)arg;
	return NULL;
}

static int
thread(int at)
{
	pthread_t id;
	int n = 0;

	(void)at;
	errno = pthread_create(&id, NULL, add_one, &n);
	return errno != 0 || pthread_join(id, NULL) != 0 || n != 1 ? -1 : 0;
}

static void *
fork_here(void *arg)
{
	*(int *)arg = fork_it(-1) == -1 ? errno : 0;
	return NULL;
}

static int
fork_in_a_thread(int at)
{
	pthread_t id;
	int error = EIO;

	(void)at;
	if (pthread_create(&id, NULL, fork_here, &error) != 0 || pthread_join(id, NULL) != 0)
		return -1;
	errno = error;
	return error != 0 ? -1 : 0;
}

/* As fork, but in the memory of its parent, as posix_spawn does it. */
static int
spawn_it(int at)
{
	(void)at;
	return end_child(vfork());
}

static int
lock_whole(int at)
{
	int fd = openat(at, "rw/file", O_RDWR);

	return fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0 ? -1 : close(fd);
}

static int
processors(int at)
{
	cpu_set_t set;

	(void)at;
	return sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0 ? 0 : -1;
}

static int
read_clock_state(int at)
{
	struct timex tx = {.modes = 0};

	(void)at;
	return adjtimex(&tx);
}

static int
signal_itself(int at)
{
	(void)at;
	return kill(getpid(), 0); /* not even itself, but by abort */
}

static const struct act desk_allowed[] = {{"a thread", thread}, {"a lock", lock_whole},
	{"names", read_names}, {"a file in memory", memory_file}, {"a link", link_in_rw},
	{"processors", processors}, {"random bytes", random_bytes}, {"a record lock", lock_and_sync},
	{"memory", data_to_nothing}};

static const struct act desk_refused[] = {{"run a program", run_true}, {"fork", fork_it},
	{"fork in a thread", fork_in_a_thread}, {"spawn", spawn_it}, {"clone3", clone3_it},
	{"a socket of this machine", local_socket}, {"internet", inet}, {"netlink", netlink},
	{"be traced", trace_me}, {"read a process", read_memory}, {"push a key", push_key},
	{"take a terminal", take_terminal}, {"map code", map_code}, {"map code for writing", map_both},
	{"make data code", data_to_code}, {"signal another", signal_parent},
	{"signal its thread", signal_parents_thread}, {"signal itself", signal_itself},
	{"signal as owner", signal_by_owner}, {"be dumpable", be_dumpable},
	{"change a mode", change_mode}, {"change user", change_user}, {"change a limit", change_limit},
	{"the clock's state", read_clock_state}};

/* --- trying ------------------------------------------------------------------------------------ */

static enum confine_result
only_files(int at)
{
	const struct confine_path paths[] = {{at, "rw", CONFINE_WRITE}, {at, "ro", CONFINE_READ},
		{at, "change", CONFINE_CHANGE}, {at, "single", CONFINE_READ},
		{at, "not there", CONFINE_WRITE}, {at, "ro/file/not there", CONFINE_READ}};

	return confine_files(paths, sizeof paths / sizeof paths[0], NULL);
}

static enum confine_result
only_calls(int at)
{
	(void)at;
	return confine_calls_of(CONFINE_KIOSK, NULL);
}

static enum confine_result
desk_calls(int at)
{
	(void)at;
	return confine_calls_of(CONFINE_DESK, NULL);
}

static enum confine_result
calls_then_files(int at)
{
	return confine_calls_of(CONFINE_KIOSK, NULL) == CONFINE_DONE ? only_files(at) : CONFINE_FAILED;
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
	static const char *const folders[] = {"rw", "ro", "ro/below", "change", "out"};
	static const char *const files[] = {
		"rw/file", "ro/file", "ro/below/file", "change/file", "out/file", "single"};
	char command[SCRATCH_PATH + 64], path[SCRATCH_PATH];

	scratch_path(s, "", path);
	snprintf(command, sizeof command, "cd '%s' && rm -rf rw ro change out single", path);
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
	try_all(*state, &link_allowed, 1, only_files, false, EACCES, EXDEV);
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

static void
the_calls_of_a_desk_can_be_made(void **state)
{
	static const struct act size = {"ask for the size", ask_size};

	try_all(*state, ALL(desk_allowed), desk_calls, false, EPERM, ENOSYS);
	try_all(*state, ALL(files_allowed), desk_calls, false, EPERM, EPERM);
	if (ends(*state, &size, desk_calls) != ENOTTY)
		fail_msg("the size of a terminal cannot be asked for");
}

static void
a_desk_can_make_no_other_call(void **state)
{
	/* ENOSYS: clone3, so that the C library takes the call that can be looked into */
	try_all(*state, ALL(desk_refused), desk_calls, true, EPERM, ENOSYS);
}

/* The kiosk has nothing of what was added for the desk. */
static void
a_kiosk_cannot_do_what_a_desk_can(void **state)
{
	try_all(*state, desk_allowed, 4, only_calls, true, EPERM, EPERM);
	try_all(*state, &desk_allowed[4], 2, only_calls, true, EPERM, EPERM);
}

/* --- a terminal that is opened later ----------------------------------------------------------- */

static int
set_terminal(int at)
{
	struct termios modes;
	int fd = openat(at, "terminal", O_RDWR | O_NOCTTY);

	return fd < 0 || tcgetattr(fd, &modes) != 0 || tcsetattr(fd, TCSAFLUSH, &modes) != 0
		? -1
		: close(fd);
}

static enum confine_result
keep_terminal(int at)
{
	const struct confine_path path = {at, "terminal", CONFINE_TERMINAL};
	enum confine_result result = confine_files(&path, 1, NULL);

	return result == CONFINE_DONE ? confine_calls_of(CONFINE_DESK, NULL) : result;
}

static enum confine_result
keep_as_a_file(int at)
{
	const struct confine_path path = {at, "terminal", CONFINE_WRITE};

	return confine_files(&path, 1, NULL);
}

static void
a_terminal_opened_later_can_be_set(void **state)
{
	static const struct act act = {"set a terminal", set_terminal};
	struct scratch *s = *state;
	int end, master = posix_openpt(O_RDWR | O_NOCTTY);

	if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 ||
		symlinkat(ptsname(master), s->at, "terminal") != 0)
		skip();
	assert_int_equal(ends(s, &act, nothing), DONE);
	end = ends(s, &act, keep_terminal);
	if (end == NOT_HERE)
		skip();
	assert_int_equal(end, DONE);
	/* before landlock's fifth version no device is refused anything */
	end = ends(s, &act, keep_as_a_file);
	assert_true(end == EACCES || syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 5);
	close(master);
}

/* --- a pipe by its name ------------------------------------------------------------------------ */

static int
keep_a_pipe(int at)
{
	struct confine_path path = {at, NULL, CONFINE_READ};
	char name[64];
	int ends_of[2];

	if (pipe(ends_of) != 0)
		return -1;
	snprintf(name, sizeof name, "/proc/self/fd/%d", ends_of[0]);
	path.path = name;
	errno = EIO;
	if (confine_files(&path, 1, NULL) == CONFINE_FAILED)
		return -1;
	return close_it(open(name, O_RDONLY | O_NONBLOCK));
}

static void
a_pipe_is_passed_over(void **state)
{
	static const struct act act = {"a pipe", keep_a_pipe};

	assert_int_equal(ends(*state, &act, nothing), DONE);
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
	assert_int_equal(ends(*state, &act, desk_calls), 1000 + SIGABRT);
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
			the_calls_of_a_desk_can_be_made, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(a_desk_can_make_no_other_call, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(
			a_kiosk_cannot_do_what_a_desk_can, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(
			a_terminal_opened_later_can_be_set, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(a_pipe_is_passed_over, scratch_folder, scratch_end),
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
