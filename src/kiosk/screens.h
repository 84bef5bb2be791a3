/* SPDX-License-Identifier: ISC */
/* screens: one function a screen. Each shows it, does what the visitor decided, and returns the
 * screen that follows. */
#ifndef KIOSK_SCREENS_H
#define KIOSK_SCREENS_H

#include "kiosk/kiosk.h"

/* welcome.c: nobody is there yet. Nothing personal is in memory when it begins. */
enum kiosk_step welcome_screen(struct kiosk *k);

/* notice_view.c: why, what, who, until when; yes and no are equal. */
enum kiosk_step notice_view_first(struct kiosk *k);
enum kiosk_step notice_view_full(struct kiosk *k);
enum kiosk_step notice_view_qr(struct kiosk *k);
enum kiosk_step notice_view_no_thanks(struct kiosk *k);

/* checkin.c: name, phone, and the end of a registration. */
enum kiosk_step checkin_name(struct kiosk *k);
enum kiosk_step checkin_phone(struct kiosk *k);
enum kiosk_step checkin_done(struct kiosk *k);
enum kiosk_step checkin_not_stored(struct kiosk *k);
enum kiosk_step checkin_too_late(struct kiosk *k);

/* number.c: from which country the number is. */
enum kiosk_step number_ask_country(struct kiosk *k);

/* takeback.c: a visitor erases the own entry by its code. */
enum kiosk_step takeback_code(struct kiosk *k);
enum kiosk_step takeback_confirm(struct kiosk *k);
enum kiosk_step takeback_done(struct kiosk *k);
enum kiosk_step takeback_failed(struct kiosk *k);

#endif
