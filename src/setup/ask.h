/* SPDX-License-Identifier: ISC */
/* ask: questions to the person at the terminal. Prompts go to standard error, answers come from
 * standard input. Nothing secret is asked here. */
#ifndef SETUP_ASK_H
#define SETUP_ASK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/conf.h"
#include "base/fail.h"

/* Says whether there is a person: standard input and standard error are terminals. */
bool ask_can(void);

/* Shows the machine's date and time, and asks whether they are right. Returns 0 when they are, or
 * -1 with why when they are not, or input ended. */
int ask_clock(int64_t now, struct fail *why) __attribute__((warn_unused_result));

/* Asks what the law wants settled beforehand, and what the kiosk needs, into conf; all of it may
 * be left empty. What the configuration cannot hold is asked again. Returns 0, or -1 with why
 * when input ended. */
int ask_controller(struct conf *conf, int64_t now, struct fail *why)
	__attribute__((warn_unused_result));

/* Asks for a number from 1 to most; Enter alone is usual. Returns it, or -1 with why when input
 * ended. */
int ask_number(const char *prompt, int most, int usual, struct fail *why)
	__attribute__((warn_unused_result));

/* Asks for word, as it is in the language of the person or in English. Returns 0 when just that was
 * typed, or -1 with why. */
int ask_word(const char *prompt, const char *word, struct fail *why)
	__attribute__((warn_unused_result));

/* Waits until Enter is pressed, or input ends. */
void ask_enter(const char *prompt);

#endif
