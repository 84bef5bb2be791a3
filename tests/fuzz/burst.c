/* SPDX-License-Identifier: ISC */
#include "fuzz/burst.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* A text that is being written. */
struct line {
	char *out;
	size_t n;
};

void
burst_start(struct burst_source *source, uint64_t seed)
{
	memset(source, 0, sizeof *source);
	source->state = seed * 0x9E3779B97F4A7C15u + 1;
	if (source->state == 0)
		source->state = 1;
}

void
burst_add_key(struct burst_source *source, const char *sequence)
{
	size_t most = sizeof source->keys / sizeof source->keys[0];

	if (sequence != NULL && sequence != (const char *)-1 && source->key_count < most)
		source->keys[source->key_count++] = sequence;
}

unsigned
burst_number(struct burst_source *source, unsigned below)
{
	/* xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators") */
	source->state ^= source->state >> 12;
	source->state ^= source->state << 25;
	source->state ^= source->state >> 27;
	return (unsigned)((source->state * 0x2545F4914F6CDD1Du >> 33) % below);
}

static void
add(struct line *line, const char *bytes, size_t n)
{
	if (n > BURST_MOST - line->n)
		return;
	memcpy(line->out + line->n, bytes, n);
	line->n += n;
}

static void
add_text(struct line *line, const char *text)
{
	add(line, text, strlen(text));
}

static void
add_byte(struct line *line, unsigned byte)
{
	char c = (char)byte;

	add(line, &c, 1);
}

static void
add_bytes(struct burst_source *source, struct line *line)
{
	unsigned n = 1 + burst_number(source, burst_number(source, 8) == 0 ? 200 : 12);

	while (n-- > 0)
		add_byte(line, burst_number(source, 256));
}

/* Blocks of Unicode whose letters behave differently: marks, joiners, jamo, wide, right to left,
 * outside the first plane, unassigned, private and format characters. */
static void
add_letters(struct burst_source *source, struct line *line)
{
	static const struct {
		uint32_t first, last;
	} blocks[] = {{0x20, 0x7E}, {0xA0, 0x17F}, {0x300, 0x36F}, {0x370, 0x52F}, {0x590, 0x6FF},
		{0x900, 0x97F}, {0xE00, 0xE7F}, {0x1100, 0x11FF}, {0x1E00, 0x1EFF}, {0x2000, 0x206F},
		{0x3040, 0x30FF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}, {0xD7A4, 0xE0FF}, {0xFE00, 0xFEFF},
		{0x1F1E6, 0x1F64F}, {0x10000, 0x1FFFF}, {0xE0000, 0x10FFFF}};
	unsigned block = burst_number(source, sizeof blocks / sizeof blocks[0]);
	unsigned n = 1 + burst_number(source, burst_number(source, 6) == 0 ? 60 : 8);
	char bytes[4];
	uint32_t uc;

	while (n-- > 0) {
		if (burst_number(source, 5) == 0)
			block = burst_number(source, sizeof blocks / sizeof blocks[0]);
		uc = blocks[block].first +
			burst_number(source, blocks[block].last - blocks[block].first + 1);
		add(line, bytes, text_encode(uc, bytes));
	}
}

static void
add_key(struct burst_source *source, struct line *line)
{
	static const char *const plain[] = {"\r", "\n", "\t", "\033", "\177", "\b", " ", "1", "2", "3",
		"\033[Z", "\033[1;5C", "\033[1;5D", "\033OQ", "\033OR", "\033[3~"};
	unsigned n = 1 + burst_number(source, 4), i;

	while (n-- > 0) {
		i = burst_number(source, (unsigned)(source->key_count + sizeof plain / sizeof plain[0]));
		if (i < source->key_count)
			add_text(line, source->keys[i]);
		else
			add_text(line, plain[i - source->key_count]);
	}
}

