/* SPDX-License-Identifier: ISC */
#include "ui/accents.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unicase.h>

#include <cmocka.h>

#include "base/letter.h"
#include "base/text.h"

static const char *const languages[] = {"en", "nl", "fr", "de", "pl", NULL};

/* The letters of alphabets that a US keyboard has not, under the key that a person would press. */
static const struct {
	const char *plain, *letters;
} alphabets[] = {
	/* Polish */
	{"a", "ą"},
	{"c", "ć"},
	{"e", "ę"},
	{"l", "ł"},
	{"n", "ń"},
	{"o", "ó"},
	{"s", "ś"},
	{"z", "źż"},
	/* Czech and Slovak */
	{"a", "áä"},
	{"c", "č"},
	{"d", "ď"},
	{"e", "éě"},
	{"i", "í"},
	{"l", "ĺľ"},
	{"n", "ň"},
	{"o", "óô"},
	{"r", "řŕ"},
	{"s", "š"},
	{"t", "ť"},
	{"u", "úů"},
	{"y", "ý"},
	{"z", "ž"},
	/* Turkish: the capital of ı is I */
	{"c", "ç"},
	{"g", "ğ"},
	{"o", "ö"},
	{"s", "ş"},
	{"u", "üû"},
	{"a", "â"},
	{"i", "î"},
	/* Icelandic */
	{"a", "áæ"},
	{"d", "ð"},
	{"e", "é"},
	{"i", "í"},
	{"o", "óö"},
	{"t", "þ"},
	{"u", "ú"},
	{"y", "ý"},
	/* Romanian, with a comma below, and the cedilla of older texts */
	{"a", "ăâ"},
	{"i", "î"},
	{"s", "șş"},
	{"t", "țţ"},
	/* Vietnamese */
	{"a", "àáảãạăằắẳẵặâầấẩẫậ"},
	{"d", "đ"},
	{"e", "èéẻẽẹêềếểễệ"},
	{"i", "ìíỉĩị"},
	{"o", "òóỏõọôồốổỗộơờớởỡợ"},
	{"u", "ùúủũụưừứửữự"},
	{"y", "ỳýỷỹỵ"},
	/* Scandinavian, French, German, Hungarian, Baltic */
	{"a", "åæäā"},
	{"o", "øöœőõ"},
	{"e", "ëėē"},
	{"y", "ÿ"},
	{"u", "űūų"},
	{"s", "ß"},
	{"k", "ķ"},
	{"g", "ģ"},
	{"l", "ļ"},
	{"n", "ñņ"},
	{"i", "ïīį"},
};

/* What is offered for the letter that text begins with. */
static struct accents
offered(const char *text, const char *language)
{
	struct accents accents;

	memset(&accents, 0xFF, sizeof accents);
	accents_of(text, strlen(text), language, &accents);
	return accents;
}

/* Says whether one of the 35 labels chooses letter. */
static bool
reaches(const struct accents *accents, uint32_t letter)
{
	const char *at;

	for (at = "123456789abcdefghijklmnopqrstuvwxyz"; *at != '\0'; at++)
		if (accents_choose(accents, (uint32_t)(unsigned char)*at) == letter)
			return true;
	return false;
}

static void
the_language_comes_first(void **state)
{
	struct accents accents = offered("e", "nl");

	(void)state;
	assert_memory_equal(accents.text, "1ë 2é 3è 4ê", strlen("1ë 2é 3è 4ê"));
	accents = offered("e", "pl");
	assert_memory_equal(accents.text, "1ę ", strlen("1ę "));
	accents = offered("Z", "pl");
	assert_memory_equal(accents.text, "1Ż 2Ź ", strlen("1Ż 2Ź "));
	accents = offered("s", "de");
	assert_memory_equal(accents.text, "1ß ", strlen("1ß "));
	/* without own letters, or without a language: by how common they are */
	accents = offered("a", "en");
	assert_memory_equal(accents.text, "1à 2á 3â 4ã 5ä 6å 7æ 8ā", strlen("1à 2á 3â 4ã 5ä 6å 7æ 8ā"));
	accents = offered("n", NULL);
	assert_memory_equal(accents.text, "1ñ ", strlen("1ñ "));
}

/* A mark that follows belongs to the letter and is not looked at. */
static void
only_the_first_letter_counts(void **state)
{
	struct accents one = offered("m", "nl"), more = offered("m\u0303x", "nl");

	(void)state;
	assert_true(one.n > 0);
	assert_memory_equal(&one, &more, sizeof one);
}

