/* SPDX-License-Identifier: ISC */
/* report: what a run did, as text or JSON: counts only. */
#ifndef PURGE_REPORT_H
#define PURGE_REPORT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/moment.h"
#include "purge/run.h"

/* Prints what run did on standard output. Returns 0, or -1 when it could not be written. */
int report_run(const struct run *run, bool json);

/* Prints object as one line on standard output and frees it; NULL is one that could not be made.
 * Returns 0, or -1. */
int report_json(json_t *object);

/* Writes the UTC time of an hour since 1970 to out, "-" for 0, which stands for none. */
void report_hour(uint32_t hour, char out[static MOMENT_TEXT]);

/* Returns the same as JSON, null for none. */
json_t *report_hour_json(uint32_t hour);

#endif
