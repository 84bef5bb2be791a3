/* SPDX-License-Identifier: ISC */
#include "base/recipients.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"

#define HEX (2 * RECIPIENTS_PK)

static bool
is_label(const char *label, size_t n)
{
	return n >= 1 && n < RECIPIENTS_LABEL &&
		strspn(label, "abcdefghijklmnopqrstuvwxyz0123456789-") >= n;
}

/* Reads one line of n bytes into *r. Returns 0, or -1. */
static int
parse_line(const char *line, size_t n, struct recipient *r)
{
	static const uint8_t zero[RECIPIENTS_PK];
	size_t length;

	memset(r, 0, sizeof *r);
	if (n < HEX + 2 || line[HEX] != ' ' || !is_label(line + HEX + 1, n - HEX - 1))
		return -1;
	if (sodium_hex2bin(r->pk, sizeof r->pk, line, HEX, NULL, &length, NULL) != 0 ||
		length != sizeof r->pk || memcmp(r->pk, zero, sizeof zero) == 0)
		return -1;
	memcpy(r->label, line + HEX + 1, n - HEX - 1);
	r->label[n - HEX - 1] = '\0';
	return 0;
}

static bool
is_repeated(const struct recipients *all, const struct recipient *r)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (memcmp(all->list[i].pk, r->pk, RECIPIENTS_PK) == 0)
			return true;
	return false;
}

int
recipients_parse(const char *text, size_t n, struct recipients *recipients, struct fail *why)
{
	struct recipient one;
	const char *end;
	int line = 0;

	memset(recipients, 0, sizeof *recipients);
	for (; n > 0; n -= (size_t)(end - text) + 1, text = end + 1) {
		line++;
		end = memchr(text, '\n', n);
		if (end == NULL)
			return fail_set(why, _("recipients, line %d: the line has no end"), line);
		if (parse_line(text, (size_t)(end - text), &one) != 0)
			return fail_set(why,
				_("recipients, line %d: not 64 hexadecimal digits, a "
				  "blank and a label"),
				line);
		if (is_repeated(recipients, &one))
			return fail_set(why, _("recipients, line %d: the key stands there twice"), line);
		if (recipients->n == RECIPIENTS_MAX)
			return fail_set(why, _("recipients, line %d: more than %d keys"), line, RECIPIENTS_MAX);
		recipients->list[recipients->n++] = one;
	}
	if (recipients->n == 0)
		return fail_set(why, _("the list of recipients is empty"));
	return 0;
}

int
recipients_read_as(const char *folder, uid_t user, struct recipients *recipients, struct fail *why)
{
	char text[RECIPIENTS_TEXT];
	ssize_t n = -1;
	int file = -1, at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (at >= 0)
		file = file_open(at, "recipients", O_RDONLY, 1);
	if (file < 0)
		fail_errno(why, errno, _("cannot read %s/recipients"), folder);
	else if (!file_is_private_to(at, user) || !file_is_private_to(file, user))
		fail_set(why,
			_("%s/recipients could be changed by others than root and this "
			  "account; nothing is sealed to it"),
			folder);
	else if ((n = file_read_all(file, text, sizeof text)) < 0)
		fail_errno(why, errno, _("cannot read %s/recipients"), folder);
	if (file >= 0)
		close(file);
	if (at >= 0)
		close(at);
	if (n < 0)
		return -1;
	if ((size_t)n == sizeof text)
		return fail_set(why, _("%s/recipients is too long"), folder);
	return recipients_parse(text, (size_t)n, recipients, why);
}

int
recipients_read(const char *folder, struct recipients *recipients, struct fail *why)
{
	return recipients_read_as(folder, geteuid(), recipients, why);
}

size_t
recipients_print(const struct recipients *recipients, char out[static RECIPIENTS_TEXT])
{
	char hex[HEX + 1];
	size_t i, n = 0;

	out[0] = '\0';
	for (i = 0; i < recipients->n; i++) {
		sodium_bin2hex(hex, sizeof hex, recipients->list[i].pk, RECIPIENTS_PK);
		n += (size_t)snprintf(
			out + n, RECIPIENTS_TEXT - n, "%s %s\n", hex, recipients->list[i].label);
	}
	return n;
}