static void
the_plain_letter_is_offered_back(void **state)
{
	static const struct {
		const char *letter;
		uint32_t plain;
	} table[] = {
		{"é", 'e'}, {"Ł", 'L'}, {"ễ", 'e'}, {"þ", 't'}, {"Æ", 'A'}, {"ı", 'i'}, {"ợ", 'o'}};
	size_t i, j;

	(void)state;
	for (j = 0; languages[j] != NULL; j++) {
		for (i = 0; i < sizeof table / sizeof table[0]; i++) {
			struct accents accents = offered(table[i].letter, languages[j]);
			uint32_t own;

			text_decode(table[i].letter, strlen(table[i].letter), &own);
			assert_true(reaches(&accents, table[i].plain));
			assert_false(reaches(&accents, own));
		}
		assert_false(reaches(&(struct accents){0}, 'e'));
	}
}

/* As many labels as forms, each its own, in the case of the letter. */
static void
forms_are_unique_and_keep_their_case(void **state)
{
	struct accents accents;
	size_t i, j, k;
	uint32_t ch;
	char letter[2] = "";

	(void)state;
	for (k = 0; languages[k] != NULL; k++) {
		for (ch = 'A'; ch <= 'z'; ch++) {
			if (!isalpha((int)ch))
				continue;
			letter[0] = (char)ch;
			accents = offered(letter, languages[k]);
			assert_in_range(accents.n, 0, ACCENTS_MOST);
			for (i = 0; i < accents.n; i++) {
				assert_true(reaches(&accents, accents.forms[i]));
				assert_int_not_equal(accents.forms[i], ch);
				/* by Unicode's own tables: some small ones have no capital */
				assert_int_equal(accents.forms[i],
					islower((int)ch) ? uc_tolower(accents.forms[i]) : uc_toupper(accents.forms[i]));
				for (j = 0; j < i; j++)
					assert_int_not_equal(accents.forms[i], accents.forms[j]);
			}
		}
	}
}

/* Three keys a letter: the plain one, F4, a label. */
static void
every_alphabet_is_reached(void **state)
{
	size_t i, j, n, count = 0;
	const char *at;
	uint32_t form;

	(void)state;
	for (j = 0; languages[j] != NULL; j++) {
		for (i = 0; i < sizeof alphabets / sizeof alphabets[0]; i++) {
			char capital[2] = {(char)toupper((unsigned char)alphabets[i].plain[0]), '\0'};
			struct accents small = offered(alphabets[i].plain, languages[j]);
			struct accents large = offered(capital, languages[j]);

			for (at = alphabets[i].letters; *at != '\0'; at += n, count++) {
				n = text_decode(at, strlen(at), &form);
				if (!reaches(&small, form))
					fail_msg("%.*s is not offered for %s in %s", (int)n, at, alphabets[i].plain,
						languages[j]);
				form = form == 0xDF ? 0x1E9E : letter_capital(form);
				if (!reaches(&large, form))
					fail_msg("the capital of %.*s is not offered in %s", (int)n, at, languages[j]);
			}
		}
		/* of Turkish the two that change places */
		assert_true(reaches(&(struct accents[]){offered("i", languages[j])}[0], 0x131));
		assert_true(reaches(&(struct accents[]){offered("I", languages[j])}[0], 0x130));
	}
	assert_true(count > 600);
}

static void
nothing_for_what_has_no_accents(void **state)
{
	static const char *const texts[] = {"5", "0", " ", "-", "'", "王", "한", "ж", "ά", "ش",
		"q\u0301", "\U0001F468", "\xC3", "\xFF", ""};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct accents accents = offered(texts[i], "nl");

		assert_int_equal(accents.n, 0);
		assert_string_equal(accents.text, "");
		assert_int_equal(accents_choose(&accents, '1'), 0);
	}
}

static void
other_keys_choose_nothing(void **state)
{
	struct accents accents = offered("l", "pl");
	uint32_t ch;

	(void)state;
	assert_in_range(accents.n, 2, 20);
	for (ch = 0; ch < 0x200; ch++)
		if (!(ch >= '1' && ch <= '9') && !(ch >= 'a' && ch <= 'z'))
			assert_int_equal(accents_choose(&accents, ch), 0);
	assert_int_equal(accents_choose(&accents, 'z'), 0);
	assert_int_equal(accents_choose(&accents, '0'), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_language_comes_first),
		cmocka_unit_test(only_the_first_letter_counts),
		cmocka_unit_test(the_plain_letter_is_offered_back),
		cmocka_unit_test(forms_are_unique_and_keep_their_case),
		cmocka_unit_test(every_alphabet_is_reached),
		cmocka_unit_test(nothing_for_what_has_no_accents),
		cmocka_unit_test(other_keys_choose_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
