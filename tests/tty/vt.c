/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "tty/vt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int
note_property(VTermProp property, VTermValue *value, void *user)
{
	struct vt *vt = user;

	if (property == VTERM_PROP_CURSORVISIBLE)
		vt->shown = value->boolean != 0;
	return 1;
}

static void
queue_reply(const char *bytes, size_t n, void *user)
{
	struct vt *vt = user;

	buf_add(&vt->out, bytes, n);
}

static void
make_screen(struct vt *vt, const struct pty_plan *plan)
{
	static const VTermScreenCallbacks calls = {.settermprop = note_property};

	vt->vterm = vterm_new(plan->rows, plan->cols);
	vterm_set_utf8(vt->vterm, 1);
	vterm_output_set_callback(vt->vterm, queue_reply, vt);
	vt->screen = vterm_obtain_screen(vt->vterm);
	vterm_screen_set_callbacks(vt->screen, &calls, vt);
	vterm_screen_enable_altscreen(vt->screen, 1);
	vterm_screen_reset(vt->screen, 1);
}

int
vt_start(struct vt *vt, const struct pty_plan *plan)
{
	*vt = (struct vt){.fd = -1, .record = -1, .shown = true};
	vt->pid = pty_start(plan, &vt->fd, &vt->mask);
	if (vt->pid < 0)
		return -1;
	make_screen(vt, plan);
	return 0;
}

static void
reap(struct vt *vt)
{
	int s;

	if (vt->ended || waitpid(vt->pid, &s, WNOHANG) != vt->pid)
		return;
	vt->ended = true;
	vt->status = WIFEXITED(s) ? WEXITSTATUS(s) : 128 + WTERMSIG(s);
}

/* Returns true when there was output. With the other side closed a read fails with EIO; the
 * program, if alive, can still open its terminal again. */
static bool
take_output(struct vt *vt)
{
	char bytes[16384];
	ssize_t n = read(vt->fd, bytes, sizeof bytes);

	vt->hung = n == 0 || (n < 0 && errno == EIO);
	if (n <= 0)
		return false;
	if (vt->record >= 0 && write(vt->record, bytes, (size_t)n) != n)
		perror("play: record");
	vterm_input_write(vt->vterm, bytes, (size_t)n);
	return true;
}

static void
send_queued(struct vt *vt)
{
	ssize_t n;

	if (vt->out.n == 0)
		return;
	n = write(vt->fd, vt->out.s, vt->out.n);
	if (n < 0 && errno == EIO)
		n = (ssize_t)vt->out.n; /* nobody is left to read it */
	if (n > 0)
		buf_cut(&vt->out, (size_t)n);
}

bool
vt_pump(struct vt *vt, int ms)
{
	struct pollfd p = {.fd = vt->hung ? -1 : vt->fd, .events = POLLIN};
	struct timespec t;

	if (vt->hung && !vt->ended && ms > 20)
		ms = 20; /* nothing tells when the other side is opened again */
	if (vt->out.n != 0)
		p.events |= POLLOUT;
	t = (struct timespec){ms / 1000, ms % 1000 * 1000000L};
	ppoll(&p, 1, &t, &vt->mask);
	/* first the end, then the output: once ended is set, the last output has been taken too */
	reap(vt);
	send_queued(vt);
	return take_output(vt);
}

void
vt_drain(struct vt *vt)
{
	int i;

	/* a program that never stops writing must not keep us here */
	for (i = 0; i < 256 && vt_pump(vt, 0); i++)
		;
	send_queued(vt);
}

void
vt_send(struct vt *vt, const char *bytes, size_t n)
{
	buf_add(&vt->out, bytes, n);
	send_queued(vt);
}

void
vt_click(struct vt *vt, int col, int row)
{
	vterm_mouse_move(vt->vterm, row, col, VTERM_MOD_NONE);
	vterm_mouse_button(vt->vterm, 1, true, VTERM_MOD_NONE);
	vterm_mouse_button(vt->vterm, 1, false, VTERM_MOD_NONE);
	send_queued(vt);
}

int
vt_record(struct vt *vt, const char *path)
{
	vt_drain(vt);
	if (vt->record >= 0)
		close(vt->record);
	vt->record = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	return vt->record >= 0 ? 0 : -1;
}

int
vt_resize(struct vt *vt, int cols, int rows)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

	vt_drain(vt);
	vterm_set_size(vt->vterm, rows, cols);
	vterm_screen_flush_damage(vt->screen);
	return ioctl(vt->fd, TIOCSWINSZ, &size);
}

void
vt_size(const struct vt *vt, int *cols, int *rows)
{
	vterm_get_size(vt->vterm, rows, cols);
}

void
vt_cursor(const struct vt *vt, int *col, int *row)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(vt->vterm), &at);
	*col = at.col;
	*row = at.row;
}

bool
vt_cell(const struct vt *vt, int col, int row, VTermScreenCell *cell)
{
	VTermPos at = {.row = row, .col = col};

	memset(cell, 0, sizeof *cell);
	vterm_screen_get_cell(vt->screen, at, cell);
	return cell->chars[0] != (uint32_t)-1;
}

bool
vt_end(struct vt *vt, int ms)
{
	long long until = vt_now() + ms, left;
	bool willing = true;

	close(vt->fd);
	if (vt->record >= 0)
		close(vt->record);
	reap(vt);
	while (!vt->ended && (left = until - vt_now()) > 0) {
		struct timespec t = {left / 1000, left % 1000 * 1000000L};

		ppoll(NULL, 0, &t, &vt->mask);
		reap(vt);
	}
	if (!vt->ended) {
		willing = false;
		kill(-vt->pid, SIGKILL);
		kill(vt->pid, SIGKILL);
		waitpid(vt->pid, &vt->status, 0);
		vt->status = 128 + SIGKILL;
	}
	vterm_free(vt->vterm);
	buf_drop(&vt->out);
	return willing;
}

/* Whether the process works or is about to: it has no processor at the moment, or waits for a disk. */
static bool
is_working(long pid)
{
	char path[64], line[512], *after;
	FILE *f;
	size_t n;

	snprintf(path, sizeof path, "/proc/%ld/stat", pid);
	f = fopen(path, "re");
	if (f == NULL)
		return false;
	n = fread(line, 1, sizeof line - 1, f);
	fclose(f);
	line[n] = '\0';
	after = strrchr(line, ')'); /* its name may have blanks */
	return after != NULL && strncmp(after, ") ", 2) == 0 && strchr("RD", after[2]) != NULL;
}

/* Whether that process works, or one that it has started, so many generations down. */
static bool
is_family_working(long pid, int generations)
{
	char path[64];
	bool working = is_working(pid);
	long child;
	FILE *f;

	if (working || generations == 0)
		return working;
	snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", pid, pid);
	f = fopen(path, "re");
	if (f == NULL)
		return false;
	while (!working && fscanf(f, "%ld", &child) == 1)
		working = is_family_working(child, generations - 1);
	fclose(f);
	return working;
}

bool
vt_is_working(const struct vt *vt)
{
	return !vt->ended && is_family_working((long)vt->pid, 3);
}

long long
vt_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}
