/* SPDX-License-Identifier: ISC */
/* healthy: the files of a made-up machine on which all is well, with a register, below a folder. */
#ifndef UNIT_HEALTHY_H
#define UNIT_HEALTHY_H

#include "register/register.h"
#include "doctor/facts.h"

#define HEALTHY_T 1764933634 /* Fri 5 Dec 2025 11:20:34 UTC */
#define HEALTHY_BOOT "11111111-1111-4111-8111-111111111111"
#define HEALTHY_STATE "/var/lib/welkom"

/* Makes all of it below the root of facts, whose now is that of the machine; opens its register, in
 * which the last run was a quarter of an hour ago, as the keeper. What fails ends the test. */
void healthy_make(const struct facts *facts, struct visit_register *r);

/* Writes the path on this machine to full, and makes the folders it lies in. */
void healthy_place(const struct facts *facts, const char *path, char full[static FACTS_PATH]);

/* Writes n bytes to the file path, opened with flags (O_TRUNC, O_APPEND). */
void healthy_put(
	const struct facts *facts, const char *path, const void *bytes, size_t n, int flags);

/* Makes path a link to target. */
void healthy_link(const struct facts *facts, const char *path, const char *target);

/* Lets the keeper of the register r see a clock ten days ahead, of which it is in doubt. */
void healthy_doubt(const struct facts *facts, struct visit_register *r);

/* Make path the beginning of an ext4 with these incompatible features and mount options, of an XFS
 * with these read-only compatible features and version. */
void healthy_ext4(const struct facts *facts, const char *path, uint32_t features, uint32_t options);
void healthy_xfs(const struct facts *facts, const char *path, uint8_t features, uint8_t version);

#endif
