/* SPDX-License-Identifier: ISC */
/* zipsink: where libzip writes an archive: a descriptor, instead of a temporary file beside a name. */
#ifndef HANDOVER_ZIPSINK_H
#define HANDOVER_ZIPSINK_H

#include <stdbool.h>
#include <sys/types.h>
#include <zip.h>

#include "base/fail.h"

struct zipsink {
	int fd;    /* where the archive goes in the end */
	int into;  /* where it is written: fd, or an anonymous file in memory */
	off_t at;  /* where the next byte goes */
	off_t end; /* bytes written */
	zip_error_t error;
};

/* Begins *sink on fd: written in place when that is an empty regular file, since libzip goes back to
 * fill in sizes; otherwise in memory until zipsink_finish, sealed as it is. A terminal is refused.
 * Returns 0, or -1 with why. zipsink_close it after 0. */
int zipsink_open(struct zipsink *sink, int fd, struct fail *why)
	__attribute__((warn_unused_result));

/* Returns *sink as what zip_open_from_source opens (with ZIP_CREATE | ZIP_TRUNCATE), or NULL. It must
 * live until the archive is closed or discarded. */
zip_source_t *zipsink_source(struct zipsink *sink) __attribute__((warn_unused_result));

/* Brings what is in memory to fd. Returns 0, or -1 with why. */
int zipsink_finish(struct zipsink *sink, struct fail *why) __attribute__((warn_unused_result));

/* Lets go of what is in memory; fd stays open. */
void zipsink_close(struct zipsink *sink);

#endif
