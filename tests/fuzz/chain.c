/* SPDX-License-Identifier: ISC */
#include "fuzz/chain.h"

#include <sodium.h>
#include <string.h>

#include "register/ledgerline.h"

#define FIRST_TIME 1764590400 /* 2025-12-01T12:00:00Z */
#define TAIL (3 + 2 * LEDGER_HASH + 1)

/* What has been made so far. */
struct chain {
	char *out;
	size_t n, torn; /* bytes, and from where on nothing was hashed */
	struct ledger_head head;
};

static void
add(struct chain *c, const char *text, size_t n)
{
	if (n > CHAIN_MOST - c->n)
		n = CHAIN_MOST - c->n;
	memcpy(c->out + c->n, text, n);
	c->n += n;
}

/* As the programs write it: "what", a tab, fields. */
static void
add_ours(struct chain *c, const char *text, size_t n)
{
	char copy[LEDGER_FIELDS] = "", line[LEDGERLINE_MOST], *fields;

	memcpy(copy, text, n < sizeof copy - 1 ? n : sizeof copy - 1);
	fields = strchr(copy, '\t');
	if (fields != NULL)
		*fields++ = '\0';
	n = ledgerline_make(&c->head, FIRST_TIME + (int64_t)c->head.n, copy,
		fields == NULL ? "" : fields, c->out + c->torn, c->n - c->torn, line);
	add(c, line, n);
	c->torn = c->n;
}

/* A line of any form, whose hash is right. */
static void
add_hashed(struct chain *c, const char *text, size_t n, int with_torn)
{
	char hex[2 * LEDGER_HASH + 1];
	crypto_generichash_state state;
	size_t begin = with_torn ? c->torn : c->n;

	if (n + TAIL > CHAIN_MOST - c->n)
		return;
	add(c, text, n);
	crypto_generichash_init(&state, NULL, 0, LEDGER_HASH);
	crypto_generichash_update(&state, c->head.h, LEDGER_HASH);
	crypto_generichash_update(&state, (const uint8_t *)c->out + begin, c->n - begin);
	crypto_generichash_final(&state, c->head.h, LEDGER_HASH);
	c->head.n++;
	sodium_bin2hex(hex, sizeof hex, c->head.h, LEDGER_HASH);
	add(c, "\th=", 3);
	add(c, hex, sizeof hex - 1);
	add(c, "\n", 1);
	c->torn = c->n;
}

size_t
chain_make(const uint8_t *data, size_t n, char out[static CHAIN_MOST])
{
	struct chain c = {.out = out};
	const char *at = (const char *)data, *end, *stop = at + n;

	for (; at < stop; at = end + 1) {
		end = memchr(at, '\n', (size_t)(stop - at));
		if (end == NULL)
			end = stop;
		if (*at == '+')
			add_ours(&c, at + 1, (size_t)(end - at) - 1);
		else if (*at == '=' || *at == '~')
			add_hashed(&c, at + 1, (size_t)(end - at) - 1, *at == '~');
		else
			add(&c, at, (size_t)(end - at) + (end < stop));
	}
	return c.n;
}
