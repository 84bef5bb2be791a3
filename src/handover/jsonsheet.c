/* SPDX-License-Identifier: ISC */
#include "handover/jsonsheet.h"

#include <inttypes.h>
#include <jansson.h>
#include <malloc.h>
#include <stdlib.h>

#include "base/moment.h"
#include "base/wipe.h"

/* As free, also where the program's own free does not wipe (base/forget.c). */
static void
forget(void *p)
{
	if (p != NULL)
		wipe_bytes(p, malloc_usable_size(p));
	free(p);
}

static int
take(const char *bytes, size_t n, void *arg)
{
	struct line *line = arg;

	line_put(line, bytes, n);
	return line->over ? -1 : 0;
}

/* Adds object, NULL: there was no memory, and lets go of it. Returns 0, or -1. */
static int
put_object(struct line *line, json_t *object)
{
	int rc = object == NULL ? -1 : json_dump_callback(object, take, line, JSON_COMPACT);

	json_decref(object);
	return rc;
}

int
jsonsheet_begin(struct line *line, const struct sheet_facts *facts)
{
	char from[MOMENT_TEXT], to[MOMENT_TEXT], made[MOMENT_TEXT], destroy[MOMENT_TEXT];

	json_set_alloc_funcs(malloc, forget);
	moment_print_utc(facts->from, from);
	moment_print_utc(facts->to, to);
	moment_print_utc(facts->made, made);
	moment_print_utc(facts->destroy_by, destroy);
	if (put_object(line,
			json_pack("{s:s,s:i,s:s,s:s,s:s,s:s,s:s,s:s}", "form", "welkom-visits", "version", 1,
				"organisation", facts->organisation, "reference", facts->reference, "from", from,
				"to", to, "made", made, "destroy_by", destroy)) != 0 ||
		line->n == 0)
		return -1;
	line->n--; /* the object goes on */
	line_text(line, ",\"visits\":[");
	return 0;
}

int
jsonsheet_visit(struct line *line, const struct visit *visit, uint64_t n)
{
	const struct visitor *v = &visit->visitor;
	json_t *object = json_object();
	char time[MOMENT_TEXT];
	int rc = 0;

	moment_print_utc(visit->arrival, time);
	rc |= json_object_set_new(object, "arrived", json_string(time));
	rc |= json_object_set_new(
		object, "name", json_stringn(line->cell, line_neutral(line, v->name, v->name_len)));
	rc |= json_object_set_new(
		object, "phone", json_stringn(line->cell, line_neutral(line, v->phone, v->phone_len)));
	if (rc != 0) {
		json_decref(object);
		return -1;
	}
	line_text(line, n == 0 ? "\n" : ",\n");
	return put_object(line, object);
}

void
jsonsheet_end(struct line *line, uint64_t n)
{
	line_print(line, "\n],\"count\":%" PRIu64 "}\n", n);
}
