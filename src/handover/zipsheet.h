/* SPDX-License-Identifier: ISC */
/* zipsheet: a ZIP archive with AES-256 (WinZip's AE-2) by libzip: README.txt in the clear, and one file
 * of visits under a passphrase.
 * libzip pulls its contents while it closes an archive, but visits are pushed: so it closes in a
 * thread of its own, on a locked stack, and each side waits for the other. It writes through a sink
 * of ours, so it makes no temporary file; nothing but sealed bytes leaves this process. */
#ifndef HANDOVER_ZIPSHEET_H
#define HANDOVER_ZIPSHEET_H

#include <stddef.h>

#include "handover/sheet.h"

struct zipsheet;

/* Begins an archive on fd as sheet_begin says. passphrase is copied by libzip, which wipes its copy.
 * Returns it, to be given to zipsheet_end or zipsheet_abandon, or NULL with why. */
struct zipsheet *zipsheet_begin(int fd, const struct sheet_facts *facts,
	const struct passphrase *passphrase, struct fail *why) SHEET_MUST_CHECK;

/* Adds n bytes of the file of visits, from locked memory; they are taken when this returns. Returns 0,
 * or -1 when the archive has failed: zipsheet_end says why. */
int zipsheet_write(struct zipsheet *z, const char *bytes, size_t n) SHEET_MUST_CHECK;

/* Ends the archive, and frees z whatever happens. Returns 0, or -1 with why. */
int zipsheet_end(struct zipsheet *z, struct fail *why) SHEET_MUST_CHECK;

/* Ends it without caring for what was written, and frees z. */
void zipsheet_abandon(struct zipsheet *z);

#endif
