/* SPDX-License-Identifier: ISC */
/* facts: what the doctor looks at. Everything is read below one folder that stands for the root of
 * the machine; what is in no file comes through functions, so that a test can make a machine up.
 * All paths in arguments and members are those of the machine, without that folder. */
#ifndef DOCTOR_FACTS_H
#define DOCTOR_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/fail.h"

#define FACTS_PATH 1024  /* bytes of a path with its final NUL */
#define FACTS_TEXT 65536 /* bytes of a text file that is read at once */
#define FACTS_NAME 256   /* bytes of a file's name */
#define FACTS_FONT 8192  /* bytes of a font's map: a bit for each of 65536 characters */
#define FACTS_KIOSK "welkom-kiosk"
#define FACTS_DESK "welkom-desk"
#define FACTS_KEEPER "welkom-keeper"

struct facts {
	const char *root; /* "": this machine */
	uid_t uid;        /* who looks; 0 sees all */
	struct clock_reading now;
	struct conf conf;   /* file, folder and state_dir are absolute */
	struct fail unread; /* why conf could not be read: then it has the defaults; "": it could */
	/* the libraries that this program runs with */
	int sqlite; /* 3040001: 3.40.1 */
	bool sqlite_threads, sqlite_deletes;
	const char *sodium;
	bool shared; /* an account for each program; false: all belongs to one */
	uid_t owner; /* to whom the register belongs */
	bool absent; /* there is none */

	/* Facts that are in no file. Each returns 0, or -1 with errno. */
	int (*stat)(const struct facts *facts, const char *path, struct stat *st); /* as lstat(2) */
	int (*space)(const struct facts *facts, const char *path, struct statvfs *fs);
	int (*flags)(const struct facts *facts, const char *path, int *flags); /* FS_IOC_GETFLAGS */
	int (*memlock)(const struct facts *facts, uint64_t *bytes); /* this process may lock */
	/* which characters the font of the console tty has, a bit each, lowest first */
	int (*font)(const struct facts *facts, const char *tty, uint8_t font[static FACTS_FONT]);
};

/* Reads the configuration file, an absolute path, and finds out to whom the register belongs. */
void facts_configure(struct facts *facts, const char *file);

/* Returns what to put before a command that must run as the keeper: "runuser ... ", or "" where all
 * belongs to one account. Static. */
const char *facts_as_keeper(const struct facts *facts);

/* Writes root and path to out. Returns 0, or -1 with errno. */
int facts_path(const struct facts *facts, const char *path, char out[static FACTS_PATH]);

/* Opens path with flags. Returns a descriptor to close, or -1 with errno. */
int facts_open(const struct facts *facts, const char *path, int flags);

/* Reads the first cap - 1 bytes of the file path into out and ends them with NUL. Returns how many
 * were read, or -1 with errno. */
ssize_t facts_read(const struct facts *facts, const char *path, char *out, size_t cap);

/* Reads the first line of the file path, without its newline. Returns 0, or -1 with errno. */
int facts_line(const struct facts *facts, const char *path, char *out, size_t cap);

/* Reads the text file path, its first FACTS_TEXT - 1 bytes. Returns it, to be freed, or NULL with
 * errno. */
char *facts_text(const struct facts *facts, const char *path) __attribute__((warn_unused_result));

/* Says whether there is anything at path, a dangling link included. */
bool facts_has(const struct facts *facts, const char *path);

/* Calls take(arg, name) for each name in the folder path, until it returns false; with take
 * NULL for none. Returns 0, or -1
 * with errno when the folder cannot be read. */
int facts_each(const struct facts *facts, const char *path,
	bool (*take)(void *arg, const char *name), void *arg);

/* Returns the first of the n names by which a process runs now (proc(5), comm), or NULL. */
const char *facts_running(const struct facts *facts, const char *const *names, size_t n);

#endif
