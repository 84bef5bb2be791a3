/* SPDX-License-Identifier: ISC */
#include "ui/accents.h"

#include <string.h>

#include "base/letter.h"
#include "base/text.h"

/* The letters of a language that a US keyboard has not, the most frequent first. */
static const struct {
	const char *language, *letters;
} own[] = {
	{"nl", "ëéïèóüêçöáËÉÏÈÓÜÊÇÖÁ"},
	{"fr", "éèêàâçëîïôùûüÿœæÉÈÊÀÂÇËÎÏÔÙÛÜŸŒÆ"},
	{"de", "äöüßÄÖÜẞ"},
	{"pl", "łąęśżćńóźŁĄĘŚŻĆŃÓŹ"},
};

/* Letters that Unicode does not decompose, beside the plain letter people look for them under. */
static const struct {
	char base;
	uint16_t form;
} others[] = {
	{'a', 0x00E6},
	{'A', 0x00C6},
	{'d', 0x0111},
	{'D', 0x0110},
	{'d', 0x00F0},
	{'D', 0x00D0},
	{'e', 0x0259},
	{'E', 0x018F},
	{'h', 0x0127},
	{'H', 0x0126},
	{'i', 0x0131},
	{'l', 0x0142},
	{'L', 0x0141},
	{'n', 0x014B},
	{'N', 0x014A},
	{'o', 0x00F8},
	{'O', 0x00D8},
	{'o', 0x0153},
	{'O', 0x0152},
	{'s', 0x00DF},
	{'S', 0x1E9E},
	{'t', 0x00FE},
	{'T', 0x00DE},
	{'t', 0x0167},
	{'T', 0x0166},
};

/* Where accented Latin letters are, the common ones first: Latin-1, Latin Extended-A, the horn of
 * Vietnamese, Vietnamese, the rest. */
static const struct {
	uint16_t first, last;
} ranges[] = {{0x00C0, 0x00FF}, {0x0100, 0x017F}, {0x01A0, 0x01B0}, {0x1EA0, 0x1EF9},
	{0x0180, 0x019F}, {0x01B1, 0x024F}, {0x1E00, 0x1E9F}};

/* The letter without its marks. */
static uint32_t
base_of(uint32_t uc)
{
	size_t i;

	for (i = 0; i < sizeof others / sizeof others[0]; i++)
		if (others[i].form == uc)
			return (uint32_t)others[i].base;
	return letter_base(uc);
}

static void
add(struct accents *accents, uint32_t form, uint32_t letter)
{
	size_t i;

	if (form == letter || accents->n == ACCENTS_MOST)
		return;
	for (i = 0; i < accents->n; i++)
		if (accents->forms[i] == form)
			return;
	accents->forms[accents->n++] = form;
}

static void
add_own(struct accents *accents, const char *language, uint32_t base, uint32_t letter)
{
	const char *at;
	uint32_t form;
	size_t i, n;

	for (i = 0; i < sizeof own / sizeof own[0]; i++) {
		if (language == NULL || strcmp(own[i].language, language) != 0)
			continue;
		for (at = own[i].letters; *at != '\0'; at += n) {
			n = text_decode(at, strlen(at), &form);
			if (base_of(form) == base)
				add(accents, form, letter);
		}
	}
}

static char
label(size_t i)
{
	return (char)(i < 9 ? '1' + i : 'a' + (i - 9));
}

static void
write_text(struct accents *accents)
{
	char *out = accents->text;
	size_t i;

	for (i = 0; i < accents->n; i++) {
		if (i > 0)
			*out++ = ' ';
		*out++ = label(i);
		out += text_encode(accents->forms[i], out);
	}
	*out = '\0';
}

void
accents_of(const char *letter, size_t n, const char *language, struct accents *accents)
{
	uint32_t uc, base, form;
	size_t i;

	memset(accents, 0, sizeof *accents);
	if (n == 0 || text_decode(letter, n, &uc) == 0)
		return;
	base = base_of(uc);
	add_own(accents, language, base, uc);
	for (i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
		for (form = ranges[i].first; form <= ranges[i].last; form++)
			if (form != base && base_of(form) == base)
				add(accents, form, uc);
	}
	if (accents->n > 0 && base != uc) {
		/* back to the plain letter: always within reach */
		if (accents->n == ACCENTS_MOST)
			accents->n--;
		add(accents, base, uc);
	}
	write_text(accents);
}

uint32_t
accents_choose(const struct accents *accents, uint32_t ch)
{
	size_t i;

	for (i = 0; i < accents->n; i++)
		if ((uint32_t)label(i) == ch)
			return accents->forms[i];
	return 0;
}
