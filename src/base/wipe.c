/* SPDX-License-Identifier: ISC */
#include "base/wipe.h"

#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define STACK_WIPED 65536 /* bytes; the deepest call chain measured used less than 20 KiB */

int
wipe_start(void)
{
	return sodium_init() < 0 ? -1 : 0;
}

void
wipe_shield_process(void)
{
	const struct rlimit none = {0, 0};

	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	setrlimit(RLIMIT_CORE, &none);
	umask(007);
	close_range(STDERR_FILENO + 1, ~0U, 0);
}

void *
wipe_alloc(size_t n)
{
	void *p = sodium_malloc(n);

	if (p != NULL)
		memset(p, 0, n);
	return p;
}

void
wipe_free(void *p)
{
	sodium_free(p);
}

void
wipe_bytes(void *p, size_t n)
{
	sodium_memzero(p, n);
}

void
wipe_stack(void)
{
	sodium_stackzero(STACK_WIPED);
}
