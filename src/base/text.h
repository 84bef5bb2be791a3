/* SPDX-License-Identifier: ISC */
/* text: Unicode text in UTF-8 as people type it and as screens show it.
 * Boundaries are extended grapheme clusters (UAX #29), composition is NFC (UAX #15), general
 * categories are those of libunistring; cell widths are those of the wcwidth that curses uses. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Says whether the n bytes at s are well-formed UTF-8. */
bool text_is_utf8(const char *s, size_t n);

/* Says whether a visitor's text may hold the code point uc: no control (Cc), surrogate (Cs),
 * private (Co), unassigned (Cn) or format character (Cf: bidi overrides, zero-width space), no
 * line or paragraph separator; U+200C and U+200D, which scripts and joined emoji need, may. */
bool text_is_allowed(uint32_t uc);

/* Says whether uc is a combining mark (Mn, Mc, Me), which cannot begin a text. */
bool text_is_mark(uint32_t uc);

/* Says whether uc is white space (Zs, or U+0009). */
bool text_is_blank(uint32_t uc);

/* Says whether uc shows nothing by itself: blanks, joiners and what else may be ignored when drawn
 * (Default_Ignorable_Code_Point of UAX #44, among them the Hangul fillers), and the two symbols
 * that are drawn empty, U+2800 and U+1D159. */
bool text_is_invisible(uint32_t uc);

/* Decodes the code point at s, n > 0 bytes long, into *uc. Returns the bytes it takes, or 0 when
 * they are not well-formed UTF-8. */
size_t text_decode(const char *s, size_t n, uint32_t *uc);

/* Encodes uc at out. Returns the bytes written, or 0 when uc is not a Unicode scalar value. */
size_t text_encode(uint32_t uc, char out[static 4]);

/* Writes the NFC of the n bytes of UTF-8 at s to out, cap bytes long; out may not overlap s. No
 * NUL is added. Returns the length, or -1 when s is not UTF-8, or the result is over cap. */
long text_nfc(const char *s, size_t n, char *out, size_t cap);

/* Returns the grapheme boundary after (next) or before (prev) position at in the n bytes at s;
 * n or 0 at the ends. At most TEXT_MAX bytes are looked at as one text. */
#define TEXT_MAX 1024
size_t text_next(const char *s, size_t n, size_t at);
size_t text_prev(const char *s, size_t n, size_t at);

/* Returns the columns that the n bytes of UTF-8 at s take on a terminal; what cannot be drawn
 * counts as one. */
int text_width(const char *s, size_t n);

/* Returns how many bytes of the first line of s fit in width columns when it is broken at a
 * blank; *skip becomes the number of bytes from there to the next line (blanks left out). A word
 * wider than the line is broken between graphemes. A newline ends a line. */
size_t text_line(const char *s, size_t n, int width, size_t *skip);

/* Copies the n bytes at s to out, cap bytes long, so that it is safe to show: what is not UTF-8
 * and every code point that is not text_is_allowed becomes U+FFFD, also a leading mark's missing
 * base. Ends with NUL. Returns the length, or -1 when cap is too small (3 n + 4 always does). */
long text_neutralise(const char *s, size_t n, char *out, size_t cap);

#endif
