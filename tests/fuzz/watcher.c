/* SPDX-License-Identifier: ISC */
#include "fuzz/watcher.h"

#include <curses.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "fuzz/titles.h"
#include "fuzz/world.h"
#include "kiosk/deposit.h"
#include "kiosk/gate.h"
#include "kiosk/kiosk.h"
#include "kiosk/walls.h"
#include "register/entries.h"
#include "register/erasures.h"
#include "ui/blank.h"
#include "ui/layout.h"
#include "visit/phone.h"

/* ld --wrap=f: calls of f come to __wrap_f, and __real_f is f. */
#define WRAPPED(type, f, ...) \
	type __real_##f(__VA_ARGS__); \
	type __wrap_##f(__VA_ARGS__)

WRAPPED(bool, gate_check, struct kiosk *k);
WRAPPED(bool, deposit_visit, struct kiosk *k);
WRAPPED(void, layout_draw, struct screen *s, struct page *page);
WRAPPED(enum entries_added, entries_add, struct register_side *side,
	const struct entries_entry *entry, bool (*may)(void *arg), void *arg, struct fail *why);
WRAPPED(int, erasures_queue, struct register_side *side, const uint8_t *id, struct fail *why);
WRAPPED(void, screen_show, struct screen *s, int row, int column, bool visible);
WRAPPED(void, blank_screen, struct screen *s);
WRAPPED(int, walls_raise, struct walls *walls, struct kiosk *k, struct fail *why);
void __wrap_wipe_shield_process(void);

static struct {
	struct kiosk *kiosk;
	struct watcher_counts counts;
	unsigned seen; /* a bit for each kind of title since the welcome screen */
	bool in_deposit;
} watcher;

const struct watcher_counts *
watcher_counts(void)
{
	return &watcher.counts;
}

#define MUST(what) must((what), #what)

static void
must(bool is, const char *what)
{
	if (is)
		return;
	fprintf(stderr, "burst %" PRIu64 ": not true: %s\n", world_bursts(), what);
	abort();
}

static bool
is_bit(enum titles_kind kind)
{
	return (watcher.seen & 1u << kind) != 0;
}

/* Says whether the text may be in a field: NFC, and nothing in it that may not be typed. */
static bool
is_text(const char *text, size_t n)
{
	char composed[2 * FIELD_MAX];
	size_t at, used;
	uint32_t uc;

	for (at = 0; at < n; at += used) {
		used = text_decode(text + at, n - at, &uc);
		if (used == 0 || !text_is_allowed(uc))
			return false;
	}
	return text_nfc(text, n, composed, sizeof composed) == (long)n &&
		memcmp(text, composed, n) == 0;
}

static size_t
check_field(const struct field *f, size_t most)
{
	size_t n, cursor = field_cursor(f);
	const char *text = field_text(f, &n);

	MUST(n <= most);
	MUST(cursor <= n);
	MUST(is_text(text, n));
	watcher.counts.foreign += text_width(text, n) != (int)n;
	return n;
}

static void
check_fields(const struct kiosk *k, bool nobody)
{
	size_t n = check_field(k->name, VISITOR_NAME_MAX) +
		check_field(k->phone, VISITOR_PHONE_MAX * 2) + check_field(k->code, ERASURE_SHOWN * 2);

	MUST(!nobody || n == 0);
}

static bool
is_zero(const void *p, size_t n)
{
	const unsigned char *bytes = p;

	return n == 0 || (bytes[0] == 0 && memcmp(bytes, bytes + 1, n - 1) == 0);
}

