/* SPDX-License-Identifier: ISC */
/* purge-watch: runs a command and says what it took, and when the key files of a folder went.
 *
 * Usage: purge-watch FOLDER COMMAND...
 * Prints one line: milliseconds until the command ended, milliseconds until the last file was
 * unlinked (0: none was), how many were, milliseconds from the first to the last of them, KiB of
 * memory at most resident, milliseconds of processor time, KiB written to the disk.
 *        purge-watch --sync FOLDER
 * Prints the milliseconds that it takes to append 4 KiB to a file and sync it, to write them in place
 * and sync, and to remove a name and sync the folder: the median of 51 of each. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TURNS 51
#define SIZE 4096

/* The files that went. */
struct gone {
	long n;
	double first, last; /* ms */
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
stop(const char *what)
{
	fprintf(stderr, "purge-watch: %s: %s\n", what, strerror(errno));
	return 1;
}

/* Reads what inotify has. Events carry no time: they are read as soon as they come. */
static void
read_events(int notify, struct gone *gone)
{
	char events[65536];
	ssize_t n = read(notify, events, sizeof events), at;
	const struct inotify_event *event;
	double t = now();

	for (at = 0; at < n; at += (ssize_t)(sizeof *event + event->len)) {
		event = (const void *)(events + at);
		if ((event->mask & IN_DELETE) == 0)
			continue;
		if (gone->n++ == 0)
			gone->first = t;
		gone->last = t;
	}
}

/* Starts the command. Returns a descriptor that tells of its end, or -1. */
static int
start(char **command, pid_t *pid)
{
	*pid = fork();
	if (*pid == 0) {
		execvp(command[0], command);
		_exit(127);
	}
	return *pid < 0 ? -1 : (int)syscall(SYS_pidfd_open, *pid, 0);
}

static int
watch(const char *folder, char **command)
{
	int notify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC), status = 0;
	struct gone gone = {0, 0, 0};
	struct rusage use;
	double begin, end;
	struct pollfd fds[2];
	pid_t pid;

	if (notify < 0 || inotify_add_watch(notify, folder, IN_DELETE) < 0)
		return stop(folder);
	begin = now();
	fds[0] = (struct pollfd){.fd = notify, .events = POLLIN};
	fds[1] = (struct pollfd){.fd = start(command, &pid), .events = POLLIN};
	if (fds[1].fd < 0)
		return stop(command[0]);
	do {
		if (poll(fds, 2, -1) < 0)
			return stop("poll");
		if (fds[0].revents != 0)
			read_events(notify, &gone);
	} while (fds[1].revents == 0);
	end = now();
	read_events(notify, &gone);
	if (wait4(pid, &status, 0, &use) != pid || !WIFEXITED(status))
		return stop(command[0]);
	printf("%.3f %.3f %ld %.3f %ld %.3f %ld\n", end - begin, gone.n == 0 ? 0 : gone.last - begin,
		gone.n, gone.last - gone.first, use.ru_maxrss,
		(double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e3 +
			(double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e3,
		use.ru_oublock / 2);
	return WEXITSTATUS(status);
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *t)
{
	qsort(t, TURNS, sizeof *t, compare);
	return t[TURNS / 2];
}

/* Writes 4 KiB at place of fd and syncs. Returns the milliseconds, or -1. */
static double
write_synced(int fd, off_t place)
{
	static const char block[SIZE];
	double begin = now();

	return pwrite(fd, block, SIZE, place) == SIZE && fsync(fd) == 0 ? now() - begin : -1;
}

static int
measure_sync(const char *folder)
{
	double added[TURNS], placed[TURNS], removed[TURNS], begin;
	int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), fd, i;

	for (i = 0; i < TURNS; i++) {
		fd = openat(at, "sync.tmp", O_CREAT | O_RDWR | O_CLOEXEC, 0600);
		if (fd < 0 || write_synced(fd, 0) < 0 || fsync(at) != 0)
			return stop(folder);
		placed[i] = write_synced(fd, 0);
		added[i] = write_synced(fd, SIZE);
		close(fd);
		begin = now();
		if (placed[i] < 0 || added[i] < 0 || unlinkat(at, "sync.tmp", 0) != 0 || fsync(at) != 0)
			return stop(folder);
		removed[i] = now() - begin;
	}
	close(at);
	printf("%.3f %.3f %.3f\n", median(added), median(placed), median(removed));
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "--sync") == 0)
		return measure_sync(argv[2]);
	if (argc < 3) {
		fputs("usage: purge-watch FOLDER COMMAND... | --sync FOLDER\n", stderr);
		return 2;
	}
	return watch(argv[1], argv + 2);
}
