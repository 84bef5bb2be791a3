/* SPDX-License-Identifier: ISC */
#include "view/view_find.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/text.h"
#include "base/wipe.h"

/* A query, folded; one with digits is a number, and its words do not count. */
struct view_find_query {
	char words[FOLD_MOST], digits[FOLD_TEXT];
	size_t length, count;
	bool valid; /* else it finds nothing */
};

/* --- the texts ------------------------------------------------------------------------------- */

/* Folds the name of a visit into out. Returns the bytes. */
static size_t
fold(const struct visit *visit, char out[static FOLD_MOST])
{
	long n = fold_text(visit->visitor.name, visit->visitor.name_len, out);

	return n < 0 ? 0 : (size_t)n;
}

/* Makes room for n bytes and the beginnings of count visits. Returns 0, or -1 without memory. */
static int
make_room(struct view_find_text *t, size_t n, size_t count)
{
	t->text = wipe_alloc(n + 1);
	t->begin = wipe_alloc((count + 1) * sizeof *t->begin);
	return t->text == NULL || t->begin == NULL ? -1 : 0;
}

/* Returns 0, or -1 without memory. */
static int
measure(struct view_find *f, const struct visit *visits, char scratch[static FOLD_MOST])
{
	size_t i, names = 0, numbers = 0;

	for (i = 0; i < f->n; i++) {
		names += fold(&visits[i], scratch);
		numbers += visits[i].visitor.phone_len;
	}
	return make_room(&f->names, names, f->n) == 0 && make_room(&f->numbers, numbers, f->n) == 0
		? 0
		: -1;
}

static void
append(struct view_find_text *t, size_t i, const char *text, size_t n)
{
	memcpy(t->text + t->begin[i], text, n);
	t->begin[i + 1] = t->begin[i] + (uint32_t)n;
}

int
view_find_begin(struct view_find *f, const struct visit *visits, size_t n)
{
	char *scratch = wipe_alloc(FOLD_MOST);
	size_t i;

	*f = (struct view_find){.n = n};
	f->set = wipe_alloc((n + 1) * sizeof *f->set);
	f->was = wipe_alloc(sizeof *f->was);
	if (scratch == NULL || f->set == NULL || f->was == NULL || measure(f, visits, scratch) != 0) {
		wipe_free(scratch);
		view_find_end(f);
		return -1;
	}
	for (i = 0; i < n; i++) {
		append(&f->names, i, scratch, fold(&visits[i], scratch));
		append(&f->numbers, i, visits[i].visitor.phone, visits[i].visitor.phone_len);
	}
	wipe_free(scratch);
	wipe_stack(); /* folding sorts decomposed letters in a buffer of its own */
	view_find_run(f, "", 0);
	return 0;
}

/* --- the query ------------------------------------------------------------------------------- */

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

static void
read_query(struct view_find_query *q, const char *query, size_t n)
{
	long length = fold_text(query, n, q->words);

	q->valid = length >= 0;
	q->length = q->valid ? (size_t)length : 0;
	q->count = q->valid ? take_digits(query, n, q->digits) : 0;
}

/* Says whether all that q finds was found with was too. */
static bool
narrows(const struct view_find_query *q, const struct view_find_query *was)
{
	if (!was->valid || (q->count > 0) != (was->count > 0))
		return false;
	if (q->count == 0)
		return q->length >= was->length && memcmp(q->words, was->words, was->length) == 0;
	/* a 0 alone is no trunk prefix */
	return q->count >= was->count && memcmp(q->digits, was->digits, was->count) == 0 &&
		(was->count > 1 || was->digits[0] != '0');
}

/* --- the search ------------------------------------------------------------------------------ */

/* As memmem, which makes itself tables at each call: that is longer than reading a name. The last
 * byte first: in most scripts the first ones are the same for all letters. */
static bool
contains(const char *text, size_t n, const char *word, size_t length)
{
	const char last = word[length - 1];
	const char *end;

	if (length > n)
		return false;
	end = text + n;
	for (text += length - 1; text < end; text++)
		if (*text == last && memcmp(text - (length - 1), word, length - 1) == 0)
			return true;
	return false;
}

