/* SPDX-License-Identifier: ISC */
/* number: the screen of the phone number. It says in words how the number is understood while it
 * is typed, and asks rather than guesses of which country it is. */
#ifndef KIOSK_NUMBER_H
#define KIOSK_NUMBER_H

#include "kiosk/kiosk.h"

/* Asks for the number. Returns KIOSK_DONE when it is in k->visitor->visit, seen and confirmed by
 * the visitor; or the screen that follows instead. */
enum kiosk_step number_ask(struct kiosk *k);

#endif
