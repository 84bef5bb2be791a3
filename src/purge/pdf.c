/* SPDX-License-Identifier: ISC */
/* libharu is loaded when a PDF is asked for, and not linked: with its libraries a run that has nothing
 * to do would take a third longer to start (1.2 to 1.7 ms, against 3.3 ms with cairo), 96 times a day,
 * for a page that is made once a month. The fonts are those that every reader of PDF has, in the two
 * code pages that hold all languages of the programs. */
#include "purge/pdf.h"

#include "base/nls.h"
#include "config.h"

#ifdef HAVE_HPDF

#include <dlfcn.h>
#include <hpdf.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define SIZE 8.0F /* of the letters, in points; each is 0.6 of that wide */
#define ADVANCE 0.6F
#define LEADING 9.4F /* from line to line */
#define A4_WIDTH 595.0F
#define A4_HEIGHT 842.0F
#define LEFT ((A4_WIDTH - PAGE_WIDEST * SIZE * ADVANCE) / 2)
#define TOP 48.0F
#define BOTTOM 40.0F
#define ROWS ((size_t)((A4_HEIGHT - TOP - BOTTOM) / LEADING))
#define PAGES 2 /* code pages */

/* What is used of libharu, by the types that its header gives. */
struct haru {
	void *library;
	__typeof__(&HPDF_New) new;
	__typeof__(&HPDF_Free) free;
	__typeof__(&HPDF_GetError) error;
	__typeof__(&HPDF_SetInfoAttr) info;
	__typeof__(&HPDF_GetFont) font;
	__typeof__(&HPDF_AddPage) add;
	__typeof__(&HPDF_Page_SetSize) size;
	__typeof__(&HPDF_Page_BeginText) begin;
	__typeof__(&HPDF_Page_EndText) end;
	__typeof__(&HPDF_Page_SetFontAndSize) use;
	__typeof__(&HPDF_Page_TextOut) out;
	__typeof__(&HPDF_SaveToStream) save;
	__typeof__(&HPDF_GetStreamSize) length;
	__typeof__(&HPDF_ReadFromStream) read;
};

/* The upper halves of windows-1252 and windows-1250, from the mappings that the Unicode Consortium
 * publishes (VENDORS/MICSFT/WINDOWS/CP1252.TXT and CP1250.TXT); 0: unused. */
