/* SPDX-License-Identifier: ISC */
/* command: the programs of this project as commands that a person can copy into a shell. */
#ifndef SETUP_COMMAND_H
#define SETUP_COMMAND_H

#include <stdbool.h>

#define COMMAND_PATH 1024   /* bytes of a program's path */
#define COMMAND_QUOTED 4200 /* bytes that four times a path always fits in */

/* Finds program name: in the folder of this program, or in bin or sbin beside that folder. Returns
 * true and its path; or false and name itself, for the shell to find. */
bool command_find(const char *name, char out[static COMMAND_PATH]);

/* Writes text, shorter than COMMAND_PATH, so that a shell reads it as one word. */
void command_quote(const char *text, char out[static COMMAND_QUOTED]);

/* Prints the program name with --config config on standard output, quoted, without a newline. */
void command_print(const char *name, const char *config);

/* The same with a newline, on two rows where one of 79 bytes does not hold it; a shell reads both as
 * one command. */
void command_print_rows(const char *name, const char *config);

/* Prints " option value", quoted. */
void command_print_option(const char *option, const char *value);

#endif