void
__wrap_layout_draw(struct screen *s, struct page *page)
{
	const struct kiosk *k = watcher.kiosk;
	const struct titles_title *titles;
	bool nobody = page->field == NULL && page->links != PAGE_BUTTONS; /* the welcome screen */
	size_t count;
	int title;

	titles = titles_all(&count);
	MUST(count <= WATCHER_TITLES);
	MUST(page->title != NULL);
	title = titles_find(page->title);
	MUST(title >= 0);
	watcher.counts.pictures++;
	watcher.counts.titles[title]++;
	if (nobody) {
		watcher.seen = 0;
		MUST(is_zero(k->visitor, sizeof *k->visitor));
		world_nobody();
	}
	watcher.seen |= 1u << titles[title].kind;
	MUST(page->field != k->name || is_bit(TITLES_NOTICE));
	MUST(page->field != k->phone || is_bit(TITLES_NAME));
	check_fields(k, nobody);
	if (page->big != NULL)
		world_show_code(page->big);
	__real_layout_draw(s, page);
}

bool
__wrap_deposit_visit(struct kiosk *k)
{
	const struct visitor *visitor = &k->visitor->visit.visitor;
	bool result;

	MUST(is_bit(TITLES_NOTICE) && is_bit(TITLES_NAME) && is_bit(TITLES_PHONE));
	MUST(visitor->name_len > 0 && is_text(visitor->name, visitor->name_len));
	MUST(phone_is_kept(visitor->phone, visitor->phone_len));
	MUST(k->arrival != 0);
	watcher.in_deposit = true;
	result = __real_deposit_visit(k);
	watcher.in_deposit = false;
	/* one visit for each way through the screens */
	watcher.seen = 0;
	MUST(is_zero(&k->visitor->visit, sizeof k->visitor->visit));
	return result;
}

/* One in eight is really written: the disk is not what is tested here. */
enum entries_added
__wrap_entries_add(struct register_side *side, const struct entries_entry *entry,
	bool (*may)(void *arg), void *arg, struct fail *why)
{
	MUST(watcher.in_deposit);
	watcher.counts.entries++;
	switch (world_number(16)) {
	case 0:
		fail_set(why, "%s", "the disk is full");
		return ENTRIES_FAILED;
	case 1:
	case 2:
		watcher.counts.written++;
		return __real_entries_add(side, entry, may, arg, why);
	default:
		return may(arg) ? ENTRIES_ADDED : ENTRIES_REFUSED;
	}
}

int
__wrap_erasures_queue(struct register_side *side, const uint8_t *id, struct fail *why)
{
	MUST(is_zero(&watcher.kiosk->visitor->record, sizeof watcher.kiosk->visitor->record));
	watcher.counts.erasures++;
	if (world_number(4) == 0)
		return fail_set(why, "%s", "the disk is full");
	return __real_erasures_queue(side, id, why);
}

/* The gate looks at the disk: not at every picture. It closes for a while now and then. */
bool
__wrap_gate_check(struct kiosk *k)
{
	static enum watch_alarm closed = WATCH_FINE;
	bool first = watcher.kiosk == NULL;

	watcher.kiosk = k;
	if (first)
		return __real_gate_check(k);
	if (world_number(300) == 0)
		closed = world_number(2) == 0 ? WATCH_CLOCK : WATCH_RECIPIENTS;
	else if (world_number(30) == 0)
		closed = WATCH_FINE;
	if (closed != WATCH_FINE)
		k->alarm = closed;
	else if (k->alarm != WATCH_FINE || !k->opened || world_number(30) == 0)
		return __real_gate_check(k);
	return k->alarm == WATCH_FINE;
}

/* Most of the time goes into curses' finding out what changed, and into blanking: one in eight
 * pictures is sent to the terminal, and of blankings as many. */
void
__wrap_screen_show(struct screen *s, int row, int column, bool visible)
{
	if (world_number(8) == 0)
		__real_screen_show(s, row, column, visible);
	else
		untouchwin(stdscr); /* or reading a key would send it */
}

void
__wrap_blank_screen(struct screen *s)
{
	s->title = NULL;
	if (world_number(8) == 0 || world_is_over())
		__real_blank_screen(s);
}

/* A confined process could neither be watched nor end with a message. */
int
__wrap_walls_raise(struct walls *walls, struct kiosk *k, struct fail *why)
{
	(void)walls, (void)k, (void)why;
	return 0;
}

void
__wrap_wipe_shield_process(void)
{
}
