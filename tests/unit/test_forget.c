/* SPDX-License-Identifier: ISC */
/* What is given back to the allocator was wiped, by free and by realloc. */
#include "config.h"

#include <errno.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifdef WIPE_ON_FREE

/* The C library's free goes through here (Makefile.am): the block that is watched, and what it held. */
static void *watched;
static int given_back;
static bool was_blank;

void __real___libc_free(void *p);
void __wrap___libc_free(void *p);

void
__wrap___libc_free(void *p)
{
	const char *bytes = p;

	if (p != NULL && p == watched) {
		given_back++;
		was_blank = true;
		for (size_t i = 0; i < malloc_usable_size(p); i++)
			was_blank = was_blank && bytes[i] == '\0';
		watched = NULL;
	}
	__real___libc_free(p);
}

static char *
watch(size_t n)
{
	char *p = malloc(n);

	assert_non_null(p);
	memset(p, 's', n);
	watched = p;
	given_back = 0;
	was_blank = false;
	return p;
}

static void
assert_wiped(void)
{
	assert_int_equal(given_back, 1);
	assert_true(was_blank);
}

static void
what_is_freed_was_wiped_and_errno_stays(void **state)
{
	char *p = watch(1000);

	(void)state;
	errno = ENOSPC;
	free(p);
	assert_int_equal(errno, ENOSPC);
	assert_wiped();
}

static void
what_is_made_larger_or_much_smaller_moves_and_leaves_nothing(void **state)
{
	static const size_t sizes[] = {100000, 100};
	char *q;

	(void)state;
	for (int i = 0; i < 2; i++) {
		q = realloc(watch(1000), sizes[i]);
		assert_non_null(q);
		assert_wiped();
		for (size_t k = 0; k < 100; k++)
			assert_int_equal(q[k], 's');
		free(q);
	}
}

static void
what_is_made_nothing_is_given_back(void **state)
{
	volatile size_t none = 0;

	(void)state;
	assert_null(realloc(watch(1000), none));
	assert_wiped();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_freed_was_wiped_and_errno_stays),
		cmocka_unit_test(what_is_made_larger_or_much_smaller_moves_and_leaves_nothing),
		cmocka_unit_test(what_is_made_nothing_is_given_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int
main(void)
{
	puts("1..0 # SKIP a sanitizer has an allocator of its own");
	return 0;
}

#endif