/* Leaves in the set what contains one of two words; other may be NULL. */
static void
leave(struct view_find *f, const struct view_find_text *t, const char *word, size_t n,
	const char *other, size_t m)
{
	const char *text;
	size_t i, length, left = 0;
	uint32_t which;

	for (i = 0; i < f->found; i++) {
		which = f->set[i];
		text = t->text + t->begin[which];
		length = t->begin[which + 1] - t->begin[which];
		if (contains(text, length, word, n) || (other != NULL && contains(text, length, other, m)))
			f->set[left++] = which;
	}
	f->found = left;
}

/* Leaves what has all words of the n bytes at words. */
static void
leave_words(struct view_find *f, const char *words, size_t n)
{
	const char *blank;
	size_t word;

	while (n > 0) {
		blank = memchr(words, ' ', n);
		word = blank == NULL ? n : (size_t)(blank - words);
		if (word > 0)
			leave(f, &f->names, words, word, NULL, 0);
		word += word < n;
		words += word;
		n -= word;
	}
}

static void
find(struct view_find *f, const struct view_find_query *q)
{
	size_t known = 0;
	uint32_t i;

	if (!q->valid) {
		f->found = 0;
		return;
	}
	if (narrows(q, f->was)) {
		/* words before the last one are in the set already, whole */
		for (known = f->was->length; known > 0 && q->words[known - 1] != ' '; known--)
			;
	} else {
		for (i = 0; i < f->n; i++)
			f->set[i] = i;
		f->found = f->n;
	}
	if (q->count == 0)
		leave_words(f, q->words + known, q->length - known);
	else if (q->count > 1 && q->digits[0] == '0')
		leave(f, &f->numbers, q->digits, q->count, q->digits + 1, q->count - 1);
	else
		leave(f, &f->numbers, q->digits, q->count, NULL, 0);
}

/* --- the order ------------------------------------------------------------------------------- */

static int
compare_names(const void *a, const void *b, void *arg)
{
	const struct view_find_text *t = arg;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	size_t n = t->begin[i + 1] - t->begin[i], m = t->begin[j + 1] - t->begin[j];
	int rc = memcmp(t->text + t->begin[i], t->text + t->begin[j], n < m ? n : m);

	if (rc == 0 && n != m)
		rc = n < m ? -1 : 1;
	return rc != 0 ? rc : i < j ? -1 : i > j;
}

/* Sorts all, once. Returns 0, or -1 without memory. */
static int
sort(struct view_find *f)
{
	uint32_t i;

	if (f->all != NULL)
		return 0;
	f->all = wipe_alloc((f->n + 1) * sizeof *f->all);
	/* with a byte for each; whole places, or it would not begin where one may */
	f->picked = wipe_alloc((f->n + 1 + f->n / sizeof *f->picked + 1) * sizeof *f->picked);
	if (f->all == NULL || f->picked == NULL) {
		wipe_free(f->all);
		wipe_free(f->picked);
		f->all = f->picked = NULL;
		return -1;
	}
	for (i = 0; i < f->n; i++)
		f->all[i] = i;
	/* it copies places only, no names */
	qsort_r(f->all, f->n, sizeof *f->all, compare_names, &f->names);
	return 0;
}

/* Picks out of all those of the set. */
static void
pick(struct view_find *f)
{
	uint8_t *marked = (uint8_t *)(f->picked + f->n + 1);
	size_t i, n = 0;

	memset(marked, 0, f->n);
	for (i = 0; i < f->found; i++)
		marked[f->set[i]] = 1;
	for (i = 0; i < f->n; i++) {
		f->picked[n] = f->all[i];
		n += marked[f->all[i]];
	}
}

void
view_find_run(struct view_find *f, const char *query, size_t n)
{
	struct view_find_query *q = wipe_alloc(sizeof *q);

	if (q != NULL)
		read_query(q, query, n);
	if (q != NULL)
		find(f, q);
	else
		f->found = 0;
	wipe_free(f->was);
	f->was = q;
	f->order = f->set;
	if (f->by_name && sort(f) == 0) {
		pick(f);
		f->order = f->picked;
	}
	wipe_stack();
}

void
view_find_end(struct view_find *f)
{
	wipe_free(f->names.text);
	wipe_free(f->names.begin);
	wipe_free(f->numbers.text);
	wipe_free(f->numbers.begin);
	wipe_free(f->set);
	wipe_free(f->all);
	wipe_free(f->picked);
	wipe_free(f->was);
	*f = (struct view_find){.n = 0};
}
