/* SPDX-License-Identifier: ISC */
#include "ui/sequence.h"

#define NUMBERS 3

static struct keys_event
simple(enum keys_kind kind)
{
	return (struct keys_event){.kind = kind};
}

/* Reads up to NUMBERS numbers between semicolons; what is no number counts as 0. Returns how many. */
static int
read_numbers(const char *params, size_t n, int numbers[static NUMBERS])
{
	int count = 0;
	size_t i;

	for (i = 0; i < NUMBERS; i++)
		numbers[i] = 0;
	for (i = 0; i < n && count < NUMBERS; i++) {
		if (params[i] == ';')
			count++;
		else if (params[i] >= '0' && params[i] <= '9' && numbers[count] < 10000)
			numbers[count] = numbers[count] * 10 + params[i] - '0';
	}
	return count < NUMBERS ? count + 1 : NUMBERS;
}

/* A press of the first button, as the mouse reports it (SGR, mode 1006). */
static struct keys_event
click(const int numbers[static NUMBERS])
{
	if (numbers[0] != 0 || numbers[1] < 1 || numbers[2] < 1)
		return simple(KEYS_NOTHING);
	return (struct keys_event){.kind = KEYS_CLICK, .column = numbers[1] - 1, .row = numbers[2] - 1};
}

static struct keys_event
tilde(int number)
{
	switch (number) {
	case 1:
	case 7:
		return simple(KEYS_HOME);
	case 3:
		return simple(KEYS_DELETE);
	case 4:
	case 8:
		return simple(KEYS_END);
	case 5:
		return simple(KEYS_PAGE_UP);
	case 6:
		return simple(KEYS_PAGE_DOWN);
	case 200:
		return simple(KEYS_PASTE);
	case 201:
		return simple(KEYS_PASTED);
	default:
		return simple(KEYS_NOTHING);
	}
}

struct keys_event
sequence_event(const char *params, size_t n, char final)
{
	int numbers[NUMBERS], count = read_numbers(params, n, numbers);
	int modifier = count > 1 ? numbers[1] : numbers[0]; /* 1 + Shift 1, Alt 2, Ctrl 4 */
	bool word = modifier == 3 || modifier >= 5;

	if (n > 0 && params[0] == '<')
		return final == 'M' && count == NUMBERS ? click(numbers) : simple(KEYS_NOTHING);
	switch (final) {
	case 'A':
		return simple(KEYS_UP);
	case 'B':
		return simple(KEYS_DOWN);
	case 'C':
		return simple(word ? KEYS_WORD_RIGHT : KEYS_RIGHT);
	case 'D':
		return simple(word ? KEYS_WORD_LEFT : KEYS_LEFT);
	case 'H':
		return simple(KEYS_HOME);
	case 'F':
		return simple(KEYS_END);
	case 'Z':
		return simple(KEYS_PREVIOUS);
	case '~':
		return tilde(numbers[0]);
	default:
		return simple(KEYS_NOTHING);
	}
}
