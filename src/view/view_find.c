/* SPDX-License-Identifier: ISC */
#include "view/view_find.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/text.h"
#include "base/wipe.h"

#define BETWEEN '\n' /* a name's end: no name holds it, no word either */

/* Folds the name of a visit into out. Returns the bytes. */
static size_t
fold(const struct visit *visit, char out[static FOLD_MOST])
{
	long n = fold_text(visit->visitor.name, visit->visitor.name_len, out);

	return n < 0 ? 0 : (size_t)n;
}

/* How many bytes all visits take. */
static size_t
measure(const struct visit *visits, size_t n, char scratch[static FOLD_MOST])
{
	size_t i, sum = 1;

	for (i = 0; i < n; i++)
		sum += fold(&visits[i], scratch) + 1 + visits[i].visitor.phone_len;
	return sum;
}

static void
fill(struct view_find *f, const struct visit *visits, char scratch[static FOLD_MOST])
{
	const struct visitor *visitor;
	size_t i, n, at = 0;

	for (i = 0; i < f->n; i++) {
		visitor = &visits[i].visitor;
		f->begin[i] = (uint32_t)at;
		n = fold(&visits[i], scratch);
		memcpy(f->text + at, scratch, n);
		at += n;
		f->text[at++] = BETWEEN;
		memcpy(f->text + at, visitor->phone, visitor->phone_len);
		at += visitor->phone_len;
	}
	f->begin[f->n] = (uint32_t)at;
}

int
view_find_begin(struct view_find *f, const struct visit *visits, size_t n)
{
	char *scratch = wipe_alloc(FOLD_MOST);

	*f = (struct view_find){.n = n};
	if (scratch != NULL)
		f->text = wipe_alloc(measure(visits, n, scratch));
	f->begin = calloc(n + 1, sizeof *f->begin);
	f->order = calloc(n + 1, sizeof *f->order);
	if (f->text == NULL || f->begin == NULL || f->order == NULL) {
		wipe_free(scratch);
		view_find_end(f);
		return -1;
	}
	fill(f, visits, scratch);
	wipe_free(scratch);
	wipe_stack(); /* folding sorts decomposed letters in a buffer of its own */
	view_find_run(f, "", 0);
	return 0;
}

/* Takes the digits of a query that is a number. Returns their count, 0 when it is none. */
static size_t
take_digits(const char *query, size_t n, char digits[static FOLD_TEXT])
{
	size_t i, count = 0;

	if (n > FOLD_TEXT)
		return 0;
	for (i = 0; i < n; i++) {
		if (query[i] >= '0' && query[i] <= '9')
			digits[count++] = query[i];
		else if (memchr(" +-/().", query[i], 7) == NULL)
			return 0;
	}
	return count;
}

static bool
has_digits(const char *number, size_t n, const char *digits, size_t count)
{
	if (memmem(number, n, digits, count) != NULL)
		return true;
	return count > 1 && digits[0] == '0' && memmem(number, n, digits + 1, count - 1) != NULL;
}

static bool
has_words(const char *name, size_t n, const char *words, size_t length)
{
	const char *blank;
	size_t word;

	while (length > 0) {
		blank = memchr(words, ' ', length);
		word = blank == NULL ? length : (size_t)(blank - words);
		if (word > 0 && memmem(name, n, words, word) == NULL)
			return false;
		word += word < length;
		words += word;
		length -= word;
	}
	return true;
}

static int
compare_names(const void *a, const void *b, void *arg)
{
	const struct view_find *f = arg;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	size_t n = f->begin[i + 1] - f->begin[i], m = f->begin[j + 1] - f->begin[j];
	int rc = memcmp(f->text + f->begin[i], f->text + f->begin[j], n < m ? n : m);

	return rc != 0 ? rc : i < j ? -1 : i > j;
}

void
view_find_run(struct view_find *f, const char *query, size_t n)
{
	char *words = wipe_alloc(FOLD_MOST + FOLD_TEXT), *digits = words + FOLD_MOST;
	const char *name, *number;
	size_t count, size;
	long length = -1;
	uint32_t i;

	f->found = 0;
	if (words != NULL)
		length = fold_text(query, n, words);
	count = words != NULL ? take_digits(query, n, digits) : 0;
	for (i = 0; length >= 0 && i < f->n; i++) {
		name = f->text + f->begin[i];
		size = f->begin[i + 1] - f->begin[i];
		number = memchr(name, BETWEEN, size);
		if (count > 0 ? has_digits(number, (size_t)(name + size - number), digits, count)
					  : has_words(name, (size_t)(number - name), words, (size_t)length))
			f->order[f->found++] = i;
	}
	if (f->by_name)
		qsort_r(f->order, f->found, sizeof *f->order, compare_names, f);
	wipe_free(words);
	wipe_stack();
}

void
view_find_end(struct view_find *f)
{
	wipe_free(f->text);
	free(f->begin);
	free(f->order);
	*f = (struct view_find){.n = 0};
}
