/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <linux/major.h>
#include <linux/vt.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/nls.h"
#include "base/program.h"
#include "setup/setup.h"

#define PATIENCE 5 /* s until the console must be in front */
#define TRIES 5    /* somebody may switch again just before the lock */

/* Opens the virtual console path; *number becomes its number, as in /dev/tty1. Returns a
 * descriptor, or -1 with why. */
static int
open_console(const char *path, int *number, struct fail *why)
{
	/* without O_NONBLOCK a pipe of that name would be waited for */
	int fd = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return fail_errno(why, errno, _("cannot open the console %s"), path);
	/* serial lines have the same major number, and higher minor ones */
	if (fstat(fd, &st) != 0 || !S_ISCHR(st.st_mode) || major(st.st_rdev) != TTY_MAJOR ||
		minor(st.st_rdev) < MIN_NR_CONSOLES || minor(st.st_rdev) > MAX_NR_CONSOLES) {
		close(fd);
		return fail_set(
			why, _("%s is no console: it must be one of /dev/tty1 to /dev/tty63"), path);
	}
	*number = (int)minor(st.st_rdev);
	return fd;
}

/* Asks the console's driver. Returns 0, or -1 with why. */
static int
ask(int fd, unsigned long request, long argument, struct fail *why)
{
	if (ioctl(fd, request, argument) == 0)
		return 0;
	if (errno == EPERM)
		return fail_set(why, "%s", _("only root may lock and unlock consoles"));
	if (errno == EINTR)
		return fail_set(
			why, _("the console did not come to the front within %d seconds"), PATIENCE);
	return fail_errno(why, errno, "%s", _("the console does not do it"));
}

/* Interrupts the waiting; there is nothing else to do. */
static void
on_alarm(int signo)
{
	(void)signo;
}

/* Waits until console number is in front; one that a program keeps there would be waited for for
 * ever. Returns 0, or -1 with why. */
static int
wait_for_front(int fd, int number, struct fail *why)
{
	struct sigaction interrupt = {.sa_handler = on_alarm}; /* without SA_RESTART */
	int rc;

	sigaction(SIGALRM, &interrupt, NULL);
	alarm(PATIENCE);
	rc = ask(fd, VT_WAITACTIVE, number, why);
	alarm(0);
	return rc;
}

/* Brings the console to the front and keeps it there. A lock alone would keep what somebody has
 * switched to while no kiosk was there. Returns 0, or -1 with why. */
static int
lock(int fd, int number, struct fail *why)
{
	struct vt_stat state;
	int i;

	for (i = 0; i < TRIES; i++) {
		/* an earlier lock would keep it from the front without a word */
		if (ask(fd, VT_UNLOCKSWITCH, 0, why) != 0 || ask(fd, VT_ACTIVATE, number, why) != 0 ||
			wait_for_front(fd, number, why) != 0 || ask(fd, VT_LOCKSWITCH, 0, why) != 0)
			return -1;
		if (ioctl(fd, VT_GETSTATE, &state) == 0 && state.v_active == number)
			return 0;
	}
	ask(fd, VT_UNLOCKSWITCH, 0, NULL);
	return fail_set(why, "%s", _("another console is in front again and again"));
}

int
console_run(const struct setup_options *o)
{
	bool wants_lock = o->action != NULL && strcmp(o->action, "lock") == 0;
	struct fail why = {{0}};
	int fd, number = 0, rc;

	if (!wants_lock && (o->action == NULL || strcmp(o->action, "unlock") != 0)) {
		program_warn(SETUP_NAME, _("console: say what to do: lock or unlock"));
		return program_wrong_use(SETUP_NAME);
	}
	if (o->tty == NULL) {
		program_warn(SETUP_NAME, _("console: say which one, as in --tty /dev/tty1"));
		return program_wrong_use(SETUP_NAME);
	}
	fd = open_console(o->tty, &number, &why);
	if (fd < 0)
		return program_fail(SETUP_NAME, &why);
	rc = wants_lock ? lock(fd, number, &why) : ask(fd, VT_UNLOCKSWITCH, 0, &why);
	close(fd);
	return rc == 0 ? PROGRAM_DONE : program_fail(SETUP_NAME, &why);
}
