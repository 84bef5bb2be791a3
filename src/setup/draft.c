/* SPDX-License-Identifier: ISC */
#include "setup/draft.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"

/* The text of a file under construction. */
struct text {
	char *out;
	size_t n;
};

static void __attribute__((format(printf, 2, 3))) add(struct text *text, const char *format, ...)
{
	size_t room = DRAFT_TEXT - text->n;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(text->out + text->n, room, format, args);
	va_end(args);
	/* once something did not fit, the text stays full */
	text->n += n < 0 || (size_t)n >= room ? room - 1 : (size_t)n;
}

static void
add_value(struct text *text, const char *name, const char *value)
{
	if (*value == '\0')
		add(text, "# %s =\n", name);
	else
		add(text, "%s = %s\n", name, value);
}

size_t
draft_print(const struct conf *conf, char out[static DRAFT_TEXT])
{
	struct text text = {.out = out};

	add(&text, "# The visitor register of this place; see welkom.conf(5).\n\n");
	add(&text, "[register]\n");
	add_value(&text, "state_dir", conf->state_dir);
	add(&text, "\n[controller]\n");
	add_value(&text, "organisation", conf->organisation);
	add_value(&text, "contact", conf->contact);
	add_value(&text, "officer", conf->officer);
	add_value(&text, "url", conf->url);
	add(&text, "# consent, legitimate-interest or public-task\n");
	add_value(&text, "basis", conf_basis_name(conf->basis));
	add(&text, "# YYYY-MM-DD, at most 12 months ahead\n");
	add_value(&text, "review_by", conf->review_by);
	add(&text, "\n[kiosk]\n");
	add_value(&text, "language", conf->language);
	add(&text, "# of the country, without zeros, for numbers that begin with 0\n");
	add_value(&text, "calling_code", conf->calling_code);
	if (conf->idle_seconds != 0)
		add(&text, "idle_seconds = %ld\n", conf->idle_seconds);
	if (conf->staff_key != 0)
		add(&text, "staff_key = F%ld\n", conf->staff_key);
	if (conf->demo)
		add(&text, "demo = yes\n");
	return text.n >= DRAFT_TEXT - 1 ? 0 : text.n;
}

/* Says whether read has what wanted says, or the reader's own choice where that is silent. */
static bool
is_same(const struct conf *wanted, const struct conf *read)
{
	return strcmp(wanted->state_dir, read->state_dir) == 0 &&
		strcmp(wanted->organisation, read->organisation) == 0 &&
		strcmp(wanted->contact, read->contact) == 0 &&
		strcmp(wanted->officer, read->officer) == 0 && strcmp(wanted->url, read->url) == 0 &&
		wanted->basis == read->basis && strcmp(wanted->review_by, read->review_by) == 0 &&
		(*wanted->language == '\0' || strcmp(wanted->language, read->language) == 0) &&
		strcmp(wanted->calling_code, read->calling_code) == 0 &&
		(wanted->idle_seconds == 0 || wanted->idle_seconds == read->idle_seconds) &&
		wanted->staff_key == read->staff_key && wanted->demo == read->demo;
}

int
draft_check(const struct conf *conf, struct fail *why)
{
	char text[DRAFT_TEXT], path[48];
	struct conf *read = NULL, back;
	size_t n = draft_print(conf, text);
	int fd = memfd_create("welkom.conf", MFD_CLOEXEC);

	if (fd < 0 || file_write_all(fd, text, n) != 0) {
		fail_errno(why, errno, _("cannot try the configuration"));
		if (fd >= 0)
			close(fd);
		return -1;
	}
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (conf_read(&back, path, why) == 0)
		read = &back;
	close(fd);
	if (n == 0 || read == NULL || !is_same(conf, read))
		return fail_set(why,
			_("the configuration cannot hold this: it is too long, or has a "
			  "“;” after a space, or a character that cannot be seen"));
	return 0;
}

int
draft_set_state(struct conf *conf, const char *state, struct fail *why)
{
	struct fail inner;

	if (strlen(state) >= sizeof conf->state_dir)
		return fail_set(why, _("the path %s is too long"), state);
	strcpy(conf->state_dir, state);
	if (draft_check(conf, &inner) != 0)
		return fail_set(why, _("nothing was made: %s cannot be the folder of the register; %s"),
			state, inner.text);
	return 0;
}
