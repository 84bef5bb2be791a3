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
#include "purge/codepage.h"

#define SIZE 8.0F /* of the letters, in points; each is 0.6 of that wide */
#define ADVANCE 0.6F
#define LEADING 9.4F /* from line to line */
#define A4_WIDTH 595.0F
#define A4_HEIGHT 842.0F
#define LEFT ((A4_WIDTH - PAGE_WIDEST * SIZE * ADVANCE) / 2)
#define TOP 48.0F
#define BOTTOM 40.0F
#define ROWS ((size_t)((A4_HEIGHT - TOP - BOTTOM) / LEADING))

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
		for (i = 0; used > 0 && i < CODEPAGE_COUNT && codepage_byte(i, uc) == 0; i++)
			;
		if (used == 0 || i == CODEPAGE_COUNT)
			return fail_set(why,
				_("a PDF cannot be made: its fonts lack the letter U+%04X of the text. The page as "
				  "text has it: leave --pdf out, or use --output"),
				(unsigned)uc);
		out[count] = (char)codepage_byte(i, uc);
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
draw_line(const struct haru *haru, HPDF_Page sheet, HPDF_Font fonts[static CODEPAGE_COUNT], float y,
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
	HPDF_Font fonts[2][CODEPAGE_COUNT];
	HPDF_Page sheet = NULL;
	size_t i;
	int rc = 0;

	for (i = 0; i < CODEPAGE_COUNT; i++) {
		fonts[PAGE_PLAIN][i] = haru->font(doc, "Courier", codepage_name(i));
		fonts[PAGE_STRONG][i] = haru->font(doc, "Courier-Bold", codepage_name(i));
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
