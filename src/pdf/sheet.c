/* SPDX-License-Identifier: ISC */
#include "pdf/sheet.h"

#include <hpdf.h>
#include <stdlib.h>
#include <string.h>

#include "base/nls.h"
#include "base/text.h"
#include "config.h"
#include "pdf/codepage.h"

#define COLUMNS 106 /* that fit */
#define SIZE 8.0F   /* of the letters, in points; each is 0.6 of that wide */
#define ADVANCE 0.6F
#define LEADING 9.4F /* from line to line */
#define A4_WIDTH 595.0F
#define A4_HEIGHT 842.0F
#define LEFT ((A4_WIDTH - COLUMNS * SIZE * ADVANCE) / 2)
#define TOP 48.0F
#define BOTTOM 40.0F
#define ROWS ((int)((A4_HEIGHT - TOP - BOTTOM) / LEADING))

/* The plain font and the strong one, in each code page: those that every reader of PDF has. */
struct fonts {
	HPDF_Font font[2][CODEPAGE_COUNT];
};

/* Writes the n bytes of text as code page bytes to out, and to pages of which code page each is.
 * Returns how many, or -1 with why. */
static int
encode(const char *text, size_t n, char out[static SHEET_LINE],
	unsigned char pages[static SHEET_LINE], struct fail *why)
{
	int count = 0, i;
	size_t used;
	uint32_t uc;

	for (; n > 0; text += used, n -= used) {
		used = text_decode(text, n, &uc);
		for (i = 0; used > 0 && i < CODEPAGE_COUNT && codepage_byte(i, uc) == 0; i++)
			;
		if (used == 0 || i == CODEPAGE_COUNT)
			return fail_set(why,
				_("a PDF cannot be made: its fonts lack the letter U+%04X of the text. The page as "
				  "text has it: leave --pdf out"),
				(unsigned)uc);
		out[count] = (char)codepage_byte(i, uc);
		pages[count++] = (unsigned char)i;
	}
	return count;
}

/* Draws one line of n bytes at height y. What goes wrong in libharu stays in its error. */
static int
draw_line(HPDF_Page sheet, HPDF_Font fonts[static CODEPAGE_COUNT], float y, const char *text,
	size_t n, struct fail *why)
{
	unsigned char pages[SHEET_LINE];
	char nfc[SHEET_LINE], bytes[SHEET_LINE], run[SHEET_LINE];
	long length = text_nfc(text, n, nfc, sizeof nfc - 1);
	int from, to, count;

	if (length < 0)
		return fail_set(why, _("a PDF cannot be made: a line is too long, or no UTF-8"));
	count = encode(nfc, (size_t)length, bytes, pages, why);
	if (count < 0)
		return -1;
	for (from = 0; from < count; from = to) {
		for (to = from; to < count && pages[to] == pages[from]; to++)
			run[to - from] = bytes[to];
		run[to - from] = '\0';
		HPDF_Page_SetFontAndSize(sheet, fonts[pages[from]], SIZE);
		HPDF_Page_TextOut(sheet, LEFT + (float)from * SIZE * ADVANCE, y, run);
	}
	return 0;
}

static HPDF_Page
new_sheet(HPDF_Doc doc, HPDF_Page before)
{
	HPDF_Page sheet;

	if (before != NULL)
		HPDF_Page_EndText(before);
	sheet = HPDF_AddPage(doc);
	HPDF_Page_SetSize(sheet, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
	HPDF_Page_BeginText(sheet);
	return sheet;
}

static int
draw(HPDF_Doc doc, struct fonts *fonts, const char *text, size_t n, struct fail *why)
{
	HPDF_Page sheet = NULL;
	size_t at, length;
	const char *end;
	int row = ROWS;

	for (at = 0; at < n; at += length + 1, row++) {
		end = memchr(text + at, '\n', n - at);
		length = end == NULL ? n - at : (size_t)(end - text) - at;
		if (row == ROWS) {
			sheet = new_sheet(doc, sheet);
			row = 0;
		}
		if (length > 1 &&
			draw_line(sheet, fonts->font[text[at] == '*'], A4_HEIGHT - TOP - (float)row * LEADING,
				text + at + 1, length - 1, why) != 0)
			return -1;
	}
	if (sheet != NULL)
		HPDF_Page_EndText(sheet);
	return 0;
}

/* Takes the bytes out of doc. */
static int
take(HPDF_Doc doc, uint8_t **bytes, size_t *size, struct fail *why)
{
	HPDF_UINT32 n = 0;

	if (HPDF_GetError(doc) == HPDF_OK && HPDF_SaveToStream(doc) == HPDF_OK) {
		n = HPDF_GetStreamSize(doc);
		*bytes = malloc((size_t)n + 1);
		if (*bytes != NULL && HPDF_ReadFromStream(doc, *bytes, &n) == HPDF_OK) {
			*size = n;
			return 0;
		}
	}
	free(*bytes);
	*bytes = NULL;
	return fail_set(why, _("a PDF could not be made: libharu says error %lX"),
		(unsigned long)HPDF_GetError(doc));
}

int
sheet_make(
	const char *title, const char *text, size_t n, uint8_t **bytes, size_t *size, struct fail *why)
{
	HPDF_Doc doc = HPDF_New(NULL, NULL);
	struct fonts fonts;
	int i, rc;

	*bytes = NULL;
	if (doc == NULL)
		return fail_set(why, _("not enough memory"));
	HPDF_SetInfoAttr(doc, HPDF_INFO_TITLE, title);
	HPDF_SetInfoAttr(doc, HPDF_INFO_CREATOR, PACKAGE_STRING);
	for (i = 0; i < CODEPAGE_COUNT; i++) {
		fonts.font[0][i] = HPDF_GetFont(doc, "Courier", codepage_name(i));
		fonts.font[1][i] = HPDF_GetFont(doc, "Courier-Bold", codepage_name(i));
	}
	rc = draw(doc, &fonts, text, n, why);
	if (rc == 0)
		rc = take(doc, bytes, size, why);
	HPDF_Free(doc);
	return rc;
}
