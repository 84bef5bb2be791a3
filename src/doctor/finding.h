/* SPDX-License-Identifier: ISC */
/* finding: what one check of the doctor found, and what to do about it. */
#ifndef DOCTOR_FINDING_H
#define DOCTOR_FINDING_H

#define FINDING_TEXT 480 /* bytes of a sentence with its final NUL */

enum finding_result {
	FINDING_FINE,
	FINDING_NONE,    /* does not concern this machine */
	FINDING_NOTE,    /* good to know; nothing has to be done */
	FINDING_UNSEEN,  /* this account may not see it */
	FINDING_WARNING, /* the promise is weaker than it could be */
	FINDING_WRONG,   /* the promise is not kept, or the kiosk will not work */
};

/* Starts as {0}: fine, with nothing said. */
struct finding {
	enum finding_result result;
	char found[FINDING_TEXT];  /* what is there, in words */
	char remedy[FINDING_TEXT]; /* a command or a sentence; "": none is needed */
};

/* Sets what was found, with a sentence made from format that has no full stop at its end; a remedy
 * said before is taken back. */
void finding_set(struct finding *f, enum finding_result result, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Adds what to do about it. */
void finding_remedy(struct finding *f, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Says that the file or folder path could not be read: as another account's, when error (an errno
 * value) says so; otherwise it is result. */
void finding_unread(struct finding *f, enum finding_result result, const char *path, int error);

/* Turns what root may not see into a note: nobody could. */
void finding_withheld(struct finding *f);

/* Puts other in the place of f when it is worse. */
void finding_worse(struct finding *f, const struct finding *other);

/* Returns the word of result for programs: "fine", "not-applicable", "note", "unseen", "warning",
 * "wrong". */
const char *finding_word(enum finding_result result);

#endif
