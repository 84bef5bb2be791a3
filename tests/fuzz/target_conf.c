/* SPDX-License-Identifier: ISC */
/* The configuration. What is taken lies within the bounds of welkom.conf(5), and nothing was passed
 * over without a word. */
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/nls.h"
#include "base/text.h"
#include "fuzz/ground.h"
#include "fuzz/target.h"

static int
is_text(const char *value, size_t most)
{
	size_t at = 0, used = 0, n = strlen(value);
	uint32_t uc;

	for (; at < n; at += used)
		if ((used = text_decode(value + at, n - at, &uc)) == 0 || !text_is_allowed(uc))
			return 0;
	return n <= most;
}

static void
check_bounds(const struct conf *c)
{
	TARGET_MUST(c->state_dir[0] == '/' && is_text(c->state_dir, CONF_VALUE - 1));
	TARGET_MUST(c->retention_days >= 1 && c->retention_days <= 14);
	TARGET_MUST(is_text(c->organisation, 40) && is_text(c->contact, 100));
	TARGET_MUST(is_text(c->officer, 100) && is_text(c->health_authority_phone, 40));
	TARGET_MUST(is_text(c->url, 100) && is_text(c->house_rules, 100));
	TARGET_MUST(c->basis >= CONF_BASIS_UNSET && c->basis <= CONF_PUBLIC_TASK);
	TARGET_MUST((c->review_by[0] == '\0') == (c->review_time == 0));
	TARGET_MUST(c->review_by[0] == '\0' || strlen(c->review_by) == strlen("2026-05-31"));
	TARGET_MUST(c->review_time >= 0);
	TARGET_MUST(nls_speaks(c->language));
	TARGET_MUST(strlen(c->calling_code) <= 3 &&
		strspn(c->calling_code, "0123456789") == strlen(c->calling_code));
	TARGET_MUST(c->idle_seconds >= 20 && c->idle_seconds <= 600);
	TARGET_MUST(c->staff_key == 0 || (c->staff_key >= 5 && c->staff_key <= 12));
	TARGET_MUST(conf_basis_name(c->basis) != NULL);
}

/* How many lines are neither empty nor a comment: each must have been read as something. */
static size_t
count_lines(const char *text, size_t n)
{
	size_t i, lines = 0;
	int begun = 0;

	for (i = 0; i < n; i++) {
		if (text[i] == '\n')
			begun = 0;
		else if (begun == 0 && strchr(" \t\r\f\v", text[i]) == NULL)
			lines += (begun = 1);
	}
	return lines;
}

int
target_conf(const uint8_t *data, size_t n)
{
	struct fail why = {{0}};
	struct conf conf;
	int rc = conf_read(&conf, ground_file(data, n), &why);

	if (rc != 0) {
		TARGET_MUST(why.text[0] != '\0');
		return 0;
	}
	check_bounds(&conf);
	/* a text with a NUL in it is none: what stands behind would be passed over */
	TARGET_MUST(n == 0 || memchr(data, '\0', n) == NULL);
	return count_lines((const char *)data, n) > 0;
}
