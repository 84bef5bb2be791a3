/* SPDX-License-Identifier: ISC */
/* font: the font of a Linux console for a program under test, by LD_PRELOAD. WELKOM_FONT names a file
 * of the characters it has: code points in hex and ranges of them, such as "20-7E A0-FF 20AC", with
 * blanks between; the rest of a line after # is skipped. GIO_UNIMAP answers as ioctl_console(2) says,
 * on whatever descriptor. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/kd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Adds the characters of one word of the file to map, of which room entries fit. */
static void
add(const char *word, struct unimapdesc *map, unsigned room)
{
	char *end;
	unsigned long first = strtoul(word, &end, 16);
	unsigned long last = *end == '-' ? strtoul(end + 1, NULL, 16) : first;

	for (; first <= last && last <= 0xFFFF; first++, map->entry_ct++)
		if (map->entry_ct < room)
			map->entries[map->entry_ct] = (struct unipair){(unsigned short)first, 1};
}

static int
read_font(const char *path, struct unimapdesc *map)
{
	unsigned room = map->entry_ct;
	FILE *f = fopen(path, "re");
	char word[64];

	if (f == NULL)
		abort();
	map->entry_ct = 0;
	while (fscanf(f, " %63s", word) == 1) {
		if (word[0] == '#')
			fscanf(f, "%*[^\n]");
		else
			add(word, map, room);
	}
	fclose(f);
	if (map->entry_ct <= room)
		return 0;
	errno = ENOMEM;
	return -1;
}

int
ioctl(int fd, unsigned long request, ...)
{
	const char *font = getenv("WELKOM_FONT");
	va_list args;
	void *argument;

	va_start(args, request);
	argument = va_arg(args, void *);
	va_end(args);
	if (request == GIO_UNIMAP && font != NULL)
		return read_font(font, argument);
	return (int)syscall(SYS_ioctl, fd, request, argument);
}