/* A control sequence, mostly well-formed: ESC [ or ESC O, parameters, a final byte. */
static void
add_sequence(struct burst_source *source, struct line *line)
{
	static const char letters[] = "0123456789;;:<=>? !\"#$";
	unsigned n = burst_number(source, burst_number(source, 10) == 0 ? 80 : 9);

	add_text(line, burst_number(source, 4) == 0 ? "\033O" : "\033[");
	while (n-- > 0)
		add_byte(line, (unsigned char)letters[burst_number(source, sizeof letters - 1)]);
	if (burst_number(source, 8) != 0)
		add_byte(line, '@' + burst_number(source, 63));
}

/* Other strings that terminals send or take: OSC, DCS, APC, with or without their end. */
static void
add_string(struct burst_source *source, struct line *line)
{
	static const char *const begins[] = {
		"\033]", "\033P", "\033_", "\033^", "\033X", "\233", "\033"};
	static const char *const ends[] = {"\a", "\033\\", "\234", ""};

	add_text(line, begins[burst_number(source, sizeof begins / sizeof begins[0])]);
	add_bytes(source, line);
	add_text(line, ends[burst_number(source, sizeof ends / sizeof ends[0])]);
}

static void
add_paste(struct burst_source *source, struct line *line)
{
	if (burst_number(source, 6) != 0)
		add_text(line, "\033[200~");
	add_letters(source, line);
	if (burst_number(source, 3) == 0)
		add_text(line, "\r");
	if (burst_number(source, 3) == 0)
		add_bytes(source, line);
	if (burst_number(source, 6) != 0)
		add_text(line, "\033[201~");
}

static void
add_mouse(struct burst_source *source, struct line *line)
{
	char report[64];

	if (burst_number(source, 5) == 0) { /* the old form: three bytes */
		add_text(line, "\033[M");
		add_byte(line, 32 + burst_number(source, 4));
		add_byte(line, 33 + burst_number(source, 100));
		add_byte(line, 33 + burst_number(source, 40));
		return;
	}
	snprintf(report, sizeof report, "\033[<%u;%u;%u%c",
		burst_number(source, 3) == 0 ? burst_number(source, 70) : 0, burst_number(source, 130),
		burst_number(source, 45), burst_number(source, 4) == 0 ? 'm' : 'M');
	add_text(line, report);
}

/* What visitors type, in the order of no visitor. */
static void
add_sense(struct burst_source *source, struct line *line)
{
	static const char *const names[] = {"Zo\303\253\r", "Nguye\314\202\314\203n\r", "O'Brien\r",
		"\346\235\216\345\260\217\351\276\215\r", "\331\205\330\255\331\205\330\257\r", "-\r"};
	static const char *const numbers[] = {"0612345678\r", "+32 470 12 34 56\r", "0049301234567\r",
		"+1 (201) 555-0123\r", "112\r", "06\r", "0470123456\r\r"};
	static const char *const ways[] = {"\r", "\r\r", "2", "3", "\t\r", "\033", "\033[B\r", "\025"};

	unsigned erased = 0;

	if (burst_number(source, 3) == 0) /* what was there is taken back first */
		erased = 100 + burst_number(source, 100);
	for (; erased > 0; erased--)
		add_byte(line, 127);
	switch (burst_number(source, 8)) {
	case 0:
		add_text(line, names[burst_number(source, sizeof names / sizeof names[0])]);
		break;
	case 1:
	case 2:
		add_text(line, numbers[burst_number(source, sizeof numbers / sizeof numbers[0])]);
		break;
	case 3:
		if (source->code != NULL) {
			add_text(line, source->code);
			add_text(line, "\r");
			break;
		}
		add_text(line, ways[burst_number(source, sizeof ways / sizeof ways[0])]);
		break;
	default:
		add_text(line, ways[burst_number(source, sizeof ways / sizeof ways[0])]);
	}
}

size_t
burst_make(struct burst_source *source, char out[static BURST_MOST])
{
	static void (*const kinds[])(struct burst_source *, struct line *) = {add_bytes, add_bytes,
		add_letters, add_letters, add_key, add_key, add_key, add_sequence, add_string, add_paste,
		add_mouse, add_sense, add_sense, add_sense, add_sense};
	struct line line = {out, 0};

	do
		kinds[burst_number(source, sizeof kinds / sizeof kinds[0])](source, &line);
	while (line.n == 0 || burst_number(source, 6) == 0);
	return line.n;
}
