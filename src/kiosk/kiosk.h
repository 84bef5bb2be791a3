/* SPDX-License-Identifier: ISC */
/* kiosk: what the screens share. Made in main(), passed down. Everything that holds a name, a
 * number or a code lies in locked memory, in struct kiosk_visit. */
#ifndef KIOSK_KIOSK_H
#define KIOSK_KIOSK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/nls.h"
#include "base/recipients.h"
#include "register/register.h"
#include "register/watch.h"
#include "seal/hourkey.h"
#include "ui/field.h"
#include "ui/page.h"
#include "ui/screen.h"
#include "visit/erasure.h"
#include "visit/notice.h"
#include "visit/phone.h"
#include "visit/record.h"

#define KIOSK_NAME "welkom-kiosk"
#define KIOSK_COUNTRIES 6   /* to choose from at most */
#define KIOSK_COUNTRY 64    /* bytes of a country's name that are shown */
#define KIOSK_LANGUAGES 6   /* offered at most: with the other buttons a digit for each */
#define KIOSK_EXIT_STAFF 10 /* the exit status after the staff key: the unit starts no new one */

/* The screens, and the way out. Each returns the one that follows. */
enum kiosk_step {
	KIOSK_WELCOME,
	KIOSK_NOTICE,
	KIOSK_FULL_NOTICE,
	KIOSK_NOTICE_QR,
	KIOSK_ASK_NAME,
	KIOSK_ASK_PHONE,
	KIOSK_ASK_COUNTRY,
	KIOSK_DONE,
	KIOSK_NOT_STORED,
	KIOSK_TOO_LATE,
	KIOSK_NO_THANKS,
	KIOSK_ASK_CODE,
	KIOSK_CONFIRM_ERASE,
	KIOSK_ERASED,
	KIOSK_NOT_ERASED,
	/* what follows ends the program */
	KIOSK_LEAVE,
	KIOSK_TO_STAFF,
};

/* What must be forgotten when a visitor is done. In locked memory. */
struct kiosk_visit {
	struct visit visit;
	uint8_t record[RECORD_SIZE];
	char code[ERASURE_CODE];
	char shown[ERASURE_SHOWN];
	struct phone_reading reading;
	char understood[KIOSK_COUNTRY + PHONE_GROUPED]; /* "Netherlands +31 6 ..." */
	bool asked; /* whether the number in visit is right: that was on the screen */
};

struct kiosk {
	struct conf conf;
	const char *language; /* of the command line, or of the configuration */
	struct screen screen;
	const struct nls_language *offered[KIOSK_LANGUAGES];
	size_t offered_count;
	/* the register, as far as it can be used */
	struct visit_register reg;
	bool opened;
	uint8_t tag[REGISTER_TAG];
	struct recipients recipients;
	enum watch_alarm alarm; /* why no entries are taken */
	enum watch_alarm amber; /* while they are: what reception should know */
	bool closed;            /* the welcome screen was drawn as the closed one */
	struct clock_reading now;
	struct clock_verdict clock;
	/* the key of this hour: its public half, in memory only */
	struct hour_key key;
	bool has_key;
	/* this visitor */
	struct field *name, *phone, *code;
	struct kiosk_visit *visitor;
	int64_t arrival; /* trusted time when the notice was drawn */
	int64_t drawn;   /* the boottime then */
	uint32_t due;
	const struct plan *country; /* of the number, when the visitor chose one */
	const struct plan *countries[KIOSK_COUNTRIES];
	char labels[KIOSK_COUNTRIES][KIOSK_COUNTRY + 8];
	int still;         /* seconds without a key on the welcome screen */
	const char *error; /* an untranslated sentence about what was typed, NULL: none */
	struct notice notice;
	struct qr qr;                    /* of the notice's address, for the screen as it is */
	char keys[160], short_keys[160]; /* the last line of a screen */
	char quiet[NOTICE_TEXT];         /* a sentence made of words and numbers of the configuration */
};

/* Forgets what the visitor typed: fields, texts, screen, stack. */
void kiosk_forget_visitor(struct kiosk *k);

/* Forgets the visitor: fields, texts, screen, stack; language and display go back. */
void kiosk_forget(struct kiosk *k);

#endif