static const struct {
	const char *name;
	uint16_t upper[128];
} code_pages[PAGES] = {
	{"CP1252",
		{
			0x20AC,
			0,
			0x201A,
			0x0192,
			0x201E,
			0x2026,
			0x2020,
			0x2021,
			0x02C6,
			0x2030,
			0x0160,
			0x2039,
			0x0152,
			0,
			0x017D,
			0,
			0,
			0x2018,
			0x2019,
			0x201C,
			0x201D,
			0x2022,
			0x2013,
			0x2014,
			0x02DC,
			0x2122,
			0x0161,
			0x203A,
			0x0153,
			0,
			0x017E,
			0x0178,
			0x00A0,
			0x00A1,
			0x00A2,
			0x00A3,
			0x00A4,
			0x00A5,
			0x00A6,
			0x00A7,
			0x00A8,
			0x00A9,
			0x00AA,
			0x00AB,
			0x00AC,
			0x00AD,
			0x00AE,
			0x00AF,
			0x00B0,
			0x00B1,
			0x00B2,
			0x00B3,
			0x00B4,
			0x00B5,
			0x00B6,
			0x00B7,
			0x00B8,
			0x00B9,
			0x00BA,
			0x00BB,
			0x00BC,
			0x00BD,
			0x00BE,
			0x00BF,
			0x00C0,
			0x00C1,
			0x00C2,
			0x00C3,
			0x00C4,
			0x00C5,
			0x00C6,
			0x00C7,
			0x00C8,
			0x00C9,
			0x00CA,
			0x00CB,
			0x00CC,
			0x00CD,
			0x00CE,
			0x00CF,
			0x00D0,
			0x00D1,
			0x00D2,
			0x00D3,
			0x00D4,
			0x00D5,
			0x00D6,
			0x00D7,
			0x00D8,
			0x00D9,
			0x00DA,
			0x00DB,
			0x00DC,
			0x00DD,
			0x00DE,
			0x00DF,
			0x00E0,
			0x00E1,
			0x00E2,
			0x00E3,
			0x00E4,
			0x00E5,
			0x00E6,
			0x00E7,
			0x00E8,
			0x00E9,
			0x00EA,
			0x00EB,
			0x00EC,
			0x00ED,
			0x00EE,
			0x00EF,
			0x00F0,
			0x00F1,
			0x00F2,
			0x00F3,
			0x00F4,
			0x00F5,
			0x00F6,
			0x00F7,
			0x00F8,
			0x00F9,
			0x00FA,
			0x00FB,
			0x00FC,
			0x00FD,
			0x00FE,
			0x00FF,
		}},
	{"CP1250",
		{
			0x20AC,
			0,
			0x201A,
			0,
			0x201E,
			0x2026,
			0x2020,
			0x2021,
			0,
			0x2030,
			0x0160,
			0x2039,
			0x015A,
			0x0164,
			0x017D,
			0x0179,
			0,
			0x2018,
			0x2019,
			0x201C,
			0x201D,
			0x2022,
			0x2013,
			0x2014,
			0,
			0x2122,
			0x0161,
			0x203A,
			0x015B,
			0x0165,
			0x017E,
			0x017A,
			0x00A0,
			0x02C7,
			0x02D8,
			0x0141,
			0x00A4,
			0x0104,
			0x00A6,
			0x00A7,
			0x00A8,
			0x00A9,
			0x015E,
			0x00AB,
			0x00AC,
			0x00AD,
			0x00AE,
			0x017B,
			0x00B0,
			0x00B1,
			0x02DB,
			0x0142,
			0x00B4,
			0x00B5,
			0x00B6,
			0x00B7,
			0x00B8,
			0x0105,
			0x015F,
			0x00BB,
			0x013D,
			0x02DD,
			0x013E,
			0x017C,
			0x0154,
			0x00C1,
			0x00C2,
			0x0102,
			0x00C4,
			0x0139,
			0x0106,
			0x00C7,
			0x010C,
			0x00C9,
			0x0118,
			0x00CB,
			0x011A,
			0x00CD,
			0x00CE,
			0x010E,
			0x0110,
			0x0143,
			0x0147,
			0x00D3,
			0x00D4,
			0x0150,
			0x00D6,
			0x00D7,
			0x0158,
			0x016E,
			0x00DA,
			0x0170,
			0x00DC,
			0x00DD,
			0x0162,
			0x00DF,
			0x0155,
			0x00E1,
			0x00E2,
			0x0103,
			0x00E4,
			0x013A,
			0x0107,
			0x00E7,
			0x010D,
			0x00E9,
			0x0119,
			0x00EB,
			0x011B,
			0x00ED,
			0x00EE,
			0x010F,
			0x0111,
			0x0144,
			0x0148,
			0x00F3,
			0x00F4,
			0x0151,
			0x00F6,
			0x00F7,
			0x0159,
			0x016F,
			0x00FA,
			0x0171,
			0x00FC,
			0x00FD,
			0x0163,
			0x02D9,
		}},
};

/* Returns the byte of uc in code page i, or 0. */
static unsigned char
byte_of(int i, uint32_t uc)
{
	if (uc >= ' ' && uc < 127)
		return (unsigned char)uc;
	for (int k = 0; k < 128 && uc != 0; k++)
		if (code_pages[i].upper[k] == uc)
			return (unsigned char)(128 + k);
	return 0;
}

/* Writes the n bytes of text as code page bytes to out, and to pages of which code page each is.
 * Returns how many, or -1 with why. */
static int
encode(const char *text, size_t n, char out[static PAGE_LINE],
	unsigned char pages[static PAGE_LINE], struct fail *why)
{
	int count = 0, i;
	size_t used;
	uint32_t uc;

	for (; n > 0; text += used, n -= used) {
		used = text_decode(text, n, &uc);
		for (i = 0; used > 0 && i < PAGES && byte_of(i, uc) == 0; i++)
			;
		if (used == 0 || i == PAGES)
			return fail_set(why,
				_("a PDF cannot be made: its fonts lack the letter U+%04X of the text. The page as "
				  "text has it: leave --pdf out, or use --output"),
				(unsigned)uc);
		out[count] = (char)byte_of(i, uc);
		pages[count++] = (unsigned char)i;
	}
	return count;
}

#define LOAD(member, name) ((*(void **)&haru->member = dlsym(haru->library, "HPDF_" name)) != NULL)

