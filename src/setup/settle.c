/* SPDX-License-Identifier: ISC */
#include "setup/settle.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/fingerprint.h"
#include "base/folder.h"
#include "base/hourfile.h"
#include "base/moment.h"
#include "base/nls.h"
#include "config.h"
#include "open/reception.h"
#include "register/create.h"
#include "register/ledger.h"
#include "register/register.h"
#include "register/timekeeping.h"
#include "register/watch.h"
#include "setup/draft.h"

#define LABEL "reception"

void
settle_print_key(const uint8_t pk[static RECIPIENTS_PK], char out[static SETTLE_PRINT])
{
	uint8_t print[HOURFILE_PRINT];

	hourfile_print(pk, print);
	fingerprint_show(print, out);
}

void
settle_print_list(const struct recipients *recipients, char out[static SETTLE_PRINT])
{
	uint8_t print[HOURFILE_PRINT];

	fingerprint_list(recipients, print);
	fingerprint_show(print, out);
}

int
settle_check_clock(const struct clock_reading *now, struct fail *why)
{
	char local[MOMENT_ZONED];

	if (now->realtime >= BUILD_DATE)
		return 0;
	moment_print_zoned(now->realtime, local);
	return fail_set(why,
		_("nothing was made: this machine's clock says %s, which is before this "
		  "program was made. Set the clock first (timedatectl set-time)."),
		local);
}

/* Makes the file path of n bytes at text. */
static int
make_file(const char *path, mode_t mode, const char *text, size_t n, struct fail *why)
{
	const char *name;
	int rc = -1, folder = folder_open_parent(path, &name);

	if (folder >= 0)
		rc = file_create(folder, name, mode, text, n);
	if (rc != 0)
		fail_errno(why, errno, _("cannot make the file %s"), path);
	if (folder >= 0)
		close(folder);
	return rc;
}

/* Makes the configuration's folder, when it is not there. */
static int
make_folder(const struct place *place, struct fail *why)
{
	const char *name;
	int rc, above;

	if (place->had_folder)
		return 0;
	above = folder_open_parent(place->folder, &name);
	rc = above < 0 ? -1 : folder_make(above, name, 0755);
	if (rc != 0 && errno == EEXIST) /* made with the register, in one place */
		rc = 0;
	if (rc != 0)
		fail_errno(why, errno, _("cannot make the folder %s"), place->folder);
	if (above >= 0)
		close(above);
	return rc;
}

static int
make_list(const struct place *place, const struct recipients *list, struct fail *why)
{
	char text[RECIPIENTS_TEXT];
	size_t n = recipients_print(list, text);

	return make_folder(place, why) != 0 ? -1 : make_file(place->recipients, 0644, text, n, why);
}

/* Whole or not at all: half of it would be one that is valid, with other settings. */
static int
make_configuration(const struct place *place, const struct conf *conf, struct fail *why)
{
	char draft[DRAFT_TEXT];
	const char *name;
	size_t n = draft_print(conf, draft);
	int folder, rc = -1;

	if (n == 0)
		return fail_set(why, _("the configuration would be too long"));
	folder = folder_open_parent(place->config, &name);
	if (folder >= 0)
		rc = file_replace(folder, name, 0644, draft, n);
	if (rc != 0)
		fail_errno(why, errno, _("cannot make the file %s"), place->config);
	if (folder >= 0)
		close(folder);
	return rc;
}

/* The clock as the person found it, a first good purge of nothing, the first line of the ledger. */
static int
begin(const struct place *place, const uint8_t pk[static RECIPIENTS_PK], struct fail *why)
{
	char fields[LEDGER_FIELDS], text[LEDGER_HEAD_TEXT];
	uint8_t print[HOURFILE_PRINT];
	struct watch_record last = {0};
	struct ledger_head head;
	struct clock_reading now;
	struct visit_register r;
	int rc;

	hourfile_print(pk, print);
	snprintf(fields, sizeof fields, "recipients=%02x%02x%02x%02x", print[0], print[1], print[2],
		print[3]);
	clock_read_plain(&now);
	last.time = last.good = now.realtime;
	memcpy(last.boot, now.boot, sizeof last.boot);
	rc = register_open(&r, place->state, REGISTER_KEEPER, why);
	if (rc == 0 &&
		(register_check_side(&r.inbox, why) != 0 || register_check_side(&r.store, why) != 0 ||
			timekeeping_begin(&r, &now, why) != 0 || watch_save(&r, &last, why) != 0 ||
			ledger_append(r.state, now.realtime, "init", fields, &head, why) != 0))
		rc = -1;
	register_close(&r);
	if (rc != 0)
		return -1;
	return make_file(place->head, 0600, text, ledger_print_head(&head, text), why);
}

int
settle_make(const struct place *place, const struct passphrase *p, struct conf *conf,
	struct recipients *recipients, struct fail *why)
{
	struct recipients list = {.n = 1};

	strcpy(list.list[0].label, LABEL);
	if (reception_create(place->key, p, reception_moderate(), list.list[0].pk, why) != 0 ||
		create_register(place->state, why) != 0 || make_list(place, &list, why) != 0 ||
		begin(place, list.list[0].pk, why) != 0 || make_configuration(place, conf, why) != 0)
		return -1;
	if (conf_read(conf, place->config, why) != 0)
		return -1;
	return recipients_read(conf->folder, recipients, why);
}
