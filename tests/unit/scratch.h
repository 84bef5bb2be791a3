/* SPDX-License-Identifier: ISC */
/* scratch: a folder of its own for a test, with a register in it if wanted, and short ways to put
 * things there and to look at them. What fails here ends the test. */
#ifndef UNIT_SCRATCH_H
#define UNIT_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "register/register.h"

#define SCRATCH_PATH 600

struct scratch {
	char path[SCRATCH_PATH / 2]; /* the folder, absolute */
	int at;                      /* the same, opened */
	struct visit_register reg;   /* opened as the keeper; empty after scratch_folder */
};

/* Set-up and tear-down of a cmocka test: *state becomes a struct scratch of an empty folder, or of
 * a folder with a new register "reg" in it; scratch_end removes all of it. */
int scratch_folder(void **state);
int scratch_register(void **state);
int scratch_end(void **state);

/* Writes the path of name in the folder of s to out. */
void scratch_path(const struct scratch *s, const char *name, char out[static SCRATCH_PATH]);

/* Makes the file name in folder at of the n bytes at bytes, without any care. */
void scratch_write(int at, const char *name, const void *bytes, size_t n);

/* Reads up to cap bytes of the file name in folder at. Returns how many. */
size_t scratch_read(int at, const char *name, void *bytes, size_t cap);

/* Says whether there is anything called name in folder at, a dangling link included. */
bool scratch_exists(int at, const char *name);

/* Returns how many names the folder at has. */
size_t scratch_names(int at);

/* Returns how many descriptors this process has open, to find one that was left. */
size_t scratch_descriptors(void);

/* Writes a kid that only depends on n; greater n, later in the order of kids. */
void scratch_kid(unsigned n, uint8_t kid[static 16]);

/* Writes the name of kid n's file with suffix (".key", ".tmp"). */
void scratch_name(unsigned n, const char *suffix, char name[static 64]);

/* Makes a whole key file of kid n in the folder keys; its row in side; both. */
void scratch_key_file(int keys, unsigned n, uint32_t hour);
void scratch_key_row(struct register_side *side, unsigned n, uint32_t hour, uint32_t due);
void scratch_key(struct register_side *side, unsigned n, uint32_t hour);

/* Adds an entry of kid n; id and box only depend on id. */
void scratch_entry(struct register_side *side, unsigned n, unsigned id);
void scratch_id(unsigned id, uint8_t out[static 16]);

/* Runs sql. Returns the number in its first row, or 0 when there is none. */
long long scratch_sql(struct register_side *side, const char *sql);

/* Reads the whole ledger as a string. */
void scratch_ledger(const struct scratch *s, char *text, size_t cap);

#endif
