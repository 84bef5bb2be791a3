/* SPDX-License-Identifier: ISC */
#include "fault/nth/tracer.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fault/nth/reach.h"
#include "shim/nth.h"

#define TASKS 128
#define STOPS \
	(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | \
		PTRACE_O_TRACEEXEC | PTRACE_O_TRACESECCOMP | PTRACE_O_EXITKILL)

struct task {
	pid_t pid, process;
	unsigned index, n; /* n: calls so far, of those that are stopped at */
	bool begun;        /* the libraries are loaded */
	bool inside;       /* of a call */
	bool answer;       /* the call comes back with result */
	bool kill;         /* when the call is over */
	long result;
};

struct tracer {
	const struct tracer_plan *plan;
	struct tracer_outcome *out;
	struct task tasks[TASKS];
	unsigned made, alive;
	size_t room;
	bool full; /* the disk */
};

static volatile sig_atomic_t rang;

static void
ring(int signal)
{
	(void)signal;
	rang = 1;
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The place of a task; one that is new gets the next index. A pid can come twice. */
static struct task *
task_of(struct tracer *t, pid_t pid)
{
	unsigned i;

	for (i = 0; i < t->made; i++)
		if (t->tasks[i].pid == pid)
			return &t->tasks[i];
	if (t->made == TASKS)
		return NULL;
	t->tasks[t->made] = (struct task){.pid = pid, .process = pid, .index = t->made};
	t->alive++;
	return &t->tasks[t->made++];
}

/* Leaves a call out, and has it come back with result. */
static void
replace(const struct task *task, struct user_regs_struct *regs, long result)
{
	regs->orig_rax = (unsigned long long)-1;
	regs->rax = (unsigned long long)result;
	ptrace(PTRACE_SETREGS, task->pid, NULL, regs);
}

static void
strike(struct tracer *t, struct task *task, struct user_regs_struct *regs)
{
	long nr = (long)regs->orig_rax;

	t->out->hit = true;
	t->out->nr = nr;
	t->out->fd = (long)(int)regs->rdi;
	t->out->loading = t->plan->fault.loading;
	t->out->killed = task->process == t->tasks[0].pid;
	switch (t->plan->fault.kind) {
	case FAULT_KILL_BEFORE:
		kill(task->process, SIGKILL);
		return;
	case FAULT_KILL_AFTER:
		task->kill = true;
		return;
	case FAULT_SHORT:
		if (regs->rdx < 2) {
			t->out->hit = false;
			break;
		}
		regs->rdx /= 2;
		ptrace(PTRACE_SETREGS, task->pid, NULL, regs);
		break;
	case FAULT_FULL:
		t->full = true;
		t->out->hit = reach_needs_room(task->pid, nr, regs);
		if (t->out->hit)
			replace(task, regs, -ENOSPC);
		break;
	default:
		t->out->killed = false;
		task->result = t->plan->fault.kind == FAULT_EINTR ? -EINTR : fault_result(&t->plan->fault);
		/* a descriptor is closed whatever close says, as on Linux */
		task->answer = nr == SYS_close;
		if (!task->answer)
			replace(task, regs, task->result);
	}
	t->out->killed = false;
}

static void
note(struct tracer *t, const struct task *task, long nr)
{
	struct tracer_outcome *o = t->out;

	if (o->count == t->room) {
		t->room = t->room == 0 ? 1024 : 2 * t->room;
		o->calls = realloc(o->calls, t->room * sizeof *o->calls);
		if (o->calls == NULL)
			abort();
	}
	o->calls[o->count++] = (struct tracer_call){
		.task = task->index, .n = task->n, .nr = nr, .loading = !task->begun};
}

/* At a call, when all are followed. */
static void
enter(struct tracer *t, struct task *task)
{
	struct user_regs_struct regs;

	if (ptrace(PTRACE_GETREGS, task->pid, NULL, &regs) != 0)
		return;
	if (regs.orig_rax == SYS_getppid && regs.rdi == NTH_MARK) {
		task->begun = true;
		return;
	}
	task->n++;
	note(t, task, (long)regs.orig_rax);
}

/* At one of the calls that the filter stops at. */
static void
meet(struct tracer *t, struct task *task)
{
	const struct fault *f = &t->plan->fault;
	struct user_regs_struct regs;
	long nr;

	if (ptrace(PTRACE_GETREGS, task->pid, NULL, &regs) != 0)
		return;
	nr = (long)regs.orig_rax;
	if (!t->out->hit && task->index == f->task && nr == f->nr && ++task->n == f->nth) {
		if (!reach_unlocks(task->pid, nr, &regs))
			strike(t, task, &regs);
	} else if (t->full && reach_needs_room(task->pid, nr, &regs)) {
		t->out->hit = true;
		replace(task, &regs, -ENOSPC);
	}
}

static void
leave(struct task *task)
{
	struct user_regs_struct regs;

	if (task->kill)
		kill(task->process, SIGKILL);
	if (!task->answer || ptrace(PTRACE_GETREGS, task->pid, NULL, &regs) != 0)
		return;
	task->answer = false;
	regs.rax = (unsigned long long)task->result;
	ptrace(PTRACE_SETREGS, task->pid, NULL, &regs);
}

/* Lets a task go on, to its next call or the end of this one, or without stopping. */
static void
go_on(const struct tracer *t, struct task *task, int signal)
{
	if (t->plan->follow || task->answer || task->kill) {
		ptrace(PTRACE_SYSCALL, task->pid, NULL, (void *)(long)signal);
	} else {
		task->inside = false;
		ptrace(PTRACE_CONT, task->pid, NULL, (void *)(long)signal);
	}
}

static void
stopped(struct tracer *t, struct task *task, int status)
{
	int signal = WSTOPSIG(status), event = status >> 16;
	unsigned long child = 0;
	struct task *born;

	if (signal == (SIGTRAP | 0x80)) {
		task->inside = !task->inside;
		if (task->inside)
			enter(t, task);
		else
			leave(task);
		signal = 0;
	} else if (event == PTRACE_EVENT_SECCOMP) {
		meet(t, task);
		task->inside = true; /* of the call: what comes next is its end */
		signal = 0;
	} else if (event != 0) {
		if (event == PTRACE_EVENT_EXEC) {
			task->begun = false;
		} else if (event != PTRACE_EVENT_STOP &&
			ptrace(PTRACE_GETEVENTMSG, task->pid, NULL, &child) == 0) {
			born = task_of(t, (pid_t)child);
			if (born != NULL) {
				born->begun = true;
				born->process = event == PTRACE_EVENT_CLONE ? task->process : born->pid;
			}
		}
		signal = 0;
	} else if (signal == SIGSTOP) {
		signal = 0; /* of a task that is new */
	}
	go_on(t, task, signal);
}

static void
become(const struct tracer_plan *plan)
{
	const int from[] = {plan->in, plan->out, plan->err};
	int i;

	setsid();
	if (plan->terminal)
		ioctl(plan->in, TIOCSCTTY, 0);
	for (i = 0; i < 3; i++)
		if (dup2(from[i], i) < 0)
			_exit(126);
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
		_exit(125);
	raise(SIGSTOP);
	if (plan->fault.kind != FAULT_NONE && plan->fault.kind != FAULT_ALLOCATION &&
		reach_stop_at(&plan->fault) != 0)
		_exit(124);
	execve(plan->argv[0], plan->argv, plan->envp);
	_exit(127);
}

static void
set_alarm(double limit)
{
	const struct sigaction action = {.sa_handler = ring};
	const struct itimerval when = {
		.it_interval = {.tv_sec = limit > 0}, .it_value = {.tv_sec = (time_t)limit}};

	rang = 0;
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &when, NULL);
}

