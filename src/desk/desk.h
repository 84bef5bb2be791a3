/* SPDX-License-Identifier: ISC */
/* desk: what the verbs of reception share. Made in main(), passed down. */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include <stdint.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/fail.h"
#include "open/reception.h"
#include "register/register.h"

#define DESK_NAME "welkom-desk"
#define DESK_REFERENCE 25 /* bytes of a reference with its final NUL */

enum desk_format { DESK_TEXT, DESK_CSV, DESK_JSON, DESK_ZIP };

/* The command line. */
struct desk_options {
	const char *config, *key, *passphrase_file;
	const char *from, *to, *reason, *reference, *output;
	const char *head, *count; /* of a ledger, from a certificate */
	const char *confirm;      /* a reference */
	const char *new_key, *new_passphrase_file, *pk, *secret_file;     /* of keys, passwd, recover */
	const char *query_file, *recognised, *language, *pick, *received; /* of a person's rights */
	const char *correction_file, *known;                              /* of rectify, incident */
	const char *yes, *key_exposed;                                    /* NULL: not given */
	const char *words[2]; /* of keys: what to do, and with which label or file */
	const char *word;     /* the last one: the verb's own, or the verb */
	enum desk_format format;
	long idle_exit; /* s without a key on the overview after which the screen ends; 0: never */
};

struct desk {
	struct desk_options options;
	struct conf conf;
	struct visit_register reg;
	struct reception_key *key;  /* NULL: locked */
	struct reception_key *next; /* that follows it after "keys rotate"; NULL: none */
	struct passphrase *given;   /* typed already: desk_open_key takes it; NULL: it asks */
	bool keep;                  /* the passphrase is needed once more */
	struct passphrase *kept;    /* then it is here until desk_lock */
	struct clock_reading now;
	struct clock_verdict clock;
	bool incomplete; /* the inbox could not be collected, or the ledger is not the one known */
	int64_t shown; /* what is due by this moment is not shown: the later of trusted and realtime */
};

/* The verbs. Each prints, and returns an exit status. */
int desk_overview(struct desk *d);
int desk_trace(struct desk *d);
int desk_find(struct desk *d);
int desk_access(struct desk *d);
int desk_erase(struct desk *d);
int desk_rectify(struct desk *d);
int desk_incident(struct desk *d);

/* Reads the clocks: d->clock and d->shown. */
void desk_tell_time(struct desk *d);

/* Opens the reception key with its passphrase and nothing else. Returns 0, or -1 with why. */
int desk_open_key(struct desk *d, struct fail *why) __attribute__((warn_unused_result));

/* Opens the reception key with its passphrase, then the register for change, collects what the
 * kiosk wrote, compares the list of recipients with the key and with the ledger, and seals live hour
 * keys to the list (keys/rewrapping.h). Returns 0, or -1 with why. */
int desk_unlock(struct desk *d, struct fail *why) __attribute__((warn_unused_result));

/* Wipes the reception key and closes the register. */
void desk_lock(struct desk *d);

#endif