static int
load(struct haru *haru, struct fail *why)
{
	haru->library = dlopen(HPDF_LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (haru->library == NULL)
		return fail_set(why,
			_("a PDF needs the library %s, which is not installed: on Debian 12, apt-get install "
			  "libhpdf-2.3.0. The page as text needs nothing: leave --pdf out"),
			HPDF_LIBRARY);
	if (LOAD(new, "New") && LOAD(free, "Free") && LOAD(error, "GetError") &&
		LOAD(info, "SetInfoAttr") && LOAD(font, "GetFont") && LOAD(add, "AddPage") &&
		LOAD(size, "Page_SetSize") && LOAD(begin, "Page_BeginText") && LOAD(end, "Page_EndText") &&
		LOAD(use, "Page_SetFontAndSize") && LOAD(out, "Page_TextOut") &&
		LOAD(save, "SaveToStream") && LOAD(length, "GetStreamSize") && LOAD(read, "ReadFromStream"))
		return 0;
	dlclose(haru->library);
	return fail_set(why, _("a PDF cannot be made with this version of %s"), HPDF_LIBRARY);
}

/* Draws one line at height y. What goes wrong in libharu stays in its error. */
static int
draw_line(const struct haru *haru, HPDF_Page sheet, HPDF_Font fonts[static PAGES], float y,
	const char *text, struct fail *why)
{
	unsigned char pages[PAGE_LINE];
	char nfc[PAGE_LINE], bytes[PAGE_LINE], run[PAGE_LINE];
	long n = text_nfc(text, strlen(text), nfc, sizeof nfc);
	int count = n < 0 ? 0 : encode(nfc, (size_t)n, bytes, pages, why), from, to;

	if (count < 0)
		return -1;
	for (from = 0; from < count; from = to) {
		for (to = from; to < count && pages[to] == pages[from]; to++)
			run[to - from] = bytes[to];
		run[to - from] = '\0';
		haru->use(sheet, fonts[pages[from]], SIZE);
		haru->out(sheet, LEFT + (float)from * SIZE * ADVANCE, y, run);
	}
	return 0;
}

static int
draw(const struct haru *haru, HPDF_Doc doc, const struct page *page, struct fail *why)
{
	HPDF_Font fonts[2][PAGES];
	HPDF_Page sheet = NULL;
	size_t i;
	int rc = 0;

	for (i = 0; i < PAGES; i++) {
		fonts[PAGE_PLAIN][i] = haru->font(doc, "Courier", code_pages[i].name);
		fonts[PAGE_STRONG][i] = haru->font(doc, "Courier-Bold", code_pages[i].name);
	}
	for (i = 0; i < page->n && rc == 0; i++) {
		if (i % ROWS == 0) {
			if (sheet != NULL)
				haru->end(sheet);
			sheet = haru->add(doc);
			haru->size(sheet, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
			haru->begin(sheet);
		}
		rc = draw_line(haru, sheet, fonts[page->lines[i].style],
			A4_HEIGHT - TOP - (float)(i % ROWS) * LEADING, page->lines[i].text, why);
	}
	if (sheet != NULL)
		haru->end(sheet);
	return rc;
}

/* Takes the bytes out of doc. */
static int
take(const struct haru *haru, HPDF_Doc doc, uint8_t **bytes, size_t *n, struct fail *why)
{
	HPDF_UINT32 size = 0;

	if (haru->error(doc) == HPDF_OK && haru->save(doc) == HPDF_OK) {
		size = haru->length(doc);
		*bytes = malloc((size_t)size + 1);
		if (*bytes != NULL && haru->read(doc, *bytes, &size) == HPDF_OK) {
			*n = size;
			return 0;
		}
	}
	free(*bytes);
	*bytes = NULL;
	return fail_set(
		why, _("a PDF could not be made: libharu says error %lX"), (unsigned long)haru->error(doc));
}

int
pdf_make(const struct page *page, const char *title, uint8_t **bytes, size_t *n, struct fail *why)
{
	struct haru haru = {0};
	HPDF_Doc doc;
	int rc = -1;

	*bytes = NULL;
	*n = 0;
	if (load(&haru, why) != 0)
		return -1;
	doc = haru.new(NULL, NULL);
	if (doc == NULL) {
		fail_set(why, _("not enough memory"));
	} else {
		haru.info(doc, HPDF_INFO_TITLE, title);
		haru.info(doc, HPDF_INFO_CREATOR, PACKAGE_STRING);
		rc = draw(&haru, doc, page, why);
		if (rc == 0)
			rc = take(&haru, doc, bytes, n, why);
		haru.free(doc);
	}
	dlclose(haru.library);
	return rc;
}

#else

int
pdf_make(const struct page *page, const char *title, uint8_t **bytes, size_t *n, struct fail *why)
{
	(void)page;
	(void)title;
	*bytes = NULL;
	*n = 0;
	return fail_set(why,
		_("this welkom was built without libharu and cannot make a PDF: on Debian, apt-get install "
		  "libhpdf-dev and build it again. The page as text needs nothing: leave --pdf out"));
}

#endif