static void
end_all(struct tracer *t)
{
	unsigned i;

	t->out->hung = true;
	for (i = 0; i < t->made; i++)
		if (t->tasks[i].pid > 0)
			kill(t->tasks[i].process, SIGKILL);
}

int
tracer_run(const struct tracer_plan *plan, struct tracer_outcome *outcome)
{
	struct tracer t = {.plan = plan, .out = outcome};
	double begin = seconds();
	struct task *task;
	int status;
	pid_t pid;

	*outcome = (struct tracer_outcome){.status = -1};
	pid = fork();
	if (pid == 0)
		become(plan);
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status) ||
		ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)(long)STOPS) != 0)
		return -1;
	task_of(&t, pid);
	if (plan->started != NULL)
		plan->started(pid, plan->arg);
	set_alarm(plan->limit);
	go_on(&t, &t.tasks[0], 0);
	while (t.alive > 0) {
		pid = waitpid(-1, &status, __WALL | __WNOTHREAD);
		if (pid < 0 && errno == EINTR) {
			if (rang)
				end_all(&t);
			continue;
		}
		if (pid < 0)
			break;
		task = task_of(&t, pid);
		if (task == NULL)
			continue;
		if (WIFSTOPPED(status)) {
			stopped(&t, task, status);
			continue;
		}
		if (task->index == 0)
			outcome->status = status;
		task->pid = -1;
		t.alive--;
	}
	set_alarm(0);
	outcome->seconds = seconds() - begin;
	return 0;
}
