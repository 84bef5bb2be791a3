/* SPDX-License-Identifier: ISC */
/* setup: what the verbs of setting up share. Made in main(), passed down. */
#ifndef SETUP_SETUP_H
#define SETUP_SETUP_H

#include <stdbool.h>

#define SETUP_NAME "welkom-setup"

/* The command line. */
struct setup_options {
	const char *config;          /* of the new installation */
	const char *state;           /* its register */
	const char *key;             /* its first reception key */
	const char *passphrase_file; /* NULL: a person is asked */
	const char *folder;          /* of the demo; NULL: a new one among the temporary files */
	bool prepare;                /* the demo is made, not run */
	const char *action;          /* console: lock or unlock; recipients: install; NULL: not given */
	const char *tty;             /* that console; NULL: not given */
	bool json;                   /* the doctor speaks JSON */
	bool system;                 /* init is for the whole machine */
	bool undo;                   /* and takes that back */
	bool yes;                    /* nobody is asked whether it shall be done */
	const char *schedule;        /* what starts the job: cron or timer; NULL: ask */
	const char *desk;            /* where the desk runs: ssh, staff-key, both; NULL: ask */
	const char *file;            /* the new list of recipients; NULL: not given */
};

/* The verbs. Each prints, and returns an exit status. */
int init_run(const struct setup_options *o);
int demo_run(const struct setup_options *o);
int console_run(const struct setup_options *o);
int doctor_run(const struct setup_options *o);
int install_undo_run(const struct setup_options *o);
int install_recipients_run(const struct setup_options *o);

#endif
